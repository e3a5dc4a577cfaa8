import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { migrations } from '.';
import { buildModels } from '../app/schema';
import { columnsOf, type ColumnSpec } from '../platform/db/columns';
import { LibsqlDriver } from '../platform/db/libsql-driver';

jest.setTimeout(120_000);
const server = process.env.TEST_DATABASE_URL;
const sqlite = !server;
let source: DataSource;
let drop: () => Promise<void>;

beforeAll(async () => {
  const common = { migrations, migrationsTableName: 'migration' };
  if (sqlite) {
    const folder = mkdtempSync(join(tmpdir(), 'dossier-migrations-'));
    source = new DataSource({
      ...common,
      type: 'better-sqlite3',
      driver: LibsqlDriver,
      database: join(folder, 'test.sqlite'),
    });
    drop = async () => rmSync(folder, { recursive: true, force: true });
  } else {
    const name = `dossier_test_${randomBytes(6).toString('hex')}`;
    const run = async (statement: string) => {
      const connection = await createConnection(new URL('/', server).href);
      await connection.query(statement);
      await connection.end();
    };
    // the wrong collation on purpose: tables must not depend on what the server's keeper chose
    await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci`);
    source = new DataSource({ ...common, type: 'mysql', url: new URL(`/${name}`, server).href, charset: 'utf8mb4' });
    drop = () => run(`DROP DATABASE ${name}`);
  }
  await source.initialize();
  await up();
});
afterAll(async () => {
  await source.destroy();
  await drop();
});

const up = async () =>
  (await source.runMigrations({ transaction: sqlite ? 'each' : 'none' })).map((migration) => migration.name);
const query = <R>(text: string, params?: unknown[]) => source.query(text, params) as Promise<R[]>;

interface Column {
  name: string;
  type: string;
  nullable: boolean;
  collation: string | null;
}
async function columnsIn(table: string): Promise<Column[]> {
  if (sqlite)
    return (
      await query<{ name: string; type: string; notnull: number }>(
        'SELECT name, type, "notnull" FROM pragma_table_info(?) ORDER BY name',
        [table],
      )
    ).map((row) => ({ name: row.name, type: row.type, nullable: !row.notnull, collation: null }));
  const rows = await query<{ name: string; type: string; nullable: string; collation: string | null }>(
    'SELECT column_name AS name, column_type AS type, is_nullable AS nullable, collation_name AS collation FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER BY column_name',
    [table],
  );
  return rows.map((row) => ({
    ...row,
    type: row.type.replace(/^(int|tinyint|bigint)\(\d+\)$/, '$1'),
    nullable: row.nullable === 'YES',
  }));
}

/** The whole schema as text: tables with their columns and indexes. */
async function schema(): Promise<string[]> {
  if (sqlite)
    return (
      await query<{ sql: string | null; name: string }>(
        "SELECT name, sql FROM sqlite_master WHERE name <> 'migration' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
    ).map((row) => `${row.name}: ${row.sql ?? ''}`);
  const tables = await query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name <> 'migration' ORDER BY table_name",
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const [row] = await query<Record<string, string>>(`SHOW CREATE TABLE \`${name}\``);
    const statement = row!['Create Table']!;
    // columns and keys in any order: an added column stands at the end
    texts.push(
      ...statement
        .split('\n')
        .map((line) => `${name}: ${line.trim().replace(/,$/, '')}`)
        .sort(),
    );
  }
  return texts;
}

const expectedType = ({ type, length }: ColumnSpec): string =>
  sqlite
    ? {
        id: 'TEXT',
        string: 'TEXT',
        text: 'TEXT',
        date: 'TEXT',
        instant: 'TEXT',
        currency: 'TEXT',
        bigint: 'INTEGER',
        int: 'INTEGER',
        bool: 'INTEGER',
      }[type]
    : {
        id: 'char(26)',
        string: `varchar(${length!})`,
        text: 'mediumtext',
        date: 'char(10)',
        instant: 'char(24)',
        currency: 'char(3)',
        bigint: 'bigint',
        int: 'int',
        bool: 'tinyint',
      }[type];
