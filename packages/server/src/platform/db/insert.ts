import type { Queryable } from './database';

/** SQLite takes 32 766 values a statement, MySQL 65 535; far below both a longer statement gains nothing. */
const MAX_VALUES = 8000;

/**
 * How many rows go into each statement: full ones first, then powers of two. Batches come in every length, and each length would be
 * a statement of its own: the embedded engine keeps hundreds of them prepared, with room for thousands of values in each.
 */
export function statementSizes(rows: number, columns: number): number[] {
  const largest = 2 ** Math.floor(Math.log2(Math.max(1, MAX_VALUES / columns)));
  const sizes = Array.from({ length: Math.floor(rows / largest) }, () => largest);
  for (let size = largest / 2, rest = rows % largest; rest > 0; size /= 2) {
    if (size > rest) continue;
    sizes.push(size);
    rest -= size;
  }
  return sizes;
}

/** Inserts rows of one shape, as many per statement as fit. */
export async function insertRows(
  connection: Queryable,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const names = Object.keys(first);
  const tuple = `(${names.map(() => '?').join(',')})`;
  const head = `INSERT INTO ${table} (${names.map((name) => `\`${name}\``).join(',')}) VALUES `;
  let at = 0;
  for (const size of statementSizes(rows.length, names.length)) {
    const values: unknown[] = [];
    for (const row of rows.slice(at, (at += size))) for (const name of names) values.push(row[name]);
    await connection.execute(head + Array<string>(size).fill(tuple).join(','), values);
  }
}
