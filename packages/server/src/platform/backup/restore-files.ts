import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Files that are known already keep their place: their names are random, so they are the same. */
export async function moveFiles(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true }).catch(() => [])) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) {
      await mkdir(target, { recursive: true, mode: 0o700 });
      await moveFiles(source, target);
    } else await rename(source, target);
  }
}

/** Removes what a restore that was killed has left: parts of processes that are no more. */
export async function sweepRestores(file: string, dataDir: string): Promise<string[]> {
  const swept: string[] = [];
  for (const folder of new Set([path.dirname(file), dataDir])) {
    for (const name of await readdir(folder).catch(() => [])) {
      const [, pid] = /\.restore-(\d+)\.part(-wal|-shm|-journal)?$/.exec(name) ?? [];
      if (!pid || isAlive(Number(pid))) continue;
      await rm(path.join(folder, name), { recursive: true, force: true });
      swept.push(name);
    }
  }
  return swept;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
