import { closeSync, openSync } from 'node:fs';
import { AsyncLocalStorage } from 'node:async_hooks';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import type { Database, DatabaseConfig, HeavyLane, Queryable } from './database';
import { laneLimits } from './heavy-lanes';
import { HeavyReaders } from './heavy-sqlite';
import { LibsqlDriver } from './libsql-driver';
import { queryable, tuneForReading } from './sqlite-queryable';
import { runSteps } from './steps';

/** TypeORM's driver hands out its one connection under this name. */
const connectionOf = (source: DataSource): LibsqlDriver =>
  (source.driver as unknown as { databaseConnection: LibsqlDriver }).databaseConnection;

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
  if (readonly) {
    tuneForReading(driver);
    return source;
  }
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
export async function openSqlite(file: string, config: DatabaseConfig): Promise<Database> {
  // made before the engine does it with the rights of everybody; the log beside it takes those of the file
  closeSync(openSync(file, 'a', 0o600));
  const writer = await openSource(file, false);
  const reader = await openSource(file, true);
  const write = queryable(connectionOf(writer));
  const read = queryable(connectionOf(reader));
  const { screen, report } = laneLimits('sqlite', config);
  const lanes: Record<HeavyLane, HeavyReaders> = {
    screen: new HeavyReaders(file, screen),
    report: new HeavyReaders(file, report),
  };
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
    heavy: (asked = {}) => lanes[asked.lane ?? 'report'].queryable(asked),
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
      for (const lane of Object.values(lanes)) lane.close();
      await queue;
      await reader.destroy();
      await writer.destroy();
    },
  };
}
