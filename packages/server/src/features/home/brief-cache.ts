import type { RequestContext } from '../../platform/context/context';
import type { Database } from '../../platform/db/database';

interface Entry {
  answer: Promise<unknown>;
  until: number;
}
const entries = new WeakMap<Database, Map<string, Entry>>();

/** An answer is reused for so many times as long as it took to find, so that it costs at most a fiftieth of the time; never for longer than ten seconds. */
const worth = 50;
const longest = 10_000;
const kept = 200;

/**
 * Answers of this process that need not be found anew for every caller. Everything an answer depends on stands in its key. Others may
 * wait for the same: it is found to its end though the first who asked goes away.
 */
export function briefly<T>(ctx: RequestContext, key: string, find: (shared: RequestContext) => Promise<T>): Promise<T> {
  let known = entries.get(ctx.db);
  if (!known) entries.set(ctx.db, (known = new Map()));
  const entry = known.get(key);
  if (entry && performance.now() < entry.until) return entry.answer as Promise<T>;
  if (known.size >= kept) known.clear();
  const began = performance.now();
  const fresh: Entry = { answer: find({ ...ctx, http: undefined }), until: Number.POSITIVE_INFINITY };
  known.set(key, fresh);
  const forget = (until: number) => () => void (fresh.until = until);
  fresh.answer.then(
    () => forget(performance.now() + Math.min(longest, (performance.now() - began) * worth))(),
    forget(0),
  );
  return fresh.answer as Promise<T>;
}
