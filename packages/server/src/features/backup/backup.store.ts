import type { BackupFault, BackupKind, BackupTrigger } from '@dossier/shared';
import { BackupError } from '../../platform/backup/backup-error';
import type { App } from '../../platform/context/context';
import type { Queryable } from '../../platform/db/database';
import { newId } from '../../platform/db/id';
import { insertRows } from '../../platform/db/insert';

/** A run whose process is silent for longer is dead. */
const LEASE_MS = 60_000;

export interface NewRun {
  kind: BackupKind;
  cause: BackupTrigger;
  /** Of a verification or a drill; the newest good backup when left out. */
  fileName?: string | null;
  createdById?: string | null;
  /** Of the schedule: two servers cannot both have it. */
  slot?: string | null;
}
export interface StoredRun {
  id: string;
  kind: BackupKind;
  cause: BackupTrigger;
  file_name: string | null;
  created_at: string;
  created_by_id: string | null;
}
export interface Outcome {
  fileName: string;
  asOf: string;
  sizeBytes: number;
  rowCount: number;
  tableCount: number;
  fileCount: number;
  contentHash: string;
}

const isDuplicate = (error: unknown): boolean => {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return /ER_DUP_ENTRY|SQLITE_CONSTRAINT/.test(code) || /UNIQUE constraint failed/.test(message);
};
const inMs = (app: App, ms: number): string => new Date(app.clock.now().getTime() + ms).toISOString();
const now = (app: App): string => inMs(app, 0);

/** Puts a run into the queue; returns its id. */
export async function insertRun(connection: Queryable, app: Pick<App, 'clock'>, run: NewRun): Promise<string> {
  const id = newId();
  await insertRows(connection, 'backup_run', [
    {
      id,
      kind: run.kind,
      status: 'QUEUED',
      cause: run.cause,
      file_name: run.fileName ?? null,
      created_at: app.clock.now().toISOString(),
      created_by_id: run.createdById ?? null,
      slot: run.slot ?? null,
    },
  ]);
  return id;
}

/** The same for a time of the schedule; null when another server was first. */
export async function insertSlot(app: App, run: NewRun & { slot: string }): Promise<string | null> {
  try {
    return await app.db.transaction((connection) => insertRun(connection, app, run));
  } catch (error) {
    if (isDuplicate(error)) return null;
    throw error;
  }
}

/** Takes a run from the queue. The unique index lets one be at work and no more; another answers RUNNING. */
export async function claim(app: App, id: string): Promise<StoredRun> {
  await endDeadRuns(app);
  try {
    const claimed = await app.db.transaction((connection) =>
      connection.execute(
        `UPDATE backup_run SET status = 'RUNNING', active = 'RUN', started_at = ?, lease_until = ?, progress = 0 WHERE id = ? AND status = 'QUEUED'`,
        [now(app), inMs(app, LEASE_MS), id],
      ),
    );
    if (claimed.affected !== 1) throw new BackupError('RUNNING');
  } catch (error) {
    throw isDuplicate(error) ? new BackupError('RUNNING') : error;
  }
  const [run] = await app.db.read.query<StoredRun>(
    'SELECT id, kind, cause, file_name, created_at, created_by_id FROM backup_run WHERE id = ?',
    [id],
  );
  return run!;
}

/** Runs whose process died are said to be cut off. */
export async function endDeadRuns(app: App): Promise<void> {
  await app.db.transaction((connection) =>
    connection.execute(
      `UPDATE backup_run SET status = 'FAILED', failure = 'CUT_OFF', active = NULL, finished_at = ? WHERE active IS NOT NULL AND lease_until < ?`,
      [now(app), now(app)],
    ),
  );
}

/** A sign of life. */
export async function beat(app: App, id: string, progress: number): Promise<void> {
  await app.db.transaction((connection) =>
    connection.execute(`UPDATE backup_run SET lease_until = ?, progress = ? WHERE id = ? AND status = 'RUNNING'`, [
      inMs(app, LEASE_MS),
      progress,
      id,
    ]),
  );
}

/** It went well. */
export async function finishRun(
  connection: Queryable,
  app: Pick<App, 'clock'>,
  id: string,
  outcome: Outcome,
): Promise<void> {
  await connection.execute(
    `UPDATE backup_run SET status = 'DONE', active = NULL, progress = 100, finished_at = ?, file_name = ?, as_of = ?, size_bytes = ?,
     row_count = ?, table_count = ?, file_count = ?, content_hash = ? WHERE id = ?`,
    [
      app.clock.now().toISOString(),
      outcome.fileName,
      outcome.asOf,
      outcome.sizeBytes,
      outcome.rowCount,
      outcome.tableCount,
      outcome.fileCount,
      outcome.contentHash,
      id,
    ],
  );
}

/** It did not. */
export async function failRun(app: App, id: string, code: BackupFault, detail: string): Promise<void> {
  const text = detail.slice(0, 500) || null;
  await app.db.transaction((connection) =>
    connection.execute(
      `UPDATE backup_run SET status = 'FAILED', active = NULL, finished_at = ?, failure = ?, failure_detail = ?, failure_detail_folded = ?
       WHERE id = ? AND status IN ('QUEUED', 'RUNNING')`,
      [now(app), code, text, text?.toLowerCase() ?? null, id],
    ),
  );
}

/** The oldest that waits, while nothing is at work. */
export async function nextRunId(app: App): Promise<string | null> {
  const [row] = await app.db.read.query<{ id: string }>(
    `SELECT id FROM backup_run WHERE status = 'QUEUED' AND NOT EXISTS (SELECT 1 FROM backup_run r WHERE r.active IS NOT NULL AND r.lease_until >= ?)
     ORDER BY created_at, id LIMIT 1`,
    [now(app)],
  );
  return row?.id ?? null;
}

export interface LastRun {
  id: string;
  file_name: string | null;
  finished_at: string;
  as_of: string | null;
}
/** The newest of a kind that went well. */
export async function lastGood(connection: Queryable, kind: BackupKind): Promise<LastRun | null> {
  const [row] = await connection.query<LastRun>(
    `SELECT id, file_name, finished_at, as_of FROM backup_run WHERE kind = ? AND status = 'DONE' ORDER BY created_at DESC, id DESC LIMIT 1`,
    [kind],
  );
  return row ?? null;
}
