import { stat } from 'node:fs/promises';
import path from 'node:path';
import { backupLateHours, type BackupKind } from '@dossier/shared';
import type { BackupConfig } from '../../platform/config';
import { actorOf, type RequestContext, type TxContext } from '../../platform/context/context';
import { fault } from '../../platform/graphql/user-fault';
import { backupsIn, isBackupName } from './backup-files';
import { timesAround } from './backup.schedule';
import { insertRun, lastGood } from './backup.store';
import type { BackupFile, BackupOverview } from './backup.types';

/** Asks for a run; the server's runner begins it within a second. While one of the kind waits or runs, that one is the answer. */
export async function requestRun(tx: TxContext, kind: BackupKind, fileName: string | null): Promise<string> {
  if (fileName !== null && !isBackupName(fileName)) throw fault('NOT_FOUND', ['fileName']);
  const [open] = await tx.connection.query<{ id: string }>(
    `SELECT id FROM backup_run WHERE kind = ? AND status IN ('QUEUED', 'RUNNING') ORDER BY created_at LIMIT 1`,
    [kind],
  );
  if (open) return open.id;
  return insertRun(tx.connection, tx, { kind, cause: 'PERSON', fileName, createdById: actorOf(tx).userId });
}

/** How backups stand. */
export async function backupOverview(ctx: RequestContext, config: BackupConfig): Promise<BackupOverview> {
  const last = await lastGood(ctx.connection, 'BACKUP');
  const drill = await lastGood(ctx.connection, 'DRILL');
  const lateBefore = new Date(ctx.clock.now().getTime() - backupLateHours * 3600_000).toISOString();
  return {
    at: config.at,
    nextAt: config.at && timesAround(ctx.clock, config.at).next.toISOString(),
    keepDays: config.keepDays,
    folder: config.dir,
    passphrase: config.passphrase !== null || config.passphraseFile !== null,
    lastGoodAsOf: last?.as_of ?? null,
    lastDrillAt: drill?.finished_at ?? null,
    late: !last || (last.as_of ?? '') < lateBefore,
    files: await Promise.all((await backupsIn(config.dir)).slice(0, 200).map((name) => fileFacts(config.dir, name))),
  };
}

async function fileFacts(dir: string, name: string): Promise<BackupFile> {
  const { size, mtime } = await stat(path.join(dir, name));
  return { name, sizeBytes: size, at: mtime.toISOString() };
}
