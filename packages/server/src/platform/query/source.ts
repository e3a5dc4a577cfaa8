import { isTx, type RequestContext } from '../context/context';
import { searchSource } from '../search/search';
import { flushSearch } from '../search/write';
import type { FilterCompiler } from './filter';
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
  // the children of one parent are few: an index of the filter would walk those of all parents
  const picked = Boolean(search || (own && args.filter));
  const where = and([own?.(alias) ?? TRUE, compiler.visible(model, alias, args.filter, args.deleted === true, picked)]);
  if (!search) return { alias, from: sql`${raw(model.table)} ${raw(alias)}`, where, ranked: null };
  if (isTx(ctx)) await flushSearch(ctx);
  const found = searchSource(ctx, model, search);
  const from = sql`${found.from} CROSS JOIN ${raw(model.table)} ${raw(alias)} ON ${column(alias, 'id')} = p.record_id`;
  return { alias, from, where: and([found.where, where]), ranked: found.order };
}
