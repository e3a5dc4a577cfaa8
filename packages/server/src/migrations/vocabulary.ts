import type { QueryRunner } from 'typeorm';

/**
 * The words that migrations are written in, the same for SQLite and MySQL. Migrations import nothing else of ours: each must do
 * tomorrow what it did on the day it was written.
 */
export type Column = {
  name: string;
  type: ColumnType;
  length?: number;
  notNull?: boolean;
  /** What rows have that are there already; a plain word or number. */
  fallback?: string | number;
};
export type ColumnType =
  'id' | 'string' | 'ascii' | 'text' | 'bigint' | 'int' | 'bool' | 'date' | 'instant' | 'currency';
export interface Table {
  name: string;
  columns: Column[];
  primary: string[];
  unique?: string[][];
  indexes?: string[][];
  /** SQLite keeps the rows in the primary key itself (MySQL always does). For narrow tables that are read by key range. */
  clustered?: boolean;
}

export const isSqlite = (runner: QueryRunner): boolean => runner.connection.options.type !== 'mysql';

const mysqlTypes: Record<ColumnType, (length?: number) => string> = {
  id: () => 'CHAR(26) CHARACTER SET ascii COLLATE ascii_bin',
  ascii: (length) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`,
  string: (length) => `VARCHAR(${length})`,
  text: () => 'MEDIUMTEXT',
  bigint: () => 'BIGINT',
  int: () => 'INT',
  bool: () => 'TINYINT',
  date: () => 'CHAR(10) CHARACTER SET ascii COLLATE ascii_bin',
  instant: () => 'CHAR(24) CHARACTER SET ascii COLLATE ascii_bin',
  currency: () => 'CHAR(3) CHARACTER SET ascii COLLATE ascii_bin',
};
const sqliteTypes: Record<ColumnType, string> = {
  id: 'TEXT',
  ascii: 'TEXT',
  string: 'TEXT',
  text: 'TEXT',
  bigint: 'INTEGER',
  int: 'INTEGER',
  bool: 'INTEGER',
  date: 'TEXT',
  instant: 'TEXT',
  currency: 'TEXT',
};

const quote = (names: string[]): string => names.map((name) => `\`${name}\``).join(', ');

function columnText(runner: QueryRunner, { name, type, length, notNull, fallback }: Column): string {
  const text = isSqlite(runner) ? sqliteTypes[type] : mysqlTypes[type](length);
  const value = typeof fallback === 'string' ? `'${fallback}'` : fallback;
  return `\`${name}\` ${text}${notNull ? ' NOT NULL' : ''}${value === undefined ? '' : ` DEFAULT ${value}`}`;
}

export async function createTable(runner: QueryRunner, table: Table): Promise<void> {
  const lines = [...table.columns.map((column) => columnText(runner, column)), `PRIMARY KEY (${quote(table.primary)})`];
  const tail = isSqlite(runner)
    ? table.clustered
      ? ' WITHOUT ROWID'
      : ''
    : ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC';
  await runner.query(`CREATE TABLE IF NOT EXISTS ${table.name} (${lines.join(', ')})${tail}`);
  for (const columns of table.unique ?? []) await createIndex(runner, table.name, columns, true);
  for (const columns of table.indexes ?? []) await createIndex(runner, table.name, columns);
}

/** Index names carry table and columns, so that a refusal of the engine tells which key it was. */
const indexName = (table: string, columns: string[], unique = false): string =>
  `${unique ? 'uq' : 'ix'}_${table}_${columns.join('_')}`.slice(0, 64);

async function hasIndex(runner: QueryRunner, table: string, name: string): Promise<boolean> {
  const known = (await runner.query(
    'SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND index_name = ? LIMIT 1',
    [table, name],
  )) as unknown[];
  return known.length > 0;
}

export async function createIndex(
  runner: QueryRunner,
  table: string,
  columns: string[],
  unique = false,
): Promise<void> {
  const name = indexName(table, columns, unique);
  if (!isSqlite(runner) && (await hasIndex(runner, table, name))) return;
  await runner.query(
    `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${isSqlite(runner) ? 'IF NOT EXISTS ' : ''}\`${name}\` ON ${table} (${quote(columns)})`,
  );
}

/** Finds the few rows that have a text at all: a partial index on SQLite, one of the first characters on MySQL. */
export async function createTextIndex(runner: QueryRunner, table: string, column: string): Promise<void> {
  const name = indexName(table, [column]);
  if (isSqlite(runner))
    await runner.query(
      `CREATE INDEX IF NOT EXISTS \`${name}\` ON ${table} (\`${column}\`) WHERE \`${column}\` IS NOT NULL`,
    );
  else if (!(await hasIndex(runner, table, name)))
    await runner.query(`CREATE INDEX \`${name}\` ON ${table} (\`${column}\`(8))`);
}

export async function dropIndex(runner: QueryRunner, table: string, columns: string[], unique = false): Promise<void> {
  const name = indexName(table, columns, unique);
  if (isSqlite(runner)) await runner.query(`DROP INDEX IF EXISTS \`${name}\``);
  else if (await hasIndex(runner, table, name)) await runner.query(`DROP INDEX \`${name}\` ON ${table}`);
}

/** Columns of a table as they are now. */
export async function columnNames(runner: QueryRunner, table: string): Promise<string[]> {
  const query = isSqlite(runner)
    ? 'SELECT name FROM pragma_table_info(?)'
    : 'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?';
  return ((await runner.query(query, [table])) as { name: string }[]).map(({ name }) => name);
}

/** MySQL commits each statement by itself, so a step that was cut off begins again over what it did. */
export async function addColumn(runner: QueryRunner, table: string, column: Column): Promise<void> {
  if ((await columnNames(runner, table)).includes(column.name)) return;
  await runner.query(`ALTER TABLE ${table} ADD COLUMN ${columnText(runner, column)}`);
}

export async function dropTable(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`DROP TABLE IF EXISTS ${table}`);
}

export async function dropColumn(runner: QueryRunner, table: string, column: string): Promise<void> {
  if (!(await columnNames(runner, table)).includes(column)) return;
  await runner.query(`ALTER TABLE ${table} DROP COLUMN \`${column}\``);
}
