import { availableParallelism, constants } from 'node:os';
import type { DatabaseConfig, Dialect, HeavyLane } from './database';

/** What the heavy reads of a lane may take. */
export interface LaneLimits {
  /** Reads at once: processes of the embedded database, connections to a database server. */
  atOnce: number;
  /** Reads of one person that may wait for their turn; the next is told to come back. */
  waiting: number;
  /** What a read may take, its wait not counted. */
  timeoutMs: number;
  /** How the embedded database's processes give way to the server, as the system counts it. */
  priority: number;
}

/** So many reports at once when nothing is said: this machine may be larger than that of the database. */
const MOST_REPORTS = 4;

/**
 * What people look at a screen for is short and frequent, reports are long and rare. Each report takes a processor of the database
 * for itself. The embedded database's give way by their priority; a database server knows none, so half of the processors are left to
 * the others there, as many as this machine has when nothing is said.
 */
export function laneLimits(
  dialect: Dialect,
  { heavyTimeoutMs: timeoutMs = 30_000, reportsAtOnce }: DatabaseConfig,
): Readonly<Record<HeavyLane, LaneLimits>> {
  const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;
  const own = dialect === 'sqlite';
  const reports =
    reportsAtOnce ?? (own ? 2 : Math.min(MOST_REPORTS, Math.max(1, Math.floor(availableParallelism() / 2))));
  return {
    screen: { atOnce: own ? 2 : 6, waiting: 100, timeoutMs, priority: PRIORITY_BELOW_NORMAL },
    report: { atOnce: reports, waiting: 50, timeoutMs, priority: PRIORITY_LOW },
  };
}
