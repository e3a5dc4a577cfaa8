import { scopesOf, wholeReach, type RoleName } from '@dossier/shared';
import { createContacts, updateContact } from '../features/contact/contact.service';
import { createCustomers, updateCustomer } from '../features/customer/customer.service';
import type { ImportServices } from '../features/data-import';
import type { Config } from '../platform/config';
import type { Actor, App } from '../platform/context/context';

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
    actorOf: (userId) => activeUser(app, userId),
    timeZone: config.timeZone,
    onError,
  };
}

/** A person as an actor, with the rights of this moment; null when switched off or gone. */
async function activeUser(app: App, userId: string): Promise<Actor | null> {
  const [row] = await app.db.read.query<{ name: string; user_name: string; role: RoleName }>(
    'SELECT name, user_name, role FROM user_account WHERE id = ? AND active = 1 AND deleted_at IS NULL',
    [userId],
  );
  return row
    ? {
        userId,
        name: row.name,
        userName: row.user_name,
        role: row.role,
        scopes: scopesOf(row.role),
        reach: wholeReach,
        fieldRights: new Map(),
        via: 'session',
      }
    : null;
}
