import { createHash } from 'node:crypto';
import type { DatabaseConfig } from '../db/database';
import { openSnapshot, type Snapshot } from '../db/snapshot';
import { BackupError } from './backup-error';
import type { Manifest, TableSum } from './format';

/** The sum of a table as it stands in a database, in the way a backup counts. */
export async function sumOf(snapshot: Snapshot, name: string, onRows?: (rows: number) => void): Promise<TableSum> {
  const table = snapshot.tables.find((one) => one.name === name);
  if (!table) throw new BackupError('NOT_EQUAL', name);
  const hash = createHash('sha256');
  let rows = 0;
  for await (const batch of snapshot.rows(table)) {
    hash.update(`${batch.join('\n')}\n`);
    onRows?.((rows += batch.length));
  }
  return { name, rows, sha256: hash.digest('hex') };
}

/** Reads a database back and compares each table with what the backup says it holds. */
export async function compareWithManifest(
  config: DatabaseConfig,
  manifest: Manifest,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  const snapshot = await openSnapshot(config);
  let done = 0;
  try {
    for (const { name, rows, sha256 } of manifest.tables) {
      const found = await sumOf(snapshot, name, (read) => onProgress?.(done + read, manifest.rows));
      if (found.rows !== rows || found.sha256 !== sha256) throw new BackupError('NOT_EQUAL', name);
      done += rows;
    }
  } finally {
    await snapshot.close();
  }
}
