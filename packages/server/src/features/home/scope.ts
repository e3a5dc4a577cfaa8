import type { RequestContext } from '../../platform/context/context';
import { FilterCompiler } from '../../platform/query/filter';
import type { EntityModel } from '../../platform/query/model';
import type { Sql } from '../../platform/query/sql';

/** Contracts that bind now: signed and neither finished nor given up. */
export const RUNNING = "('SIGNED', 'PERFORMING', 'CHANGING')";

/** What the caller may see of an entity, for statements that the engine has no words for. `alias` is the table's in the statement. */
export const seen = (ctx: RequestContext, entity: string, alias: string): Sql =>
  new FilterCompiler(ctx).visible(ctx.models.get(entity), alias);

/** The same for rows that are found by another index, which the engines are kept from leaving for that of all live rows. */
export const seenWhereFound = (ctx: RequestContext, entity: string, alias: string): Sql =>
  new FilterCompiler(ctx).visible(ctx.models.get(entity), alias, null, false, true);

/** Callers who may see the same rows share their answers. */
export function sameSight(ctx: RequestContext, ...entities: string[]): string {
  const policies = entities.map((entity) => policyOf(ctx, ctx.models.get(entity)));
  return `${ctx.clock.today()} ${JSON.stringify(policies)}`;
}
const policyOf = (ctx: RequestContext, model: EntityModel): unknown => (ctx.actor ? model.rows(ctx.actor) : 'nobody');

/** Runs a statement on the caller's connection. */
export const ask = <R>(ctx: RequestContext, text: Sql): Promise<R[]> => ctx.connection.query<R>(text.text, text.params);
