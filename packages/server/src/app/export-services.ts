import type { GraphQLSchema } from 'graphql';
import type { ExportServices } from '../features/data-export';
import { findActor } from '../features/user';
import type { Config } from '../platform/config';
import type { App } from '../platform/context/context';

/** What exports read through and act as, put together for this archive. */
export const exportServices = (
  app: App,
  schema: GraphQLSchema,
  { dataDir }: Pick<Config, 'dataDir'>,
  onError: (error: unknown) => void,
): ExportServices => ({
  app,
  schema,
  dataDir,
  actorOf: (userId) => findActor(app.db.read, userId, 'session'),
  onError,
});
