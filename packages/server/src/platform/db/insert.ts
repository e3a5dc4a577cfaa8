import type { Queryable } from './database';

/** SQLite takes 32 766 values a statement, MySQL 65 535; far below both a longer statement gains nothing. */
const MAX_VALUES = 8000;

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
  const size = Math.max(1, Math.floor(MAX_VALUES / names.length));
  for (let at = 0; at < rows.length; at += size) {
    const chunk = rows.slice(at, at + size);
    await connection.execute(
      head + chunk.map(() => tuple).join(','),
      chunk.flatMap((row) => names.map((name) => row[name])),
    );
  }
}
