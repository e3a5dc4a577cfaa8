import type { Queryable } from '../../platform/db/database';
import { encode, type Values } from '../../platform/db/columns';
import { insertRows } from '../../platform/db/insert';
import type { RequestContext, TxContext } from '../../platform/context/context';
import type { ImportOnDuplicate, ImportStatus } from './import-job.entity';

/** How long a worker may be silent before another takes its job over. */
const LEASE_MS = 60_000;

/** A job as the worker needs it. */
export interface StoredJob {
  id: string;
  fileName: string;
  status: ImportStatus;
  dryRun: boolean;
  onDuplicate: ImportOnDuplicate;
  locale: 'zh' | 'en';
  createdById: string;
  lastRow: number;
  counts: Counts;
}

export interface Counts {
  doneRows: number;
  createdCount: number;
  updatedCount: number;
  contactCount: number;
  skippedCount: number;
  errorCount: number;
  ignoredCount: number;
  blankCount: number;
}

export const NO_COUNTS: Counts = {
  doneRows: 0,
  createdCount: 0,
  updatedCount: 0,
  contactCount: 0,
  skippedCount: 0,
  errorCount: 0,
  ignoredCount: 0,
  blankCount: 0,
};

interface JobRow extends Record<string, unknown> {
  id: string;
  file_name: string;
  status: ImportStatus;
  dry_run: number;
  on_duplicate: ImportOnDuplicate;
  locale: 'zh' | 'en';
  created_by_id: string;
  last_row: number;
}

const COUNT_COLUMNS: ReadonlyArray<readonly [keyof Counts, string]> = [
  ['doneRows', 'done_rows'],
  ['createdCount', 'created_count'],
  ['updatedCount', 'updated_count'],
  ['contactCount', 'contact_count'],
  ['skippedCount', 'skipped_count'],
  ['errorCount', 'error_count'],
  ['ignoredCount', 'ignored_count'],
  ['blankCount', 'blank_count'],
];

const toJob = (row: JobRow): StoredJob => ({
  id: row.id,
  fileName: row.file_name,
  status: row.status,
  dryRun: Number(row.dry_run) === 1,
  onDuplicate: row.on_duplicate,
  locale: row.locale,
  createdById: row.created_by_id,
  lastRow: Number(row.last_row),
  counts: Object.fromEntries(
    COUNT_COLUMNS.map(([name, column]) => [name, Number(row[column] ?? 0)]),
  ) as unknown as Counts,
});

const instant = (ctx: RequestContext, plusMs = 0): string => new Date(ctx.clock.now().getTime() + plusMs).toISOString();

export interface NewJob {
  id: string;
  fileName: string;
  dryRun: boolean;
  onDuplicate: ImportOnDuplicate;
}

export async function insertJob(tx: TxContext, job: NewJob): Promise<void> {
  const model = tx.models.get('ImportJob');
  const values: Values = {
    ...job,
    ...NO_COUNTS,
    status: 'QUEUED',
    createdAt: instant(tx),
    createdById: tx.actor!.userId,
  };
  const columns = encode(model, values, ['id', ...Object.keys(model.dictionary)]);
  await insertRows(tx.connection, 'import_job', [
    { ...columns, locale: tx.locale, last_row: 0, worker: null, lease_until: null },
  ]);
}

export async function loadJob(connection: Queryable, id: string): Promise<StoredJob | null> {
  const [row] = await connection.query<JobRow>('SELECT * FROM import_job WHERE id = ?', [id]);
  return row ? toJob(row) : null;
}

/** The oldest job that nobody works on: queued, or left by a worker that died. */
export async function nextJobId(ctx: RequestContext): Promise<string | null> {
  const [row] = await ctx.connection.query<{ id: string }>(
    "SELECT id FROM import_job WHERE status = 'QUEUED' OR (status = 'RUNNING' AND lease_until < ?) ORDER BY created_at LIMIT 1",
    [instant(ctx)],
  );
  return row?.id ?? null;
}

/** Takes a job; false when another worker was faster or it was cancelled. */
export async function claimJob(tx: TxContext, id: string, worker: string): Promise<boolean> {
  const now = instant(tx);
  const { affected } = await tx.connection.execute(
    "UPDATE import_job SET status = 'RUNNING', worker = ?, lease_until = ?, started_at = COALESCE(started_at, ?) WHERE id = ? AND (status = 'QUEUED' OR (status = 'RUNNING' AND lease_until < ?))",
    [worker, instant(tx, LEASE_MS), now, id, now],
  );
  return affected === 1;
}

/** Thrown when a job was cancelled or taken over: the chunk at hand is rolled back. */
export class JobLost extends Error {}

/** Moves a job on, in the transaction of what it tells of. The worker must still own it. */
export async function advanceJob(
  tx: TxContext,
  id: string,
  worker: string,
  state: { values?: Values; counts?: Counts; lastRow?: number },
): Promise<void> {
  const columns: Record<string, unknown> = { lease_until: instant(tx, LEASE_MS) };
  if (state.values) Object.assign(columns, encode(tx.models.get('ImportJob'), state.values));
  if (state.counts) for (const [name, column] of COUNT_COLUMNS) columns[column] = state.counts[name];
  if (state.lastRow !== undefined) columns.last_row = state.lastRow;
  const set = Object.keys(columns)
    .map((column) => `\`${column}\` = ?`)
    .join(', ');
  const { affected } = await tx.connection.execute(
    `UPDATE import_job SET ${set} WHERE id = ? AND worker = ? AND status = 'RUNNING'`,
    [...Object.values(columns), id, worker],
  );
  if (affected !== 1) throw new JobLost(id);
}

export async function endJob(
  tx: TxContext,
  id: string,
  worker: string,
  status: 'DONE' | 'FAILED',
  failure: string | null,
): Promise<void> {
  await advanceJob(tx, id, worker, { values: { failure, finishedAt: instant(tx) } });
  await tx.connection.execute('UPDATE import_job SET status = ?, worker = NULL, lease_until = NULL WHERE id = ?', [
    status,
    id,
  ]);
}

/** Gives a job back to the queue: this process ends before the job does. */
export async function releaseJob(tx: TxContext, id: string, worker: string): Promise<void> {
  await tx.connection.execute(
    "UPDATE import_job SET status = 'QUEUED', worker = NULL, lease_until = NULL WHERE id = ? AND worker = ? AND status = 'RUNNING'",
    [id, worker],
  );
}

/** Ends a job that runs or waits; rows already written stay. False when it had ended already. */
export async function cancelJob(tx: TxContext, id: string): Promise<boolean> {
  const { affected } = await tx.connection.execute(
    "UPDATE import_job SET status = 'CANCELLED', finished_at = ?, worker = NULL, lease_until = NULL WHERE id = ? AND status IN ('QUEUED', 'RUNNING')",
    [instant(tx), id],
  );
  return affected === 1;
}

/** Queues a failed or cancelled job again; it goes on after its last written row. */
export async function requeueJob(tx: TxContext, id: string): Promise<boolean> {
  const { affected } = await tx.connection.execute(
    "UPDATE import_job SET status = 'QUEUED', failure = NULL, failure_folded = NULL, finished_at = NULL WHERE id = ? AND status IN ('FAILED', 'CANCELLED')",
    [id],
  );
  return affected === 1;
}
