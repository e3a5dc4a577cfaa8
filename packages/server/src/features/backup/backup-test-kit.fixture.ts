import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { backupParts } from '../../app/backup-services';
import { loadKey, type BackupConfig } from '../../platform/config';
import type { Database, DatabaseConfig, Queryable } from '../../platform/db/database';
import { newId } from '../../platform/db/id';
import { openSnapshot } from '../../platform/db/snapshot';
import { foldLog } from '../../platform/db/sqlite-file';
import { freshDatabase } from '../../test/test-app';
import type { BackupParts } from './backup-services';

/** A data folder with a key, and what backups need of it. */
export function partsIn(
  database: DatabaseConfig,
  folder = mkdtempSync(path.join(tmpdir(), 'dossier-backup-')),
): BackupParts {
  const keyFile = path.join(folder, 'dossier.key');
  loadKey({ keyFile, keyFileGiven: false });
  const backup: BackupConfig = {
    at: null,
    dir: path.join(folder, 'backups'),
    keepDays: 14,
    passphrase: null,
    passphraseFile: null,
  };
  return backupParts({ backup, database: database as BackupParts['database'], dataDir: folder, keyFile });
}

interface Target {
  config: DatabaseConfig;
  /** The same rows, to be read without standing in the way. */
  twin: DatabaseConfig;
  drop(): Promise<void>;
}

/** A database of the engine under test that no connection of this process is open on: empty, or as `fill` leaves it. */
export async function freshTarget(fill?: (db: Database) => Promise<unknown>): Promise<Target> {
  const { database: config, db, drop } = await freshDatabase();
  if (fill) {
    await db.migrate();
    await fill(db);
  }
  await db.close();
  if (config.url) return { config, twin: config, drop };
  // the driver lets go of a file only when its statements are collected, so the archive under test is a copy
  const file = `${config.file!}.copy`;
  if (fill) {
    foldLog(config.file!);
    copyFileSync(config.file!, file);
  }
  return { config: { file }, twin: config, drop };
}

/** Every row of every table, as texts, at one moment. */
export async function everything(config: DatabaseConfig, without: ReadonlySet<string>): Promise<Map<string, string[]>> {
  const snapshot = await openSnapshot(config);
  try {
    return await rowsOf(snapshot, without);
  } finally {
    await snapshot.close();
  }
}

export async function rowsOf(
  snapshot: Awaited<ReturnType<typeof openSnapshot>>,
  without: ReadonlySet<string>,
): Promise<Map<string, string[]>> {
  const tables = new Map<string, string[]>();
  for (const table of snapshot.tables.filter(({ name }) => !without.has(name))) {
    const rows: string[] = [];
    for await (const batch of snapshot.rows(table)) rows.push(...batch);
    tables.set(table.name, rows);
  }
  return tables;
}

/** Values that engines, encodings and number types have been known to trip over. */
const awkward = [
  '国有"引号"\\反斜杠\n换行\t制表',
  'emoji 🐉 𠮷野家 e\u0301',
  'control \u0001\u001f\u007f\u2028',
  'quote \' ` " ; -- /* */',
  '',
  '  spaces  ',
  '9007199254740993',
  '[1,2]',
  'null',
];

/** Rows with awkward values, below the writers: what a table can hold is dumped, however it came there. */
export async function insertAwkward(connection: Queryable): Promise<void> {
  for (const [i, text] of awkward.entries()) {
    await connection.execute(
      `INSERT INTO contract_item (id, line_no, product, quantity, unit_price, version, created_at, updated_at, remarks)
       VALUES (?, ?, ?, 9223372036854775807, ${i % 2 ? '9007199254740993' : '-9223372036854775807'}, 1, '2026-11-22T00:00:00.000Z', '2026-11-22T00:00:00.000Z', ?)`,
      [newId(), i, text, text.repeat(50)],
    );
  }
}

/** Writes until it is stopped: each round is one transaction that inserts, changes and deletes. */
export function writeOn(db: Database): { stop(): Promise<number> } {
  let on = true;
  const ids: string[] = [];
  const work = (async () => {
    let rounds = 0;
    for (; on; rounds++) {
      await db.transaction(async (connection) => {
        const id = newId();
        ids.push(id);
        await connection.execute(
          `INSERT INTO outbox_event (id, subscriber, event, entity, record_id, created_at, due_at, attempts, state, last_error) VALUES (?, 'none', 'e', 'E', ?, '2026-11-22T00:00:00.000Z', '2999-01-01T00:00:00.000Z', 0, 'DEAD', ?)`,
          [id, id, `写入 ${rounds}`],
        );
        await connection.execute('UPDATE outbox_event SET attempts = attempts + 1 WHERE id = ?', [
          ids[Math.floor(ids.length / 2)],
        ]);
        if (ids.length > 50) await connection.execute('DELETE FROM outbox_event WHERE id = ?', [ids.shift()]);
      });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return rounds;
  })();
  return {
    stop() {
      on = false;
      return work;
    },
  };
}

/** Each table by its number of rows and its sum: a difference is short enough to be read. */
export async function sumsOf(config: DatabaseConfig, without: ReadonlySet<string>): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const [name, rows] of await everything(config, without))
    sums[name] = `${rows.length} ${createHash('sha256').update(rows.join('\n')).digest('hex')}`;
  return sums;
}
