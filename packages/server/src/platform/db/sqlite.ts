import { closeSync, openSync } from 'node:fs';
import { AsyncLocalStorage } from 'node:async_hooks';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import type { Database, Queryable } from './database';
import { LibsqlDriver, type LibsqlStatement } from './libsql-driver';
import { runSteps } from './steps';

/** TypeORM's driver hands out its one connection under this name. */
const connectionOf = (source: DataSource): LibsqlDriver =>
  (source.driver as unknown as { databaseConnection: LibsqlDriver }).databaseConnection;

interface Prepared {
  statement: LibsqlStatement;
  /** Column names of a reading statement; rows come as arrays. */
  names: readonly string[] | null;
}

/** Statements of one connection, prepared once per SQL text. */
function queryable(driver: LibsqlDriver): Queryable {
  const cache = new LRUCache<string, Prepared>({ max: 300 });
  const prepare = (sql: string): Prepared => {
    let prepared = cache.get(sql);
    if (prepared) return prepared;
    const statement = driver.prepare(sql);
    const names = statement.reader
      ? statement
          .raw()
          .columns()
          .map(({ name }) => name)
      : null;
    cache.set(sql, (prepared = { statement, names }));
    return prepared;
  };
  return {
    async query<R>(sql: string, params: readonly unknown[] = []) {
      const { statement, names } = prepare(sql);
      const rows = statement.all(params) as unknown[][];
      return (names ? rows.map((row) => toObject(names, row)) : rows) as R[];
    },
    execute: async (sql, params = []) => ({ affected: prepare(sql).statement.run(params).changes }),
  };
}

/** The driver hands out arrays three times as fast as objects, so objects are made here. */
function toObject(names: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (let i = 0; i < names.length; i++) object[names[i]!] = row[i];
  return object;
}

async function openSource(file: string, readonly: boolean): Promise<DataSource> {
  const source = new DataSource({
    type: 'better-sqlite3',
    database: file,
    driver: LibsqlDriver,
    readonly,
    enableWAL: !readonly,
    migrations,
    migrationsTableName: 'migration',
  });
  await source.initialize();
  const driver = connectionOf(source);
  for (const pragma of ['busy_timeout = 5000', 'cache_size = -65536', 'foreign_keys = ON']) driver.pragma(pragma);
  // the writer sorts whole tables when it makes an index: that goes to disk
  if (readonly) driver.pragma('temp_store = MEMORY');
  // readers take pages from the system's cache where they are; copying a table that is larger than ours costs six times as much
  if (readonly) driver.pragma(`mmap_size = ${2 ** 31 - 65536}`);
  if (readonly) return source;
  driver.pragma('synchronous = FULL');
  // 32 MB of log before it is folded into the file: bulk writes touch the same pages again and again
  driver.pragma('wal_autocheckpoint = 8000');
  return source;
}

/** A connection of its own: one that has changed tables keeps a temporary database, whose place `tuneForLoad` could then not choose. */
async function migrate(file: string, only?: readonly string[]): Promise<string[]> {
  const source = await openSource(file, false);
  try {
    return await runSteps(source, 'each', only);
  } finally {
    await source.destroy();
  }
}

/**
 * One write connection behind a queue and one read connection on the same WAL file. TypeORM shares a single query runner per
 * SQLite source, so two concurrent transactions on it would nest and a rollback of one would undo the other's commit: the queue
 * is what makes transactions real.
 */
export async function openSqlite(file: string): Promise<Database> {
  // made before the engine does it with the rights of everybody; the log beside it takes those of the file
  closeSync(openSync(file, 'a', 0o600));
  const writer = await openSource(file, false);
  const reader = await openSource(file, true);
  const write = queryable(connectionOf(writer));
  const read = queryable(connectionOf(reader));
  const inside = new AsyncLocalStorage<true>();
  let queue: Promise<unknown> = Promise.resolve();

  async function run<T>(work: (connection: Queryable) => Promise<T>): Promise<T> {
    connectionOf(writer).exec('BEGIN IMMEDIATE');
    try {
      const result = await inside.run(true, () => work(write));
      connectionOf(writer).exec('COMMIT');
      return result;
    } catch (error) {
      try {
        connectionOf(writer).exec('ROLLBACK');
      } catch {
        // a failed COMMIT (disk full) has already rolled back; the first error is the one that matters
      }
      throw error;
    }
  }

  return {
    dialect: 'sqlite',
    read,
    transaction<T>(work: (connection: Queryable) => Promise<T>) {
      if (inside.getStore()) throw new Error('A transaction was opened inside a transaction: pass tx, not ctx');
      const result = queue.then(() => run(work));
      queue = result.catch(() => undefined);
      return result;
    },
    migrate: (only) => migrate(file, only),
    version: async () => {
      const [row] = await read.query<{ v: string }>('SELECT sqlite_version() AS v');
      return `SQLite ${row?.v ?? ''}`;
    },
    async close() {
      await queue;
      await reader.destroy();
      await writer.destroy();
    },
  };
}
