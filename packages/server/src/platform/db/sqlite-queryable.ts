import { LRUCache } from 'lru-cache';
import type { Queryable } from './database';
import type { LibsqlDriver, LibsqlStatement } from './libsql-driver';

interface Prepared {
  statement: LibsqlStatement;
  /** Column names of a reading statement; rows come as arrays. */
  names: readonly string[];
}

/** Rows as arrays, in the order of the names. */
export interface Table {
  names: readonly string[];
  rows: unknown[][];
}

/** Statements of one connection, prepared once per SQL text. */
export function queryable(driver: LibsqlDriver): Queryable & { table(sql: string, params: readonly unknown[]): Table } {
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
      : [];
    cache.set(sql, (prepared = { statement, names }));
    return prepared;
  };
  const table = (sql: string, params: readonly unknown[]): Table => {
    const { statement, names } = prepare(sql);
    return { names, rows: statement.all(params) as unknown[][] };
  };
  return {
    table,
    query: async <R>(sql: string, params: readonly unknown[] = []) => toObjects(table(sql, params)) as R[],
    execute: async (sql, params = []) => ({ affected: prepare(sql).statement.run(params).changes }),
  };
}

/** The driver hands out arrays three times as fast as objects, so objects are made here. */
export const toObjects = ({ names, rows }: Table): Record<string, unknown>[] => rows.map((row) => toObject(names, row));

function toObject(names: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (let i = 0; i < names.length; i++) object[names[i]!] = row[i];
  return object;
}

/** A connection that only reads. */
export function tuneForReading(driver: LibsqlDriver): void {
  // the writer sorts whole tables when it makes an index: that goes to disk
  driver.pragma('temp_store = MEMORY');
  // pages are taken from the system's cache where they are; copying a table that is larger than ours costs six times as much
  driver.pragma(`mmap_size = ${2 ** 31 - 65536}`);
}
