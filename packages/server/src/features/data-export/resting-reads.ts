import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Queryable } from '../../platform/db/database';

/** What is longest waited for, so that who cancels a file sees it end. */
const MOST_MS = 1000;
/** How long the machine is watched before it is called crowded, or no longer: its own clocks count in hundredths of a second. */
const WATCH_MS = 250;
/** Processors without work; with fewer the machine is crowded. */
const SPARE = 0.5;

/** The time as this file needs it: what a test can set. */
export interface Clocks {
  now(): number;
  /** Milliseconds without work of all processors together, since whenever. */
  idle(): number;
  rest(ms: number): Promise<unknown>;
}
const clocks: Clocks = {
  now: () => performance.now(),
  idle: () => cpus().reduce((sum, { times }) => sum + times.idle, 0),
  rest: pause,
};

/**
 * Reads for a file that is made beside people's work: while the machine is crowded, before each a rest as long as was worked since the
 * last. A large file then takes twice the time, and whoever looks at the console has a processor half of it, whatever priorities mean to the machine.
 */
export function restingReads(reads: Queryable, { now, idle, rest }: Clocks = clocks): Queryable {
  let since = now();
  let watched = { at: since, idle: idle(), crowded: false };
  let resting: Promise<void> | null = null;
  const rested = async (): Promise<void> => {
    const at = now();
    if (at - watched.at >= WATCH_MS) {
      const spare = (idle() - watched.idle) / (at - watched.at);
      watched = { at, idle: idle(), crowded: spare < SPARE };
    }
    if (watched.crowded) await rest(Math.min(at - since, MOST_MS));
    since = now();
  };
  return {
    ...reads,
    query: async (sql, params) => {
      // statements of one page go together
      await (resting ??= rested().finally(() => (resting = null)));
      return reads.query(sql, params);
    },
  };
}
