import { exportLimits, type ExportFormat, type ExportKind, type ExportStatus, type Scope } from '@dossier/shared';
import { openSealed, sealText } from '../../platform/auth';
import type { App, RequestContext, TxContext } from '../../platform/context/context';
import type { Queryable } from '../../platform/db/database';
import { encode, type Values } from '../../platform/db/columns';
import { newId } from '../../platform/db/id';
import { insertRows } from '../../platform/db/insert';
import type { ExportPlan, StoredRequest } from './export-request';

/** How long a server may be silent about a job before another takes it over. It says something every second. */
const LEASE_MS = 20_000;
const DAY_MS = 86_400_000;
/** How often a job is begun; one that ends its worker each time must not go on for ever. */
export const MOST_ATTEMPTS = 3;
const SEAL = 'export request';

/** A job as the worker and the door need it. */
export interface StoredJob {
  id: string;
  title: string;
  kind: ExportKind;
  entity: string;
  format: ExportFormat;
  status: ExportStatus;
  expires_at: string | null;
  created_at: string;
  created_by_id: string;
  locale: 'zh' | 'en';
  /** How often it was begun. */
  attempts: number;
  needs: readonly Scope[];
  /** Null: sealed with a key that is gone. */
  request: StoredRequest | null;
}

const instant = (ctx: Pick<App, 'clock'>, plusMs = 0): string =>
  new Date(ctx.clock.now().getTime() + plusMs).toISOString();

export async function insertJob(tx: TxContext, plan: ExportPlan, request: StoredRequest): Promise<string> {
  const id = newId();
  const { title, kind, entity, format, columnCount, needs, origin } = plan;
  const values: Values = { id, title, kind, entity, format, columnCount, status: 'QUEUED', doneRows: 0, ...origin };
  const stamps: Values = { createdAt: instant(tx), createdById: tx.actor!.userId };
  const model = tx.models.get('ExportJob');
  const columns = encode(model, { ...values, ...stamps }, ['id', ...Object.keys(model.dictionary)]);
  const own = { locale: tx.locale, attempts: 0, worker: null, lease_until: null, needs: JSON.stringify(needs) };
  const sealed = sealText(tx.cursorKey, SEAL, id, JSON.stringify(request));
  await insertRows(tx.connection, 'export_job', [{ ...columns, ...own, request: sealed }]);
  return id;
}

export async function loadJob(
  app: Pick<App, 'cursorKey'>,
  connection: Queryable,
  id: string,
): Promise<StoredJob | null> {
  const [row] = await connection.query<Omit<StoredJob, 'needs' | 'request'> & { needs: string; request: string }>(
    'SELECT id, title, kind, entity, format, status, expires_at, created_at, created_by_id, locale, attempts, needs, request FROM export_job WHERE id = ?',
    [id],
  );
  if (!row) return null;
  const request = openSealed(app.cursorKey, SEAL, id, row.request);
  return {
    ...row,
    needs: JSON.parse(row.needs) as Scope[],
    request: request === null ? null : (JSON.parse(request) as StoredRequest),
  };
}

/** Jobs of a person that wait or run. */
export async function openJobs(connection: Queryable, userId: string): Promise<number> {
  const [row] = await connection.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM export_job WHERE created_by_id = ? AND status IN ('QUEUED', 'RUNNING')",
    [userId],
  );
  return Number(row!.n);
}

/** The oldest job that nobody works on: queued, or left by a worker that died. */
export async function nextJobId(ctx: RequestContext, taken: ReadonlySet<string>): Promise<string | null> {
  const rows = await ctx.connection.query<{ id: string }>(
    `SELECT id FROM export_job WHERE status = 'QUEUED' OR (status = 'RUNNING' AND lease_until < ? AND attempts < ?) ORDER BY created_at LIMIT ${taken.size + 1}`,
    [instant(ctx), MOST_ATTEMPTS],
  );
  return rows.find(({ id }) => !taken.has(id))?.id ?? null;
}

