import type { Database, Queryable } from './database';

/** An index that a bulk load does without for a while, with the statement that makes it again. */
export interface LaidDown {
  table: string;
  name: string;
  create: string;
}

interface SqliteIndex {
  name: string;
  tbl_name: string;
  sql: string;
}
interface MysqlColumn {
  table_name: string;
  index_name: string;
  column_name: string;
  sub_part: number | null;
}

/**
 * The indexes of some tables that only serve reading. Each row that is loaded touches all of them at random places; made at the
 * end, they are sorted instead. Unique ones stay: what may not be doubled is refused at every moment.
 */
export async function readingIndexes(db: Database, tables: readonly string[]): Promise<LaidDown[]> {
  const marks = tables.map(() => '?').join(',');
  if (db.dialect === 'sqlite') {
    const rows = await db.read.query<SqliteIndex>(
      `SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%' AND tbl_name IN (${marks}) ORDER BY name`,
      tables,
    );
    return rows.map(({ name, tbl_name: table, sql }) => ({
      table,
      name,
      create: sql.replace('CREATE INDEX', 'CREATE INDEX IF NOT EXISTS'),
    }));
  }
  const rows = await db.read.query<MysqlColumn>(
    `SELECT table_name AS table_name, index_name AS index_name, column_name AS column_name, sub_part AS sub_part FROM information_schema.statistics
     WHERE table_schema = DATABASE() AND non_unique = 1 AND table_name IN (${marks}) ORDER BY table_name, index_name, seq_in_index`,
    tables,
  );
  const columns = new Map<string, MysqlColumn[]>();
  for (const row of rows)
    columns.set(`${row.table_name}.${row.index_name}`, [
      ...(columns.get(`${row.table_name}.${row.index_name}`) ?? []),
      row,
    ]);
  return [...columns.values()].map((parts) => {
    const { table_name: table, index_name: name } = parts[0]!;
    const list = parts
      .map(({ column_name, sub_part }) => `\`${column_name}\`${sub_part ? `(${sub_part})` : ''}`)
      .join(', ');
    return { table, name, create: `ADD INDEX \`${name}\` (${list})` };
  });
}

const byTable = (indexes: readonly LaidDown[]): Map<string, LaidDown[]> => {
  const tables = new Map<string, LaidDown[]>();
  for (const index of indexes) tables.set(index.table, [...(tables.get(index.table) ?? []), index]);
  return tables;
};

/** Takes indexes away, those that are still there. On MySQL it ends the transaction, so what will be missing is put on record before. */
export async function layDown(connection: Queryable, db: Database, indexes: readonly LaidDown[]): Promise<void> {
  if (db.dialect === 'sqlite') {
    for (const { name } of indexes) await connection.execute(`DROP INDEX IF EXISTS \`${name}\``);
    return;
  }
  const there = new Set((await readingIndexes(db, [...byTable(indexes).keys()])).map(({ name }) => name));
  for (const [table, own] of byTable(indexes.filter(({ name }) => there.has(name))))
    await connection.execute(`ALTER TABLE ${table} ${own.map(({ name }) => `DROP INDEX \`${name}\``).join(', ')}`);
}

/** Makes indexes again that are missing; those that are there stay. Tells after each table how far it has come. */
export async function takeUp(
  db: Database,
  indexes: readonly LaidDown[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<void> {
  const there = new Set((await readingIndexes(db, [...byTable(indexes).keys()])).map(({ name }) => name));
  const missing = indexes.filter(({ name }) => !there.has(name));
  let done = indexes.length - missing.length;
  // one after the other on SQLite, so that others get their turn; all of a table in one pass over its rows on MySQL
  const steps =
    db.dialect === 'sqlite'
      ? missing.map((index) => ({ text: index.create, count: 1 }))
      : [...byTable(missing)].map(([table, own]) => ({
          text: `ALTER TABLE ${table} ${own.map(({ create }) => create).join(', ')}`,
          count: own.length,
        }));
  for (const { text, count } of steps) {
    await db.transaction((connection) => connection.execute(text));
    onProgress((done += count), indexes.length);
  }
}

/** More memory (MB) and rarer checkpoints for the writing connection of SQLite; `false` brings the usual ones back. */
export async function tuneForLoad(db: Database, on: boolean, memory = 256): Promise<void> {
  if (db.dialect !== 'sqlite') return;
  const settings = on
    ? [`cache_size = -${memory * 1024}`, 'wal_autocheckpoint = 16000']
    : ['cache_size = -65536', 'wal_autocheckpoint = 8000'];
  await db.transaction(async (connection) => {
    for (const setting of settings) await connection.query(`PRAGMA ${setting}`);
  });
}

/**
 * A longer log while very many rows are written beside people's work: pages that many transactions touch are folded into the file once
 * for all of them. `false` brings the usual length back and folds what is there.
 */
export async function lengthenLog(db: Database, on: boolean): Promise<void> {
  if (db.dialect !== 'sqlite') return;
  await db.transaction((connection) => connection.query(`PRAGMA wal_autocheckpoint = ${on ? 16000 : 8000}`));
}
