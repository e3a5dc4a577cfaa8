import type { Route } from '../platform/http';
import { healthRoute } from './health';

/** Doors beside the graph, for bytes and probes. */
export const routes: readonly Route[] = [healthRoute];
