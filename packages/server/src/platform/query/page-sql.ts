import { orderSql, type OrderTerm } from './order';
import type { Page } from './page';
import { column, join, raw, sql, type Sql } from './sql';

/** One page of a list, as far as it is known before its columns. */
export interface PagePlan {
  table: string;
  alias: string;
  from: Sql;
  where: Sql;
  terms: readonly OrderTerm[];
  page: Page;
  /** Order values are read beside the rows, for cursors. */
  cursors: boolean;
}

const key = (i: number): string => `\`@o${i}\``;
const isColumn = ({ expression }: OrderTerm): boolean => !/[ (]/.test(expression.text);

/** The statement of a page; `columns` gives the column list for an alias. One more row than asked tells whether there are more. */
export function pageSql(plan: PagePlan, columns: (alias: string) => Sql): Sql {
  const { alias, from, where, terms, page, cursors } = plan;
  const rest = sql`FROM ${from} WHERE ${where} ORDER BY ${orderSql(terms, page.backwards)} LIMIT ${raw(String(page.size + 1))}${raw(page.offset ? ` OFFSET ${page.offset}` : '')}`;
  const keys = terms.map((term, i) => sql`${term.expression} AS ${raw(key(i))}`);
  if (terms.every(isColumn)) return sql`SELECT ${join([columns(alias), ...(cursors ? keys : [])], ', ')} ${rest}`;
  // An order that no index gives sorts the whole list: its keys alone (often all in a narrow index), then the columns of the page.
  const found = sql`SELECT ${join([sql`${column(alias, 'id')} AS ${raw('`@row`')}`, ...keys], ', ')} ${rest}`;
  const outer = terms.map((term, i): OrderTerm => ({ ...term, expression: raw(`k.${key(i)}`) }));
  const parts = [columns('r'), ...(cursors ? outer.map(({ expression }) => expression) : [])];
  return sql`SELECT ${join(parts, ', ')} FROM (${found}) k CROSS JOIN ${raw(plan.table)} r ON r.${raw('`id`')} = k.${raw('`@row`')} ORDER BY ${orderSql(outer, page.backwards)}`;
}
