import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BackupFault } from '@dossier/shared';
import { BackupError } from '../../platform/backup/backup-error';
import { dump } from '../../platform/backup/dump';
import { fill } from '../../platform/backup/fill';
import type { Manifest } from '../../platform/backup/format';
import { verifyBackup } from '../../platform/backup/read';
import { recordEvent } from '../../platform/audit/event';
import { createContext, type App, type RequestContext, type TxContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { exposeId } from '../../platform/query/model';
import { engineFailure } from '../../platform/db/engine-failure';
import { openSnapshot } from '../../platform/db/snapshot';
import { backupName, backupsIn, prepareFolder, sweepOld, sweepParts } from './backup-files';
import type { BackupServices } from './backup-services';
import { beat, claim, failRun, finishRun, type Outcome, type StoredRun } from './backup.store';

export interface RunOptions {
  /** Share of the work, 0 to 100, and what is being done. */
  onProgress?(done: number, total: number, step: 'WRITE' | 'READ' | 'RESTORE' | 'COMPARE'): void;
  signal?: AbortSignal;
  /** Elsewhere than in the folder of the backups. */
  file?: string;
}

const BEAT_MS = 10_000;

/** Works one run off: claims it, gives signs of life, writes down what became of it. Throws what went wrong. */
export async function performRun(services: BackupServices, id: string, options: RunOptions = {}): Promise<Outcome> {
  const { app } = services;
  const run = await claim(app, id);
  let share = 0;
  const noted: RunOptions = {
    ...options,
    onProgress: (done, total, step) => {
      share = total > 0 ? Math.floor((done / total) * 100) : 0;
      options.onProgress?.(done, total, step);
    },
  };
  const timer = setInterval(() => void beat(app, id, share).catch(services.onError), BEAT_MS);
  try {
    await prepareFolder(services.config.dir);
    await sweepParts(services.config.dir);
    const outcome = await (run.kind === 'BACKUP' ? makeBackup(services, noted) : prove(services, run, noted));
    await inTransaction(contextOf(app, id), async (tx) => {
      await finishRun(tx.connection, app, id, outcome);
      await tell(tx, run, outcome.fileName, null);
    });
    return outcome;
  } catch (error) {
    const { code, detail } = faultOf(error);
    await failRun(app, id, code, detail).catch(services.onError);
    await inTransaction(contextOf(app, id), (tx) => tell(tx, run, null, code)).catch(services.onError);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

const contextOf = (app: App, id: string): RequestContext =>
  createContext(app, { actor: null, requestId: `backup-${id}` });

/** The operation log knows of every copy of the archive, and of every proof of one. */
const tell = (tx: TxContext, run: StoredRun, fileName: string | null, failure: BackupFault | null): Promise<void> =>
  recordEvent(tx, {
    kind: run.kind === 'BACKUP' ? 'BACKUP' : 'VERIFY_BACKUP',
    entity: 'BackupRun',
    recordId: exposeId(tx.models.get('BackupRun'), run.id),
    actorId: run.created_by_id,
    fields: fileName ? [{ field: 'fileName', before: null, after: fileName }] : [],
    reason: failure,
    outcome: failure ? 'FAILED' : 'OK',
  });

/** What a failure means to people; texts of the engine stay in the log. */
export function faultOf(error: unknown): { code: BackupFault; detail: string } {
  if (error instanceof BackupError) return { code: error.code, detail: error.detail };
  if (engineFailure(error) === 'STORAGE_FULL') return { code: 'STORAGE_FULL', detail: '' };
  const { name, code } = error as { name?: string; code?: unknown };
  if (name === 'AbortError') return { code: 'CUT_OFF', detail: '' };
  return { code: 'INTERNAL', detail: typeof code === 'string' ? code : '' };
}

async function makeBackup(services: BackupServices, { onProgress, signal, file }: RunOptions): Promise<Outcome> {
  const { app, config, database, leaveOut, files, version } = services;
  const at = app.clock.now();
  const target = file ?? path.join(config.dir, backupName(at));
  const key = services.key();
  // everything that was acknowledged before this moment is in the snapshot
  const snapshot = await openSnapshot(database);
  try {
    await dump({
      snapshot,
      file: target,
      key,
      instant: at.toISOString(),
      version,
      leaveOut,
      files,
      signal,
      onProgress: (done, total) => onProgress?.(done, total, 'WRITE'),
    });
  } finally {
    await snapshot.close();
  }
  // a backup counts when it has been read back
  const manifest = await verifyBackup({
    file: target,
    key,
    signal,
    onProgress: (done, total) => onProgress?.(done, total, 'READ'),
  }).catch(async (error: unknown) => {
    await rm(target, { force: true });
    throw error;
  });
  if (!file) await sweepOld(config.dir, { keepDays: config.keepDays, now: at, keep: path.basename(target) });
  return outcomeOf(target, manifest);
}

async function prove(
  services: BackupServices,
  run: StoredRun,
  { onProgress, signal, file }: RunOptions,
): Promise<Outcome> {
  const { config } = services;
  const name = run.file_name ?? (await backupsIn(config.dir))[0];
  if (!file && !name) throw new BackupError('NO_BACKUP');
  const source = file ?? path.join(config.dir, name!);
  const read = { file: source, key: services.key(), signal };
  if (run.kind === 'VERIFY')
    return outcomeOf(
      source,
      await verifyBackup({ ...read, onProgress: (done, total) => onProgress?.(done, total, 'READ') }),
    );
  const target = { file: path.join(config.dir, `drill-${process.pid}.sqlite.part`) };
  try {
    const manifest = await fill({
      ...read,
      target,
      derive: services.derive,
      onProgress: (done, total) => onProgress?.(done, total, 'RESTORE'),
      onCompared: (done, total) => onProgress?.(done, total, 'COMPARE'),
    });
    return outcomeOf(source, manifest);
  } finally {
    for (const tail of ['', '-wal', '-shm', '-journal']) await rm(target.file + tail, { force: true });
  }
}

async function outcomeOf(file: string, manifest: Manifest): Promise<Outcome> {
  return {
    fileName: path.basename(file),
    asOf: manifest.instant,
    sizeBytes: (await stat(file)).size,
    rowCount: manifest.rows,
    tableCount: manifest.tables.length,
    fileCount: manifest.files.length,
    contentHash: manifest.sha256,
  };
}
