import { setTimeout as pause } from 'node:timers/promises';
import type { Queryable } from '../../platform/db/database';

/** What is longest waited for, so that who cancels a file sees it end. */
const MOST_MS = 1000;

/**
 * Reads for a file that is made beside people's work: before each, a rest as long as was worked since the last. A large file takes up
 * to twice the time, and whoever looks at the console has a processor half of it, whatever priorities mean to the machine.
 */
export function restingReads(
  reads: Queryable,
  { now, rest }: { now(): number; rest(ms: number): Promise<unknown> } = { now: () => performance.now(), rest: pause },
): Queryable {
  let since = now();
  let resting: Promise<void> | null = null;
  const rested = async (): Promise<void> => {
    await rest(Math.min(now() - since, MOST_MS));
    since = now();
    resting = null;
  };
  return {
    ...reads,
    query: async (sql, params) => {
      // statements of one page go together
      await (resting ??= rested());
      return reads.query(sql, params);
    },
  };
}
