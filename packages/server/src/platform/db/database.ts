/** The database seen from above: one shape for embedded SQLite and for MySQL / MariaDB. SQL uses `?` and backticks, which both understand. */

export type Dialect = 'sqlite' | 'mysql';

/**
 * Which heavy reads wait for each other: pages, counts and figures that somebody looks at a screen for, or reports: sums, groups and files,
 * which look at all rows there are.
 */
export type HeavyLane = 'screen' | 'report';

/** Whose heavy read it is, and how long it is waited for. */
export interface HeavyRead {
  /** Ends the read in the middle, or before its turn. */
  signal?: AbortSignal | undefined;
  /** `report` when left out. */
  lane?: HeavyLane | undefined;
  /** Who asks: where reads must wait, people take turns. */
  person?: string | undefined;
}

/** Runs statements on one connection (or on a pool). */
export interface Queryable {
  /** Rows as plain objects keyed by column alias. */
  query<R = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /** A write; `affected` counts matched rows. */
  execute(sql: string, params?: readonly unknown[]): Promise<{ affected: number }>;
}

export interface Database {
  readonly dialect: Dialect;
  /** Reads outside a transaction: sees committed rows only. */
  readonly read: Queryable;
  /**
   * Reads that look at many rows: apart from those people wait for, so that they slow down nobody; ended by the configured time, or by
   * the signal, in the middle of the statement. They see committed rows only. Those of one lane never wait for those of the other.
   */
  heavy(asked?: HeavyRead): Queryable;
  /** Runs `work` in one transaction; rolls back when it throws. On SQLite writers queue; on MySQL a deadlock retries the whole function. */
  transaction<T>(work: (connection: Queryable) => Promise<T>): Promise<T>;
  /** Applies pending migrations (of these names, when given), returns their names. */
  migrate(only?: readonly string[]): Promise<string[]>;
  /** Engine and version, e.g. `SQLite 3.45.1`. */
  version(): Promise<string>;
  close(): Promise<void>;
}

export interface DatabaseConfig {
  /** `mysql://user:password@host:3306/name`; empty = embedded SQLite in `file`. */
  url?: string;
  /** Path of the SQLite file. */
  file?: string;
  /** MySQL pool size, default 10. */
  poolSize?: number;
  /** What a heavy read may take, default 30 s. */
  heavyTimeoutMs?: number;
  /** Reports that run at once; left out: 2 embedded, half of the processors with a server, 4 at most. */
  reportsAtOnce?: number | undefined;
}
