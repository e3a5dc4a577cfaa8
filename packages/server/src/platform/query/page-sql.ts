import type { Dialect } from '../db/database';
import { keysetCondition, keysetRanges, keysetRow } from './keyset';
import { orderSql, type OrderTerm } from './order';
import type { Page } from './page';
import { and, column, join, raw, sql, type Sql } from './sql';

/** One page of a list, as far as it is known before its columns. */
export interface PagePlan {
  table: string;
  alias: string;
  from: Sql;
  where: Sql;
  terms: readonly OrderTerm[];
  page: Page;
  /** Order values of the row that the page follows; null for the first page. */
  after: readonly unknown[] | null;
  /** Order values are read beside the rows, for cursors. */
  cursors: boolean;
  dialect: Dialect;
}

const key = (i: number): string => `\`@o${i}\``;
const ROW = '`@row`';
/** Whether an index may give the order. */
export const isColumn = ({ expression }: OrderTerm): boolean => !/[ (]/.test(expression.text);
/** Parts repeat the list's condition: a long one is not worth it. */
const PARAMS_IN_PARTS = 600;

/** The statement of a page; `columns` gives the column list for an alias. One more row than asked tells whether there are more. */
export function pageSql(plan: PagePlan, columns: (alias: string) => Sql): Sql {
  const { alias, terms, cursors } = plan;
  const direct = terms.every(isColumn) && rangeOf(plan);
  if (!direct) return rowsOf(plan, keysSql(plan), columns);
  return sql`SELECT ${join([columns(alias), ...(cursors ? keysOf(terms) : [])], ', ')} ${rest(plan, direct)}`;
}

/** Id (`@row`) and order values of the rows of a page. */
export function keysSql(plan: PagePlan): Sql {
  const { alias, terms, page } = plan;
  const found = join([sql`${column(alias, 'id')} AS ${raw(ROW)}`, ...keysOf(terms)], ', ');
  const one = terms.every(isColumn) ? rangeOf(plan) : fromCursor(plan);
  if (one) return sql`SELECT ${found} ${rest(plan, one)}`;
  // many rows with equal keys: a range for each key, so that no page reads those before it again
  const parts = keysetRanges(terms, plan.after!, page.backwards).map(
    (range, i) => sql`SELECT * FROM (SELECT ${found} ${rest(plan, and([plan.where, range]))}) ${raw(`p${i}`)}`,
  );
  const order = orderSql(outer(terms, ''), page.backwards);
  return sql`${join(parts, ' UNION ALL ')} ORDER BY ${order} ${limit(page)}`;
}

const keysOf = (terms: readonly OrderTerm[]): Sql[] =>
  terms.map((term, i) => sql`${term.expression} AS ${raw(key(i))}`);

/** The condition of a page in one piece; null where ranges are better. */
function rangeOf(plan: PagePlan): Sql | null {
  const { terms, after, page } = plan;
  if (!after) return plan.where;
  // SQLite starts in the middle of an index at `(a, b) < (?, ?)`; the planners of MySQL and MariaDB do not
  const row = plan.dialect === 'sqlite' && keysetRow(terms, after, page.backwards);
  if (row) return and([plan.where, row]);
  const ranges = keysetRanges(terms, after, page.backwards);
  if (ranges.length === 1) return and([plan.where, ranges[0]!]);
  return ranges.length > 1 && worthParts(plan, ranges.length) ? null : fromCursor(plan);
}

/** A search has to gather its hits for each part. */
const worthParts = ({ table, alias, from, where }: PagePlan, parts: number): boolean =>
  from.text === `${table} ${alias}` && where.params.length * parts <= PARAMS_IN_PARTS;
const limit = ({ size }: Page): Sql => raw(`LIMIT ${size + 1}`);

const fromCursor = ({ where, terms, after, page }: PagePlan): Sql =>
  after ? and([where, keysetCondition(terms, after, page.backwards)]) : where;

const rest = ({ from, terms, page }: PagePlan, where: Sql): Sql =>
  sql`FROM ${from} WHERE ${where} ORDER BY ${orderSql(terms, page.backwards)} ${limit(page)}${raw(page.offset ? ` OFFSET ${page.offset}` : '')}`;

/** The order by the keys that an inner statement gives. */
const outer = (terms: readonly OrderTerm[], from: string): OrderTerm[] =>
  terms.map((term, i) => ({ ...term, expression: raw(`${from}${key(i)}`) }));

/** The columns of the rows that an inner statement has found: it reads keys alone, often all in a narrow index. */
function rowsOf({ table, terms, page, cursors }: PagePlan, found: Sql, columns: (alias: string) => Sql): Sql {
  const keys = outer(terms, 'k.');
  const parts = [columns('r'), ...(cursors ? keys.map(({ expression }) => expression) : [])];
  return sql`SELECT ${join(parts, ', ')} FROM (${found}) k CROSS JOIN ${raw(table)} r ON r.${raw('`id`')} = k.${raw(ROW)} ORDER BY ${orderSql(keys, page.backwards)}`;
}
