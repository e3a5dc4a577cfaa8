import { isEmpty } from './aggregate/ask';
import { noFigures } from './aggregate/figures';
import { readAggregates } from './aggregate/read';
import { compileColumns } from './columns';
import { isBeyond, markBeyond, type Row, type Whole } from './connection';
import { FilterCompiler } from './filter';
import { NESTED } from './lanes';
import type { Level } from './level';
import { compileOrder, orderSql } from './order';
import type { Page, PageArguments } from './page';
import { withoutFieldRights } from './rights';
import type { RelationSelection } from './selection';
import { and, column, inList, join, raw, sql, Sql } from './sql';

export const idOf = (row: Row): string => row['@id'] as string;

/** `IN` lists grow in steps, so that pages of nearly equal size share one prepared statement. */
export function padded(ids: readonly unknown[]): unknown[] {
  const step =
    ids.length <= 4 ? ids.length : ids.length <= 50 ? Math.ceil(ids.length / 10) * 10 : Math.ceil(ids.length / 50) * 50;
  return [...ids, ...Array.from({ length: step - ids.length }, () => ids[0])];
}

/**
 * The children of all parents of a page in one statement: numbered within each parent and cut there. `beyond` = 1 reads one more
 * per parent, to know whether there is one; it stays as a mark. `ours`: filter and order are the archive's, not the caller's.
 */
export async function windowed(
  level: Level,
  selection: RelationSelection,
  rows: Row[],
  args: PageArguments,
  page: Page,
  beyond: 0 | 1,
  ours = false,
): Promise<{ groups: Map<string, Row[]>; terms: number }> {
  const { relation, child, parts: asked } = selection;
  // how the archive picks a single child is its own rule: it may use what the caller may not ask
  const ctx = ours ? withoutFieldRights(level.ctx) : level.ctx;
  const compiler = new FilterCompiler(ctx);
  const alias = compiler.alias();
  const owner = column(alias, relation.column);
  const columns = compileColumns(child, level.ctx);
  const terms = compileOrder(ctx, compiler, relation.target, alias, args.orderBy);
  const parts = [
    new Sql(columns.sqlOf(alias), columns.params(alias)),
    sql`${owner} AS \`@parent\``,
    ...(asked.cursors ? terms.map((term, i) => sql`${term.expression} AS ${raw(`\`@o${i}\``)}`) : []),
    sql`ROW_NUMBER() OVER (PARTITION BY ${owner} ORDER BY ${orderSql(terms, page.backwards)}) AS \`@n\``,
  ];
  const visible = compiler.visible(relation.target, alias, args.filter, args.deleted === true, 'PARENT');
  const where = and([inList(owner, padded(rows.map(idOf))), visible]);
  const inner = sql`SELECT ${join(parts, ', ')} FROM ${raw(relation.target.table)} ${raw(alias)} WHERE ${where}`;
  const end = page.offset + page.size + beyond;
  const range = page.offset ? sql`w.\`@n\` > ${page.offset} AND w.\`@n\` <= ${end}` : sql`w.\`@n\` <= ${end}`;
  const found = await level.run(sql`SELECT * FROM (${inner}) w WHERE ${range} ORDER BY w.\`@parent\`, w.\`@n\``);
  const groups = new Map<string, Row[]>();
  for (const row of found) {
    const id = row['@parent'] as string;
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  for (const [id, group] of groups) groups.set(id, markBeyond(group, page.size));
  await level.finish(
    child,
    [...groups.values()].flat().filter((row) => !isBeyond(row)),
    columns.finish,
  );
  return { groups, terms: terms.length };
}

/** What is asked of all children of each parent: a count, or aggregates and with them the count, in one statement. */
export async function wholeByParent(
  level: Level,
  { relation, parts }: RelationSelection,
  rows: Row[],
  args: PageArguments,
): Promise<(id: string) => Whole> {
  const { totalCount } = parts;
  const aggregate = parts.aggregate && !isEmpty(parts.aggregate) ? parts.aggregate : null;
  if (!totalCount && !aggregate) return () => ({ aggregate: noFigures() });
  const compiler = new FilterCompiler(level.ctx);
  const alias = compiler.alias();
  const owner = column(alias, relation.column);
  const visible = compiler.visible(relation.target, alias, args.filter, args.deleted === true, 'ID');
  const from = sql`${raw(relation.target.table)} ${raw(alias)}`;
  const where = and([inList(owner, padded(rows.map(idOf))), visible]);
  if (aggregate) {
    const found = await readAggregates(
      level.ctx,
      aggregate,
      { alias, from, where },
      { owner, counted: totalCount, lane: NESTED.sums },
    );
    return (id) => ({ aggregate: found(id).aggregate, totalCount: totalCount ? found(id).count : undefined });
  }
  const counts = await level.run(
    sql`SELECT ${owner} AS owner, COUNT(*) AS n FROM ${from} WHERE ${where} GROUP BY ${owner}`,
  );
  const byOwner = new Map(counts.map((row) => [row.owner as string, Number(row.n)]));
  return (id) => ({ aggregate: noFigures(), totalCount: byOwner.get(id) ?? 0 });
}
