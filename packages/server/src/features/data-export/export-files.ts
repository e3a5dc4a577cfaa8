import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Queryable } from '../../platform/db/database';

const PART = '.part';
const folderOf = (dataDir: string): string => join(dataDir, 'exports');

/** Where the file of a job lies, by the job's id. */
export const exportFile = (dataDir: string, id: string): string => join(folderOf(dataDir), id);

/** Where one worker writes it; the folder exists. No two workers share a file. */
export async function partFile(dataDir: string, id: string, worker: string): Promise<string> {
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 });
  return `${exportFile(dataDir, id)}.${worker}${PART}`;
}

/** Brings a part that is whole to the disk. Returns its size. */
export async function settlePart(part: string): Promise<number> {
  const handle = await open(part, 'r+');
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

/** A part that is whole takes the name by which it is found; once more does no harm. */
export async function namePart(part: string, file: string): Promise<void> {
  await rename(part, file).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    await stat(file);
  });
}

export const removeFile = (path: string): Promise<void> => rm(path, { force: true });

/** Removes files that nobody will take any more: expired, cancelled, and parts of workers that died. */
export async function sweepFiles(dataDir: string, connection: Queryable): Promise<void> {
  for (const name of await readdir(folderOf(dataDir)).catch(() => [])) {
    const [id, worker] = name.split('.');
    const [job] = await connection.query<{ status: string; worker: string | null }>(
      'SELECT status, worker FROM export_job WHERE id = ?',
      [id],
    );
    const wanted = worker
      ? job?.status === 'RUNNING' && job.worker === worker
      : job?.status === 'DONE' || job?.status === 'RUNNING';
    if (!wanted) await removeFile(join(folderOf(dataDir), name));
  }
}
