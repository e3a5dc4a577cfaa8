import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { recordEvent } from '../../platform/audit/event';
import type { RequestContext, TxContext } from '../../platform/context/context';
import { newId } from '../../platform/db/id';
import { inTransaction } from '../../platform/db/transaction';
import { fault } from '../../platform/graphql/user-fault';
import { exposeId } from '../../platform/query/model';
import { openSheet } from '../../platform/sheet/sheet';
import { importFile } from './import-files';
import { inspectFile } from './inspect-file';
import { importStatus, type ImportOnDuplicate } from './import-job.entity';
import { assertInReach } from './import-reach';
import { cancelJob, insertJob, loadJob, requeueJob } from './import.store';

export interface ImportOptions {
  fileName: string;
  dryRun: boolean;
  onDuplicate: ImportOnDuplicate;
}

/**
 * Queues an import of a file that was received. The file is opened first: what cannot be read is refused at once
 * (`SheetError`, `ImportError`). Takes the file over. Returns the raw id of the job.
 */
export async function startImport(
  ctx: RequestContext,
  dataDir: string,
  receivedPath: string,
  options: ImportOptions,
): Promise<string> {
  const file = await openSheet(receivedPath);
  try {
    await inspectFile(file);
  } finally {
    await file.close();
  }
  const id = newId();
  const path = importFile(dataDir, id);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await rename(receivedPath, path);
    await chmod(path, 0o600);
    const fileName = tidyName(options.fileName);
    await inTransaction(ctx, async (tx) => {
      await insertJob(tx, { id, ...options, fileName });
      await recordEvent(tx, {
        kind: 'IMPORT',
        entity: 'ImportJob',
        recordId: exposeId(tx.models.get('ImportJob'), id),
        operation: options.dryRun ? 'dryRun' : options.onDuplicate,
        reason: fileName,
      });
    });
  } catch (error) {
    await rm(dirname(path), { recursive: true, force: true });
    throw error;
  }
  return id;
}

/** The last part of a path, without marks that turn the direction of text around, at most 200 characters. */
function tidyName(name: string): string {
  const plain = (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cf}|\p{Cc}/gu, '').trim();
  return [...(plain || 'import')].slice(0, 200).join('');
}

/** Stops an import; rows already written stay. Returns its id. */
export async function cancelImport(tx: TxContext, id: string): Promise<string> {
  await assertInReach(tx, id);
  if (!(await cancelJob(tx, id))) throw await whyNot(tx, id);
  return id;
}

/** Queues a failed or cancelled import again. Returns its id. */
export async function resumeImport(tx: TxContext, id: string): Promise<string> {
  await assertInReach(tx, id);
  if (!(await requeueJob(tx, id))) throw await whyNot(tx, id);
  return id;
}

async function whyNot(tx: TxContext, id: string) {
  const job = await loadJob(tx.connection, id);
  if (!job) return fault('NOT_FOUND');
  return fault('ILLEGAL_TRANSITION', [], {
    from: importStatus[job.status],
    action: { zh: '执行此操作', en: 'do this' },
    allowed: { zh: '无', en: 'nothing' },
  });
}
