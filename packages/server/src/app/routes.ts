import path from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { exportRoutes, type WriteList } from '../features/data-export';
import { importRoutes } from '../features/data-import';
import { oidcRoutes } from '../features/user';
import type { Config } from '../platform/config';
import type { App } from '../platform/context/context';
import type { Route } from '../platform/http';
import type { Log } from '../platform/log';
import { healthRoute } from './health';

/** What routes are made from. */
export interface RouteParts {
  app: App;
  schema: GraphQLSchema;
  config: Pick<Config, 'dataDir' | 'timeZone'>;
  log: Log;
  /** Where lists become files; in this process when left out. */
  writeList?: WriteList;
}

/** Sample sheets come with the source, beside the packages. */
const samplesDir = path.join(__dirname, '../../../../samples');

/** Doors beside the graph, for bytes and probes. */
export const routesOf = ({ schema, config, log, writeList }: RouteParts): readonly Route[] => [
  healthRoute,
  ...oidcRoutes((details, message) => log.warn(details, message)),
  ...exportRoutes(schema, config.dataDir, writeList),
  ...importRoutes({ dataDir: config.dataDir, samplesDir }),
];