const expectedCollation = ({ type }: ColumnSpec): string | null =>
  sqlite || ['bigint', 'int', 'bool'].includes(type)
    ? null
    : ['string', 'text'].includes(type)
      ? 'utf8mb4_bin'
      : 'ascii_bin';

test.each(
  buildModels()
    .all()
    .map((model) => [model.name, model] as const),
)('%s: the migrated table is what its declaration needs', async (_name, model) => {
  const expected = columnsOf(model).map((column): Column => ({
    name: column.name,
    type: expectedType(column),
    nullable: !column.notNull,
    collation: expectedCollation(column),
  }));
  const byName = (columns: Column[]) => [...columns].sort((a, b) => (a.name < b.name ? -1 : 1));
  const declared = new Set(expected.map((column) => column.name));
  // a feature may keep columns of its own beside (leases, positions)
  const found = (await columnsIn(model.table)).filter((column) => declared.has(column.name));
  expect(byName(found)).toEqual(byName(expected));
});

test('every unique key of a declaration is a unique index', async () => {
  for (const model of buildModels().all()) {
    for (const key of (model.keys ?? []).filter(({ code }) => code)) {
      const found = sqlite
        ? await query(
            "SELECT 1 FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE UNIQUE%' AND sql LIKE ?",
            [model.table, `%(\`${key.column}\`)`],
          )
        : await query(
            'SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND column_name = ? AND non_unique = 0 AND seq_in_index = 1',
            [model.table, key.column],
          );
      expect([model.name, key.column, found.length]).toEqual([model.name, key.column, 1]);
    }
  }
});

test('an index gives every order of live rows that a declaration says it gives, and no other does', async () => {
  const declared = buildModels()
    .all()
    .filter(({ indexed }) => indexed);
  expect(declared.length).toBeGreaterThan(5);
  for (const { table, base, indexed } of declared) {
    const rows = await query<{ name: string; columns: string }>(
      sqlite
        ? "SELECT l.name AS name, group_concat(i.name, ',') AS columns FROM pragma_index_list(?) l, pragma_index_info(l.name) i GROUP BY l.name ORDER BY i.seqno"
        : "SELECT index_name AS name, GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR ',') AS columns FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? GROUP BY index_name",
      [table],
    );
    const order = base === 'log' ? /^(.+),id$/ : /^deleted_at,(.+),id$/;
    const given = rows.flatMap(({ columns }) => order.exec(columns)?.[1] ?? []);
    expect([table, [...indexed!].sort()]).toEqual([table, given.sort()]);
  }
});

test('running them again does nothing', async () => expect(await up()).toEqual([]));

test('down to nothing and up again gives the same schema', async () => {
  const before = await schema();
  for (const _ of migrations) await source.undoLastMigration({ transaction: sqlite ? 'each' : 'none' });
  expect(await schema()).toEqual([]);
  expect(await up()).toHaveLength(migrations.length);
  expect((await schema()).sort()).toEqual(before.sort());
});

// MySQL commits every statement: a step that was cut off is begun again over what it already did
test('each step can begin again over what it has done', async () => {
  const before = await schema();
  const runner = source.createQueryRunner();
  for (const Migration of migrations) await new Migration().up(runner);
  await runner.release();
  expect((await schema()).sort()).toEqual(before.sort());
});

test('the role of a person becomes the first of several', async () => {
  await query('ALTER TABLE user_account ADD COLUMN role VARCHAR(40)');
  const columns = 'id, user_name, name, version, created_at, updated_at';
  await query(
    `INSERT INTO user_account (${columns}, role) VALUES ('u1', 'old', '旧人', 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 'MANAGER')`,
  );
  const runner = source.createQueryRunner();
  await migrations
    .map((Migration) => new Migration())
    .find(({ name }) => name.startsWith('CreateOrganisation'))!
    .up(runner);
  await runner.release();
  expect(await query("SELECT roles FROM user_account WHERE id = 'u1'")).toEqual([{ roles: '["MANAGER"]' }]);
  expect((await columnsIn('user_account')).map(({ name }) => name)).not.toContain('role');
});
