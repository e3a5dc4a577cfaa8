import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database, HeavyRead } from '../../platform/db/database';

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
 * The database for a file that is made beside people's work. While the machine is crowded, each heavy read is preceded by a rest as long as
 * was worked since the last, a second at most: a large file then takes twice the time, and people have a processor half of it, whatever
 * priorities mean to the machine. `given` ends all of its reads.
 */
export function restingDatabase(db: Database, given?: AbortSignal, { now, idle, rest }: Clocks = clocks): Database {
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
  return Object.assign(Object.create(db) as Database, {
    heavy: ({ signal = given, ...asked }: HeavyRead = {}) => {
      const reads = db.heavy({ ...asked, signal });
      return {
        ...reads,
        query: async <R>(sql: string, params?: readonly unknown[]) => {
          // statements of one page go together
          await (resting ??= rested().finally(() => (resting = null)));
          return reads.query<R>(sql, params);
        },
      };
    },
  });
}