/** Takes a job, from its first row; false when another worker was faster or it was cancelled. */
export async function claimJob(tx: TxContext, id: string, worker: string): Promise<boolean> {
  const now = instant(tx);
  const { affected } = await tx.connection.execute(
    "UPDATE export_job SET status = 'RUNNING', worker = ?, lease_until = ?, attempts = attempts + 1, done_rows = 0, total_rows = NULL, started_at = ? WHERE id = ? AND (status = 'QUEUED' OR (status = 'RUNNING' AND lease_until < ?))",
    [worker, instant(tx, LEASE_MS), now, id, now],
  );
  return affected === 1;
}

/** Thrown when a job was cancelled or taken over. */
export class JobLost extends Error {}

/** Moves a job on; the worker must still own it. */
export async function advanceJob(tx: TxContext, id: string, worker: string, values: Values): Promise<void> {
  const columns = { ...encode(tx.models.get('ExportJob'), values), lease_until: instant(tx, LEASE_MS) };
  const set = Object.keys(columns)
    .map((column) => `\`${column}\` = ?`)
    .join(', ');
  const { affected } = await tx.connection.execute(
    `UPDATE export_job SET ${set} WHERE id = ? AND worker = ? AND status = 'RUNNING'`,
    [...Object.values(columns), id, worker],
  );
  if (affected !== 1) throw new JobLost(id);
}

export async function endJob(tx: TxContext, id: string, worker: string, values: Values): Promise<void> {
  const expiresAt = values.status === 'DONE' ? instant(tx, exportLimits.days * DAY_MS) : null;
  await advanceJob(tx, id, worker, { ...values, finishedAt: instant(tx), expiresAt });
  await tx.connection.execute('UPDATE export_job SET worker = NULL, lease_until = NULL WHERE id = ?', [id]);
}

/** Gives a job back to the queue: this process ends before the job does. */
export async function releaseJob(tx: TxContext, id: string, worker: string): Promise<void> {
  await tx.connection.execute(
    "UPDATE export_job SET status = 'QUEUED', worker = NULL, lease_until = NULL, attempts = attempts - 1 WHERE id = ? AND worker = ? AND status = 'RUNNING'",
    [id, worker],
  );
}

/** Lets a job go whose worker has died: the next may have it at once. */
export async function lapseJob(tx: TxContext, id: string, worker: string): Promise<void> {
  await tx.connection.execute(
    "UPDATE export_job SET lease_until = ? WHERE id = ? AND worker = ? AND status = 'RUNNING'",
    [instant(tx, -1), id, worker],
  );
}

/** Ends a job that runs or waits. False when it had ended already. */
export async function cancelJob(tx: TxContext, id: string): Promise<boolean> {
  const { affected } = await tx.connection.execute(
    "UPDATE export_job SET status = 'CANCELLED', finished_at = ?, worker = NULL, lease_until = NULL WHERE id = ? AND status IN ('QUEUED', 'RUNNING')",
    [instant(tx), id],
  );
  return affected === 1;
}

/** Its file is given up before its time. False when there was none. */
export async function expireJob(tx: TxContext, id: string): Promise<boolean> {
  const { affected } = await tx.connection.execute(
    "UPDATE export_job SET status = 'EXPIRED', expires_at = ? WHERE id = ? AND status = 'DONE'",
    [instant(tx), id],
  );
  return affected === 1;
}

/** Files whose time has come, and jobs that have ended their worker too often. */
export async function settleOld(app: App, failure: (locale: 'zh' | 'en') => string): Promise<void> {
  const now = instant(app);
  await app.db.transaction(async (connection) => {
    await connection.execute("UPDATE export_job SET status = 'EXPIRED' WHERE status = 'DONE' AND expires_at <= ?", [
      now,
    ]);
    for (const locale of ['zh', 'en'] as const)
      await connection.execute(
        "UPDATE export_job SET status = 'FAILED', failure = ?, failure_folded = ?, finished_at = ?, worker = NULL, lease_until = NULL WHERE status = 'RUNNING' AND lease_until < ? AND attempts >= ? AND locale = ?",
        [failure(locale), failure(locale).toLowerCase(), now, now, MOST_ATTEMPTS, locale],
      );
  });
}
