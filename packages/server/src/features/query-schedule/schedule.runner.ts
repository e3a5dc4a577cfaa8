import { errorText } from '@dossier/shared';
import { createContext, type Actor, type RequestContext, type TxContext } from '../../platform/context/context';
import { decode, type Values } from '../../platform/db/columns';
import { engineFailure } from '../../platform/db/engine-failure';
import { inTransaction } from '../../platform/db/transaction';
import { updateMany } from '../../platform/db/write';
import { toHttpError } from '../../platform/http';
import { failureText, type ExportServices } from '../data-export';
import { exportOf } from './schedule.service';
import { settle, type Times } from './schedule-time';

/** How soon a time that has come is noticed. */
const PAUSE_MS = 5000;
/** One that fails by an error nobody foresaw is tried again, but does not fill the log. */
const RETRY_MS = 60_000;
const BATCH = 50;

interface Due {
  id: string;
  next_run_at: string;
  owner_id: string;
  locale: string | null;
}

/** Runs what is due, once for each time, whichever server is first. */
export function startScheduleRunner(services: ExportServices): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const resting = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  const turn = async (): Promise<void> => {
    await runDue(services, { signal: stopping.signal, resting }).catch(services.onError);
    if (!stopping.signal.aborted) timer = setTimeout(() => (running = turn()), PAUSE_MS).unref();
  };
  let running = turn();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** Queues an export for each schedule whose time has come. */
export async function runDue(
  services: ExportServices,
  { signal, resting = new Map() }: { signal?: AbortSignal; resting?: Map<string, number> } = {},
): Promise<void> {
  const { app } = services;
  const due = await app.db.read.query<Due>(
    `SELECT s.id, s.next_run_at, s.owner_id, u.locale FROM query_schedule s LEFT JOIN user_account u ON u.id = s.owner_id
     WHERE s.state = 'ACTIVE' AND s.next_run_at <= ? AND s.deleted_at IS NULL ORDER BY s.next_run_at, s.id LIMIT ${BATCH}`,
    [app.clock.now().toISOString()],
  );
  for (const one of due) {
    if (signal?.aborted) return;
    if ((resting.get(one.id) ?? -Infinity) > performance.now()) continue;
    try {
      await runOne(services, one);
      resting.delete(one.id);
    } catch (error) {
      resting.set(one.id, performance.now() + RETRY_MS);
      services.onError(error);
    }
  }
}

async function runOne({ app, schema, actorOf }: ExportServices, due: Due): Promise<void> {
  const actor = await actorOf(due.owner_id);
  const ctx = createContext(app, {
    actor,
    requestId: `schedule-${due.id}`,
    locale: due.locale === 'EN' ? 'en' : 'zh',
  });
  await inTransaction(ctx, async (tx) => {
    const claimed = await claim(tx, due);
    if (!claimed) return;
    const refusal = actor ? await refusalOf(() => exportOf(tx, schema, claimed.schedule, claimed), tx) : ownerGone(tx);
    if (refusal) await stop(tx, due.id, refusal);
  });
}

const ownerGone = (ctx: RequestContext): string => errorText('SCHEDULE_OWNER_GONE', ctx.locale);

/** Moves the schedule on to its next time; null when another server did. With the export it makes, in one transaction. */
async function claim(tx: TxContext, due: Due): Promise<{ schedule: Values; dueAt: string; missedRuns: number } | null> {
  const [row] = await tx.connection.query<Record<string, unknown>>('SELECT * FROM query_schedule WHERE id = ?', [
    due.id,
  ]);
  const schedule = decode(tx.models.get('QuerySchedule'), row!);
  const { next, missed } = settle(tx.clock.timeZone, schedule as unknown as Times, {
    due: new Date(due.next_run_at),
    now: tx.clock.now(),
  });
  const { affected } = await tx.connection.execute(
    "UPDATE query_schedule SET next_run_at = ? WHERE id = ? AND next_run_at = ? AND state = 'ACTIVE' AND deleted_at IS NULL",
    [next.toISOString(), due.id, due.next_run_at],
  );
  return affected === 1 ? { schedule, dueAt: due.next_run_at, missedRuns: missed } : null;
}

/** Why it may not or cannot run, in words; what is no fault of the schedule is thrown on. */
async function refusalOf(work: () => Promise<void>, { locale }: TxContext): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (engineFailure(error) || !toHttpError(error)) throw error;
    return failureText(error, locale);
  }
}

/** The archive itself ends it, whatever its owner may still do. */
async function stop(tx: TxContext, id: string, stoppedReason: string): Promise<void> {
  const archive: TxContext & { actor: Actor | null } = { ...tx, actor: null };
  const patch = { state: 'STOPPED', stoppedReason, nextRunAt: null };
  await updateMany(archive, tx.models.get('QuerySchedule'), [{ id, patch }]);
}
