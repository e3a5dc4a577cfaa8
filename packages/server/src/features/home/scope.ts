import type { RequestContext } from '../../platform/context/context';
import { assertReadable, FilterCompiler } from '../../platform/query/filter';
import type { EntityModel } from '../../platform/query/model';
import { and, column, sql, type Sql } from '../../platform/query/sql';

/** Contracts that bind now: signed and neither finished nor given up. */
export const RUNNING = "('SIGNED', 'PERFORMING', 'CHANGING')";

/** What the caller may see of an entity, for statements that the engine has no words for. `alias` is the table's in the statement. */
export const seen = (ctx: RequestContext, entity: string, alias: string): Sql =>
  new FilterCompiler(ctx).visible(ctx.models.get(entity), alias);

/**
 * The same for rows that are found by another index. The `+` keeps SQLite from walking the index of all live rows instead, which it
 * takes for short.
 */
export function seenWhereFound(ctx: RequestContext, entity: string, alias: string): Sql {
  const model = ctx.models.get(entity);
  assertReadable(ctx, model);
  const policy = model.rows(ctx.actor!);
  const live = sql`+${column(alias, 'deleted_at')} IS NULL`;
  return policy ? and([live, new FilterCompiler(ctx).compile(model, alias, policy, 0)]) : live;
}

/** Callers who may see the same rows share their answers. */
export function sameSight(ctx: RequestContext, ...entities: string[]): string {
  const policies = entities.map((entity) => policyOf(ctx, ctx.models.get(entity)));
  return `${ctx.clock.today()} ${JSON.stringify(policies)}`;
}
const policyOf = (ctx: RequestContext, model: EntityModel): unknown => (ctx.actor ? model.rows(ctx.actor) : 'nobody');

/** Runs a statement on the caller's connection. */
export const ask = <R>(ctx: RequestContext, text: Sql): Promise<R[]> => ctx.connection.query<R>(text.text, text.params);
