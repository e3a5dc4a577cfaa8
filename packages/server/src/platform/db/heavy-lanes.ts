import { constants } from 'node:os';
import type { HeavyLane } from './database';

/** What the heavy reads of a lane may take. */
export interface LaneLimits {
  /** Processes of the embedded database. */
  processes: number;
  /** How they give way to the server, as the system counts it. */
  priority: number;
  /** Connections to a database server. */
  connections: number;
  /** Reads that may wait for their turn; the next is told to come back. */
  waiting: number;
}

/** What people look at a screen for is short and frequent, reports are long and rare. */
export const laneLimits: Readonly<Record<HeavyLane, LaneLimits>> = {
  screen: { processes: 2, priority: constants.priority.PRIORITY_BELOW_NORMAL, connections: 6, waiting: 500 },
  report: { processes: 2, priority: constants.priority.PRIORITY_LOW, connections: 3, waiting: 50 },
};
