import type { GraphQLSchema } from 'graphql';
import { exportRoute } from '../features/data-export/export.route';
import type { Config } from '../platform/config';
import type { App } from '../platform/context/context';
import type { Route } from '../platform/http';
import { healthRoute } from './health';

/** What routes are made from. */
export interface RouteParts {
  app: App;
  schema: GraphQLSchema;
  config: Pick<Config, 'dataDir' | 'timeZone'>;
}

/** Doors beside the graph, for bytes and probes. */
export const routesOf = ({ schema }: RouteParts): readonly Route[] => [healthRoute, exportRoute(schema)];
