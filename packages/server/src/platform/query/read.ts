import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../context/context';
import type { Connection, Row } from './connection';
import { AGGREGATE_COST, assertAffordable, spend } from './cost';
import { readableId } from './ids';
import type { EntityModel } from './model';
import { checkPage, mostOf, type PageArguments } from './page';
import { Reader } from './reader';
import { selectBelow, selectConnection, selectRecord } from './selection';

/** A root list. */
export function readConnection(
  ctx: RequestContext,
  model: EntityModel,
  args: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection> {
  const selection = selectConnection(model, info);
  if (selection.parts.aggregate) spend(ctx, AGGREGATE_COST, `${model.plural}.aggregate`);
  const rows = selection.parts.rows
    ? assertAffordable(ctx, { info }, selection.child, checkPage(args, info.fieldName, mostOf(ctx)).size)
    : 0;
  return new Reader(ctx, info).paid(rows, (reader) => reader.connection(model, selection, args));
}

/** A root record by exposed id; null when it does not exist or may not be seen. */
export function readRecord(
  ctx: RequestContext,
  model: EntityModel,
  id: string,
  info: GraphQLResolveInfo,
): Promise<Row | null> {
  const selection = selectRecord(model, info);
  const rows = assertAffordable(ctx, { info }, selection, 1);
  return new Reader(ctx, info).paid(rows, (reader) => reader.byId(selection, readableId(model, id)));
}

/** Refuses a mutation whose payload is too dear to read, while nothing is written yet. */
export function assertPayloadAffordable(
  ctx: RequestContext,
  model: EntityModel,
  info: GraphQLResolveInfo,
  field: string,
): void {
  const selection = selectBelow(model, info, field);
  if (selection) assertAffordable(ctx, { info }, selection, 1);
}

/** The record of a mutation's payload, read back with exactly what was asked below `field`; also finds deleted ones. */
export async function readPayload(
  ctx: RequestContext,
  model: EntityModel,
  rawId: string,
  info: GraphQLResolveInfo,
  field: string,
): Promise<Row | null> {
  const selection = selectBelow(model, info, field);
  return selection ? new Reader(ctx, info).byId(selection, rawId, true) : { id: rawId };
}
