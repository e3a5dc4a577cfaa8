import { createContacts, updateContact } from '../features/contact/contact.service';
import { createCustomers, updateCustomer } from '../features/customer/customer.service';
import type { ImportServices } from '../features/data-import';
import { findActor } from '../features/user';
import type { Config } from '../platform/config';
import type { App } from '../platform/context/context';

/** What imports write through and act as, put together for this archive. */
export function importServices(
  app: App,
  config: Pick<Config, 'dataDir' | 'timeZone'>,
  onError: (error: unknown) => void,
): ImportServices {
  return {
    app,
    target: { createCustomers, updateCustomer, createContacts, updateContact },
    dataDir: config.dataDir,
    actorOf: (userId) => findActor(app.db.read, userId, 'session'),
    timeZone: config.timeZone,
    onError,
  };
}
