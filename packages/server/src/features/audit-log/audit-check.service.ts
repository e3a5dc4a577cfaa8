import { setTimeout as wait } from 'node:timers/promises';
import { readAnchors, type AnchorsRead } from '../../platform/audit/anchor';
import { recordEvent } from '../../platform/audit/event';
import { problemText } from '../../platform/audit/problem-text';
import { chainKey } from '../../platform/audit/seal';
import { verifyChain } from '../../platform/audit/verify';
import { createContext, type App, type RequestContext } from '../../platform/context/context';
import { newId } from '../../platform/db/id';
import { inTransaction } from '../../platform/db/transaction';
import { insertCheck, lastChecks, saveCheck, type Check } from './audit-check.store';

/** A check that has not been heard of for so long died with its process. */
const silentMs = 20_000;
/** How often it tells how far it is. */
const tellMs = 1000;
const day = 24 * 3600_000;

/** Nobody works on it any more. */
export const isDead = (check: Check, now: Date): boolean =>
  check.state === 'RUNNING' && now.getTime() - Date.parse(check.seenAt) > silentMs;

/** Begins to walk the chain beside the requests; a walk that is under way is joined. Returns the raw id of the check. */
export async function startCheck(
  ctx: RequestContext,
  onError: (error: unknown) => void = () => undefined,
): Promise<string> {
  const [last] = await lastChecks(ctx.db.read);
  const now = ctx.clock.now();
  if (last?.state === 'RUNNING' && !isDead(last, now)) return last.id;
  const check = { id: newId(), startedAt: now.toISOString(), startedById: ctx.actor?.userId ?? null };
  await inTransaction(ctx, (tx) => insertCheck(tx.connection, check));
  void runCheck(ctx, check.id).catch(onError);
  return check.id;
}

/** Walks the chain in small steps that leave half of the time to requests, tells how far it is, and keeps what was found. */
export async function runCheck(ctx: RequestContext, id: string): Promise<void> {
  const { db, clock, cursorKey, anchorFiles } = ctx;
  const key = chainKey(cursorKey);
  const state = { finishedAt: null, unsealed: null, anchors: null, problem: null };
  const save = (values: Parameters<typeof saveCheck>[2]) =>
    inTransaction(ctx, (tx) => saveCheck(tx.connection, id, values));
  let told = performance.now();
  let turn = told;
  const onPage = async (checked: number, total: number): Promise<void> => {
    await wait(Math.min(50, performance.now() - turn));
    if (performance.now() - told > tellMs) {
      await save({ ...state, seenAt: clock.now().toISOString(), state: 'RUNNING', checked, total });
      told = performance.now();
    }
    turn = performance.now();
  };
  try {
    const anchors: AnchorsRead | undefined = anchorFiles[0] ? await readAnchors(anchorFiles[0], key) : undefined;
    const found = await verifyChain(db, key, { anchors, page: 500, onPage });
    const at = clock.now().toISOString();
    await inTransaction(ctx, async (tx) => {
      await saveCheck(tx.connection, id, {
        seenAt: at,
        finishedAt: at,
        state: found.problem ? 'BROKEN' : 'SOUND',
        checked: found.checked,
        total: found.checked,
        unsealed: found.unsealed,
        anchors: found.anchors,
        problem: found.problem,
      });
      await recordEvent(tx, {
        kind: 'VERIFY_LOG',
        outcome: found.problem ? 'FAILED' : 'OK',
        reason: found.problem && problemText(found.problem, 'zh'),
      });
    });
  } catch (error) {
    const at = clock.now().toISOString();
    await save({ ...state, seenAt: at, finishedAt: at, state: 'FAILED', checked: 0, total: 0 });
    throw error;
  }
}

/** Checks the log once a day, by itself. */
export function startDailyCheck(app: App, onError: (error: unknown) => void): { stop(): Promise<void> } {
  const ctx = createContext(app, { actor: null, requestId: 'audit-check' });
  const look = async (): Promise<void> => {
    const [last] = await lastChecks(app.db.read);
    if (!last || app.clock.now().getTime() - Date.parse(last.startedAt) >= day) await startCheck(ctx, onError);
  };
  // not while the server starts: people wait then
  const timer = setInterval(() => void look().catch(onError), 10 * 60_000).unref();
  return {
    async stop() {
      clearInterval(timer);
    },
  };
}
