import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

const NAME = /^dossier-(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})\.backup$/;
const DAY_MS = 86_400_000;

/** `20261122-033000`, UTC. */
export const stampOf = (at: Date): string => at.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
/** Where a backup of this moment lies. */
export const backupName = (at: Date): string => `dossier-${stampOf(at)}.backup`;
export const isBackupName = (name: string): boolean => NAME.test(name);

function timeOf(name: string): number {
  const [, year, month, day, hour, minute, second] = NAME.exec(name)!;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** The folder of the backups, for its owner only. */
export async function prepareFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
}

/** Names of the backups that are there, newest first. */
export async function backupsIn(dir: string): Promise<string[]> {
  return (await readdir(dir).catch(() => [])).filter(isBackupName).sort().reverse();
}

/** Removes what a run that was killed has left. Called by whoever has the one run that may be at work. */
export async function sweepParts(dir: string): Promise<void> {
  for (const name of await readdir(dir).catch(() => []))
    if (/^(dossier-\d{8}-\d{6}\.backup|drill-\d+\.sqlite)\.part(-wal|-shm|-journal)?$/.test(name))
      await rm(path.join(dir, name), { force: true });
}

/** Removes backups that are too old; `keep` stays whatever its age. */
export async function sweepOld(
  dir: string,
  { keepDays, now, keep }: { keepDays: number; now: Date; keep: string },
): Promise<string[]> {
  const old = (await backupsIn(dir)).filter(
    (name) => name !== keep && timeOf(name) < now.getTime() - keepDays * DAY_MS,
  );
  for (const name of old) await rm(path.join(dir, name), { force: true });
  return old;
}
