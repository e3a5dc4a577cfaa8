import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Queryable } from '../../platform/db/database';

const INCOMING = 'incoming-';
/** What is younger may be on its way to becoming a job. */
const SETTLED_MS = 24 * 3600_000;

const folderOf = (dataDir: string): string => join(dataDir, 'imports');

/** Where the file of a job lies: under the data folder, by the job's id, never by the name a stranger gave it. */
export const importFile = (dataDir: string, jobId: string): string => join(folderOf(dataDir), jobId, 'source');

/** Whether a name below the folder is that of a file which is only arriving. */
export const isPassingImport = (name: string): boolean => name.startsWith(INCOMING);

/** A path for a file that is just arriving; its folder exists. */
export async function incomingFile(dataDir: string): Promise<string> {
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 });
  return join(folderOf(dataDir), INCOMING + randomBytes(12).toString('hex'));
}

/** Removes files that no job knows: uploads that a crash cut off, jobs that were deleted. */
export async function sweepFiles(dataDir: string, connection: Queryable, now: number): Promise<void> {
  for (const name of await readdir(folderOf(dataDir)).catch(() => [])) {
    const path = join(folderOf(dataDir), name);
    const { mtimeMs } = await stat(path);
    if (now - mtimeMs < SETTLED_MS) continue;
    const known = name.startsWith(INCOMING)
      ? []
      : await connection.query('SELECT id FROM import_job WHERE id = ?', [name]);
    if (known.length === 0) await rm(path, { recursive: true, force: true });
  }
}
