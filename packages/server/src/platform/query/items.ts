import type { Dialect } from '../db/database';
import type { FieldModel } from './model';
import { assertShort } from './text-match';
import { and, column, join, or, raw, sql, type Sql } from './sql';

/** What `JSON_TABLE` reads compares as stored texts do. */
const TEXT = raw('CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');

/**
 * Lists are JSON without blanks. Inside an item a quote is escaped, so a bare one after `[` or `,` always begins an item. Not by LIKE:
 * SQLite would take `VIP` for `vip`.
 */
export function listHas(field: FieldModel, subject: Sql, item: string): Sql {
  assertShort(field, item);
  const text = JSON.stringify(item);
  return or([sql`INSTR(${subject}, ${`[${text}`}) = 1`, sql`INSTR(${subject}, ${`,${text}`}) > 0`]);
}

/** One item of a list of small objects has all these texts. */
export function itemHas(
  field: FieldModel,
  subject: Sql,
  wanted: readonly (readonly [key: string, value: string])[],
  how: { dialect: Dialect; alias: () => string },
): Sql {
  // inside a text a quote is escaped, so `"key":"value"` with bare quotes is always a pair of one item
  const pairs = wanted.map(([key, value]) => {
    assertShort(field, value);
    return sql`INSTR(${subject}, ${`${JSON.stringify(key)}:${JSON.stringify(value)}`}) > 0`;
  });
  if (wanted.length === 1) return and(pairs);
  const items = how.alias();
  const keys = wanted.map(([key]) => key);
  const same = wanted.map(([key, value]) => sql`${itemText(how.dialect, items, key)} = ${value}`);
  return and([...pairs, sql`EXISTS (SELECT 1 FROM ${itemRows(how.dialect, subject, items, keys)} WHERE ${and(same)})`]);
}

/** The texts of a list as rows of one column, to be joined beside the record. */
export function listRows(dialect: Dialect, subject: Sql, alias: string, max: number): Sql {
  return dialect === 'sqlite'
    ? sql`json_each(${subject}) ${raw(alias)}`
    : sql`JSON_TABLE(COALESCE(${subject}, '[]'), '$[*]' COLUMNS (value VARCHAR(${raw(String(max))}) ${TEXT} PATH '$')) ${raw(alias)}`;
}

/** The items of a list of small objects as rows; `itemText` reads one of `keys`. */
export function itemRows(dialect: Dialect, subject: Sql, alias: string, keys: readonly string[]): Sql {
  const columns = keys.map((key) => sql`${raw(`\`${key}\``)} TEXT ${TEXT} PATH ${raw(`'$.${key}'`)}`);
  return dialect === 'sqlite'
    ? sql`json_each(COALESCE(${subject}, '[]')) ${raw(alias)}`
    : sql`JSON_TABLE(COALESCE(${subject}, '[]'), '$[*]' COLUMNS (${join(columns, ', ')})) ${raw(alias)}`;
}

export const itemText = (dialect: Dialect, alias: string, key: string): Sql =>
  dialect === 'sqlite'
    ? sql`json_extract(${column(alias, 'value')}, ${raw(`'$.${key}'`)})`
    : raw(`${alias}.\`${key}\``);

/** The text of its items that records are grouped by; none where two items may share every text. */
export function itemKey({ field }: Pick<FieldModel, 'field'>): string | undefined {
  return field.kind === 'objects' ? field.key : undefined;
}
