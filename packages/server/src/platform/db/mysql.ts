import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventEmitter } from 'node:events';
import type { Pool, PoolConnection, ResultSetHeader } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import type { Database, DatabaseConfig, HeavyLane, Queryable } from './database';
import { laneLimits, type LaneLimits } from './heavy-lanes';
import { HeavyPool } from './heavy-mysql';
import { runSteps } from './steps';

/** Above this a statement goes as text: a prepared statement takes at most 65 535 placeholders and each distinct text costs a server handle. */
const PREPARED_LIMIT = 400;
const ATTEMPTS = 10;
/**
 * What every session is set to, whatever the server's defaults. READ COMMITTED: writers lock the rows they decide on and unique
 * indexes judge, so nothing rests on snapshots; it spares the gap locks over which twenty people creating records at once would
 * stop each other. Strict: a value that does not fit is an error, never cut. Binary collation: expressions order like columns.
 */
const SESSION = `SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', collation_connection = 'utf8mb4_bin', innodb_lock_wait_timeout = 10`;
const ISOLATION = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED';

/** How values travel: exact numbers as text, instants as they are stored. */
const VALUES = {
  charset: 'utf8mb4',
  timezone: 'Z',
  supportBigNumbers: true,
  bigNumberStrings: true,
  dateStrings: true,
} as const;

const bind = (params: readonly unknown[]) => params.map((value) => (value === undefined ? null : value)) as string[];

function queryable(target: Pool | PoolConnection): Queryable {
  const run = (sql: string, params: readonly unknown[]) =>
    params.length > PREPARED_LIMIT ? target.query(sql, bind(params)) : target.execute(sql, bind(params));
  return {
    query: async <R>(sql: string, params: readonly unknown[] = []) => (await run(sql, params))[0] as R[],
    execute: async (sql, params = []) => ({ affected: ((await run(sql, params))[0] as ResultSetHeader).affectedRows }),
  };
}

/** Sets sessions as they open; queries of a connection keep their order, so nothing runs before. The driver has opened one already. */
async function prepareSessions(pool: Pool): Promise<void> {
  const settings = [SESSION, ISOLATION];
  (pool.pool as unknown as EventEmitter).on('connection', (connection: { query(sql: string): unknown }) =>
    settings.forEach((sql) => connection.query(sql)),
  );
  const first = await pool.getConnection();
  for (const sql of settings) await first.query(sql);
  first.release();
}

const isDeadlock = (error: unknown): boolean =>
  ['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD'].includes((error as { code?: string }).code ?? '');

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A pool of connections; every transaction has its own and is replayed as a whole when the engine picks it as a deadlock's victim. */
export async function openMysql(url: string, config: DatabaseConfig): Promise<Database> {
  const source = new DataSource({
    type: 'mysql',
    url,
    ...VALUES,
    poolSize: config.poolSize ?? 10,
    extra: { maxPreparedStatements: 200, connectTimeout: 5000, flags: ['FOUND_ROWS'] },
    migrations,
    migrationsTableName: 'migration',
  });
  await source.initialize();
  const pool = (source.driver as unknown as { pool: { promise(): Pool } }).pool.promise();
  await prepareSessions(pool);
  const read = queryable(pool);
  const options = { uri: url, ...VALUES, connectTimeout: 5000 };
  const { screen, report } = laneLimits('mysql', config);
  const lane = (limits: LaneLimits) => new HeavyPool(options, [SESSION, ISOLATION], read, limits);
  const lanes: Record<HeavyLane, HeavyPool> = { screen: lane(screen), report: lane(report) };
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
    heavy: (asked = {}) => lanes[asked.lane ?? 'report'].queryable(asked),
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
    migrate: (only) => runSteps(source, 'none', only),
    version: async () => {
      const [row] = await read.query<{ v: string }>('SELECT VERSION() AS v');
      return `${/mariadb/i.test(row?.v ?? '') ? '' : 'MySQL '}${row?.v ?? ''}`;
    },
    async close() {
      await Promise.all(Object.values(lanes).map((one) => one.close()));
      await source.destroy();
    },
  };
}
