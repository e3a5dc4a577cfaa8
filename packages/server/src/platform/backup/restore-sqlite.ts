import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { foldLog, releaseSqliteFile } from '../db/sqlite-file';
import { BackupError } from './backup-error';
import { sync } from './dump';
import { fill } from './fill';
import { moveFiles, sweepRestores } from './restore-files';
import type { RestoreOptions, Restored } from './restore-options';

const tails = ['-wal', '-shm', '-journal'];
const exists = (place: string): boolean => existsSync(place);

/** Fills a new file beside the archive; when it is proved, one `rename` puts it in place. */
export async function restoreSqlite(file: string, options: RestoreOptions): Promise<Restored> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await sweepRestores(file, options.dataDir);
  // asked before the long work, and again before the swap
  assertFree(file, options.replace);
  const part = partName(file);
  const filesInto = partName(path.join(options.dataDir, 'files'));
  try {
    const manifest = await fill({ ...options, target: { file: part }, filesInto });
    await options.finish?.({ file: part }, manifest);
    if (!foldLog(part)) throw new BackupError('INTERNAL', part);
    await sync(part);
    assertFree(file, options.replace);
    await moveFiles(filesInto, options.dataDir);
    const aside = await swap(file, part, `${file}.before-${options.stamp}`);
    await sync(folder);
    return { manifest, aside };
  } finally {
    await removeAll(part);
    await rm(filesInto, { recursive: true, force: true });
  }
}

function assertFree(file: string, replace: boolean): void {
  const state = releaseSqliteFile(file, { replace });
  if (state !== 'FREE') throw new BackupError(state === 'FULL' ? 'TARGET_NOT_EMPTY' : 'SERVER_RUNNING', file);
}

/** At no moment is there no archive: the former one gets a second name, then the new one takes the first. */
async function swap(file: string, part: string, aside: string): Promise<string | null> {
  const former = exists(file);
  if (former) await link(file, aside).catch(() => copyFile(file, aside));
  // of a damaged file its log may still be there; it must not meet the new one
  for (const tail of tails) if (exists(file + tail)) await rename(file + tail, aside + tail);
  await rename(part, file);
  return former ? aside : null;
}

const partName = (place: string): string => `${place}.restore-${process.pid}.part`;

async function removeAll(file: string): Promise<void> {
  for (const tail of ['', ...tails]) await rm(file + tail, { force: true });
}
