import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import type { Level } from './level';
import { argumentsOf } from './relation-arguments';
import { checkConditions } from './nested-conditions';
import { checkPage } from './page';
import type { RelationSelection, Selection } from './selection';

/** Rows that one document may make the archive read at most. */
export const MAX_ROWS = 100_000;

/** What an aggregate over a whole list costs, in rows: it reads many and answers one. Below a list, for each parent a part of that. */
export const AGGREGATE_COST = 1000;
const PART_COST = 20;

/** As it stands in the document. */
const nameOf = ({ key, relation: { name } }: RelationSelection): string => (key === name ? name : `${key}: ${name}`);

/** Upper bound of the rows below `parents` rows: page sizes multiplied along every path. Names the dearest relation. */
function rowsBelow(
  level: Pick<Level, 'info'>,
  selection: Selection,
  parents: number,
): { rows: number; dearest: string } {
  let total = 0;
  let dearest = { rows: 0, name: '' };
  for (const relation of selection.relations) {
    const size =
      relation.relation.kind === 'many' && relation.parts.rows
        ? checkPage(argumentsOf(level, relation), relation.key).size
        : 1;
    const own = parents * (size + (relation.parts.aggregate ? PART_COST : 0));
    const rows = own + rowsBelow(level, relation.child, parents * size).rows;
    if (rows > dearest.rows) dearest = { rows, name: nameOf(relation) };
    total += rows;
  }
  return { rows: total, dearest: dearest.name };
}

/** What a document asks for, told before it runs. */
export interface Cost {
  /** Upper bound of the rows it reads. */
  rows: number;
  /** More is refused. */
  max: number;
  /** The relation that multiplies most. */
  dearest: string | null;
}

/** What the fields of a request have asked for so far: thirty aliases of one dear list are as dear as thirty requests. */
const spent = new WeakMap<RequestContext, number>();
/** The same for people to read, lists without relations too. */
const told = new WeakMap<RequestContext, { rows: number; most: number; dearest: string | null }>();

/** The cost of what was planned so far in this request. */
export function costOf(ctx: RequestContext): Cost {
  const { rows, dearest } = told.get(ctx) ?? { rows: 0, dearest: null };
  return { rows, max: MAX_ROWS, dearest };
}

function tell(ctx: RequestContext, rows: number, dearest: string | null): void {
  const before = told.get(ctx) ?? { rows: 0, most: 0, dearest: null };
  const more = rows > before.most ? { most: rows, dearest } : { most: before.most, dearest: before.dearest };
  told.set(ctx, { rows: before.rows + rows, ...more });
}

/** Refuses, before anything is read, a field whose page sizes multiply to more rows than its document has left. Returns their number. */
export function assertAffordable(
  ctx: RequestContext,
  level: Pick<Level, 'info'>,
  selection: Selection,
  pageSize: number,
): number {
  if (selection.relations.length === 0) {
    tell(ctx, pageSize, null);
    charge(ctx, pageSize);
    return pageSize;
  }
  checkConditions(ctx, level, selection);
  const { rows, dearest } = rowsBelow(level, selection, pageSize);
  spend(ctx, rows + pageSize, dearest || level.info.fieldName);
  return rows + pageSize;
}

/** Whose account pays for what a token reads; null for people, whose hands are slow enough. */
const payer = ({ actor }: RequestContext): string | null => (actor?.via === 'token' ? actor.userId : null);

/** Whether somebody pays for what is read. */
export const isMetered = (ctx: RequestContext): boolean => payer(ctx) !== null;

/** Gives back what was paid for rows that then did not come. */
export function refund(ctx: RequestContext, rows: number): void {
  const account = payer(ctx);
  if (account) ctx.budget.refund(account, rows);
}

/** Adds to what a request has asked for; `dearest` is named when that is too much. A token pays for it. */
export function spend(ctx: RequestContext, rows: number, dearest: string | null): void {
  tell(ctx, rows, dearest);
  const cost = (spent.get(ctx) ?? 0) + rows;
  if (cost > MAX_ROWS)
    throw new RequestError('QUERY_TOO_COSTLY', { cost, max: MAX_ROWS, field: told.get(ctx)?.dearest ?? dearest ?? '' });
  spent.set(ctx, cost);
  charge(ctx, rows);
}

function charge(ctx: RequestContext, rows: number): void {
  const account = payer(ctx);
  const seconds = account ? ctx.budget.take(account, rows, ctx.clock.now().getTime()) : 0;
  if (seconds > 0) throw new RequestError('RATE_LIMITED', { seconds });
}
