import { isTx, type RequestContext } from '../context/context';
import { searchSource } from '../search/search';
import { flushSearch } from '../search/write';
import type { FilterCompiler } from './filter';
import { namesRows } from './filter-reference';
import type { EntityModel } from './model';
import type { OrderTerm } from './order';
import type { PageArguments } from './page';
import { and, column, raw, sql, TRUE, type Sql } from './sql';

/** The rows of a root list or of one parent's children. */
export interface ListSource {
  readonly alias: string;
  readonly from: Sql;
  readonly where: Sql;
  /** The order in which a search gives them; null without one. */
  readonly ranked: OrderTerm[] | null;
  /** The rows are few, and found as such: the filter names them or their parents, or the caller reaches no more. */
  readonly bounded: boolean;
}

/** Which rows a caller asks for: filter, search and recycle bin, with every condition of ours. */
export async function listSource(
  ctx: RequestContext,
  compiler: FilterCompiler,
  model: EntityModel,
  args: Pick<PageArguments, 'filter' | 'search' | 'deleted'>,
  own?: (alias: string) => Sql,
): Promise<ListSource> {
  const alias = compiler.alias();
  const search = args.search?.trim();
  const named = args.filter ? namesRows(model, args.filter) : false;
  const start = search || own || named ? null : compiler.start(model, alias);
  const found = search || start ? 'ID' : own ? 'PARENT' : undefined;
  const visible = compiler.visible(model, alias, args.filter, args.deleted === true, found);
  const where = and([own?.(alias) ?? TRUE, visible]);
  const table = sql`${raw(model.table)} ${raw(alias)}`;
  if (!search) {
    // both engines keep this order of reading
    const straight = raw(ctx.db.dialect === 'sqlite' ? 'CROSS JOIN' : 'STRAIGHT_JOIN');
    const from = start ? sql`${start.rows} ${straight} ${table} ON ${start.on}` : table;
    return { alias, from, where, ranked: null, bounded: named || start !== null };
  }
  if (isTx(ctx)) await flushSearch(ctx);
  const hits = searchSource(ctx, model, search);
  const from = sql`${hits.from} CROSS JOIN ${table} ON ${column(alias, 'id')} = p.record_id`;
  return { alias, from, where: and([hits.where, where]), ranked: hits.order, bounded: named };
}
