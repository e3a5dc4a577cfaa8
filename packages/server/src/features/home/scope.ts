import { mayRead } from '@dossier/shared';
import { connectionIn, type RequestContext } from '../../platform/context/context';
import { FilterCompiler } from '../../platform/query/filter';
import { fieldRight } from '../../platform/query/rights';
import type { Sql } from '../../platform/query/sql';

/** Contracts that bind now: signed and neither finished nor given up. */
export const RUNNING = "('SIGNED', 'PERFORMING', 'CHANGING')";

/** What the caller may see of an entity, for statements that the engine has no words for. `alias` is the table's in the statement. */
export const seen = (ctx: RequestContext, entity: string, alias: string): Sql =>
  new FilterCompiler(ctx).visible(ctx.models.get(entity), alias);

/** The same for statements that count or add up all there are. */
export const seenOfAll = (ctx: RequestContext, entity: string, alias: string): Sql =>
  new FilterCompiler(ctx, { whole: true }).visible(ctx.models.get(entity), alias);

/** The same for rows that are found by another index, which the engines are kept from leaving for that of all live rows. */
export const seenWhereFound = (ctx: RequestContext, entity: string, alias: string): Sql =>
  new FilterCompiler(ctx).visible(ctx.models.get(entity), alias, null, false, 'ID');

/** Callers who may see the same rows share their answers. */
export function sameSight(ctx: RequestContext, ...entities: string[]): string {
  const conditions = entities.map((entity) => {
    const { text, params } = seen(ctx, entity, 'x');
    return [text, params];
  });
  return JSON.stringify([ctx.clock.today(), conditions, [...(ctx.actor?.fieldRights ?? [])]]);
}

/** Whether every one of these fields (`Entity.field`) may be read: what is reckoned from others is not told. */
export const readsAll = (ctx: RequestContext, ...paths: readonly string[]): boolean =>
  paths.every((path) => {
    const [entity = '', name = ''] = path.split('.');
    return mayRead(fieldRight(ctx.actor, ctx.models.get(entity), name));
  });

/** Runs a statement for the caller. The home page looks at all that is in reach: unless that is little, nobody should wait behind it. */
export const ask = <R>(ctx: RequestContext, { text, params }: Sql): Promise<R[]> =>
  connectionIn(ctx, ctx.actor?.fewIn?.has('customer') ? 'main' : 'screen').query<R>(text, params);
