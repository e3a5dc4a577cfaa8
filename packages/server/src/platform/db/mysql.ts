import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolConnection, ResultSetHeader } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import type { Database, Queryable } from './database';

/** Above this a statement goes as text: a prepared statement takes at most 65 535 placeholders and each distinct text costs a server handle. */
const PREPARED_LIMIT = 400;
const ATTEMPTS = 4;

const bind = (params: readonly unknown[]) => params.map((value) => (value === undefined ? null : value)) as string[];

function queryable(target: Pool | PoolConnection): Queryable {
  const run = (sql: string, params: readonly unknown[]) =>
    params.length > PREPARED_LIMIT ? target.query(sql, bind(params)) : target.execute(sql, bind(params));
  return {
    query: async <R>(sql: string, params: readonly unknown[] = []) => (await run(sql, params))[0] as R[],
    execute: async (sql, params = []) => ({ affected: ((await run(sql, params))[0] as ResultSetHeader).affectedRows }),
  };
}

const isDeadlock = (error: unknown): boolean =>
  ['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD'].includes((error as { code?: string }).code ?? '');

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A pool of connections; every transaction has its own and is replayed as a whole when the engine picks it as a deadlock's victim. */
export async function openMysql(url: string, poolSize: number): Promise<Database> {
  const source = new DataSource({
    type: 'mysql',
    url,
    charset: 'utf8mb4',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    poolSize,
    extra: { maxPreparedStatements: 200, connectTimeout: 5000, flags: ['FOUND_ROWS'] },
    migrations,
    migrationsTableName: 'migration',
  });
  await source.initialize();
  const pool = (source.driver as unknown as { pool: { promise(): Pool } }).pool.promise();
  const read = queryable(pool);
  const inside = new AsyncLocalStorage<true>();

  async function once<T>(work: (connection: Queryable) => Promise<T>): Promise<T> {
    const connection = await pool.getConnection();
    try {
      await connection.beginTransaction();
      const result = await inside.run(true, () => work(queryable(connection)));
      await connection.commit();
      return result;
    } catch (error) {
      await connection.rollback().catch(() => undefined);
      throw error;
    } finally {
      connection.release();
    }
  }

  return {
    dialect: 'mysql',
    read,
    async transaction<T>(work: (connection: Queryable) => Promise<T>) {
      if (inside.getStore()) throw new Error('A transaction was opened inside a transaction: pass tx, not ctx');
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(work);
        } catch (error) {
          if (!isDeadlock(error) || attempt >= ATTEMPTS) throw error;
          await pause(attempt * 20 + Math.random() * 30);
        }
      }
    },
    migrate: async () => (await source.runMigrations({ transaction: 'none' })).map((m) => m.name),
    version: async () => {
      const [row] = await read.query<{ v: string }>('SELECT VERSION() AS v');
      return `${/mariadb/i.test(row?.v ?? '') ? '' : 'MySQL '}${row?.v ?? ''}`;
    },
    close: () => source.destroy(),
  };
}
