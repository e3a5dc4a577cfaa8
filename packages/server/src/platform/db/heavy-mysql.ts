import { createPool, type Pool, type PoolConnection } from 'mysql2/promise';
import type { PoolOptions } from 'mysql2';
import type { HeavyRead, Queryable } from './database';
import { HeavyFailure } from './heavy-failure';
import type { LaneLimits } from './heavy-lanes';
import { Turns } from './turns';

/** What MariaDB and MySQL call the end of a statement that took too long. */
const timeouts = new Set([1969, 3024]);

/**
 * Heavy reads of a lane in a pool of their own, so that they never take the connections that people wait for. The server itself ends
 * what takes too long; what nobody waits for any more is killed there.
 */
export class HeavyPool {
  private readonly pool: Pool;
  private readonly turns: Turns;
  private readonly timeoutMs: number;
  private readonly ready = new WeakSet<object>();
  private closed = false;

  constructor(
    options: PoolOptions,
    private readonly settings: readonly string[],
    private readonly main: Queryable,
    { atOnce, waiting, timeoutMs }: LaneLimits,
  ) {
    this.pool = createPool({ ...options, connectionLimit: atOnce });
    this.turns = new Turns(atOnce, waiting);
    this.timeoutMs = timeoutMs;
  }

  /** Reads of somebody, which end when the signal is given. */
  queryable({ signal, person = '' }: HeavyRead): Queryable {
    return {
      query: async <R>(sql: string, params: readonly unknown[] = []) => {
        const end = await this.turns.take(person, signal);
        try {
          return (await this.run(sql, params, signal)) as R[];
        } finally {
          end();
        }
      },
      execute: () => Promise.reject(new Error('A heavy connection only reads')),
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    this.turns.close();
    await this.pool.end();
  }

  private async run(sql: string, params: readonly unknown[], signal: AbortSignal | undefined): Promise<unknown> {
    const connection = await this.pool.getConnection();
    const { threadId } = connection as unknown as { threadId: number };
    let cancelled = signal?.aborted ?? this.closed;
    const cancel = () => {
      cancelled = true;
      // the statement may have ended by itself meanwhile
      this.main.execute(`KILL QUERY ${threadId}`).catch(() => undefined);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      if (cancelled) throw new HeavyFailure('HEAVY_CANCELLED');
      await this.prepare(connection);
      // as text: a plan for these values, and no handle on the server for a question that is asked once
      const [rows] = await connection.query(
        sql,
        params.map((value) => (value === undefined ? null : value)),
      );
      return rows;
    } catch (error) {
      if (cancelled) throw new HeavyFailure('HEAVY_CANCELLED');
      throw timeouts.has((error as { errno?: number }).errno ?? 0) ? new HeavyFailure('HEAVY_TIMEOUT') : error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      // a kill may still be on its way: this connection is not used for anybody else
      if (cancelled) connection.destroy();
      else connection.release();
    }
  }

  private async prepare(connection: PoolConnection): Promise<void> {
    const key = connection.connection;
    if (this.ready.has(key)) return;
    for (const setting of this.settings) await connection.query(setting);
    await connection
      .query(`SET SESSION max_statement_time = ${this.timeoutMs / 1000}`)
      // MySQL has another name and another unit for it
      .catch(() => connection.query(`SET SESSION max_execution_time = ${this.timeoutMs}`));
    this.ready.add(key);
  }
}
