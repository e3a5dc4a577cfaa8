import { label } from '@dossier/shared';
import { connectionIn, type RequestContext } from '../../context/context';
import type { HeavyLane } from '../../db/database';
import { RequestError } from '../../graphql/errors';
import type { EntityModel } from '../model';
import { assertFieldReadable } from '../rights';
import type { Sql } from '../sql';
import type { AggregateAsk } from './ask';
import { Bases } from './base';
import { countOf, figuresOf, needBases, splitsOf, type Aggregate, type Row } from './figures';
import { rightName } from './fits';
import { keyName, partsSql, type Grouping } from './grouping';

/** To aggregate a field is to read it. */
export function assertAggregatable(ctx: Pick<RequestContext, 'actor'>, { model, measures }: AggregateAsk): void {
  for (const { field } of measures) assertFieldReadable(ctx, model, rightName(field));
}

/** Runs a statement that adds up; a sum beyond 64 bits is refused instead of rounded. */
export async function runSums(ctx: RequestContext, model: EntityModel, text: Sql, lane: HeavyLane): Promise<Row[]> {
  try {
    return await connectionIn(ctx, lane).query<Row>(text.text, text.params);
  } catch (error) {
    if (!/integer overflow/i.test((error as Error).message)) throw error;
    throw new RequestError('AGGREGATE_INVALID', {
      detail: label(
        `${model.label.zh}的合计超出 64 位整数，请缩小范围`,
        `a sum of ${model.plural} passes 64 bits; narrow the filter`,
      ),
    });
  }
}

/** Rows to aggregate, as a list has found them. */
export type Rows = Pick<Grouping, 'alias' | 'from' | 'where'>;

/**
 * The aggregates of a set of rows in one statement; with `owner`, of each of its values. The second figure is how many rows there are,
 * if `counted`.
 */
export async function readAggregates(
  ctx: RequestContext,
  ask: AggregateAsk,
  rows: Rows,
  options: { lane: HeavyLane; owner?: Sql; counted?: boolean },
): Promise<(owner?: string) => { aggregate: Aggregate; count: number }> {
  assertAggregatable(ctx, ask);
  const bases = new Bases();
  needBases(ask, bases);
  if (options.counted) bases.of({ kind: 'rows' });
  const keys = options.owner ? [options.owner] : [];
  const { dialect } = ctx.db;
  const text = partsSql({ ...rows, dialect, clock: ctx.clock, keys, bases, split: splitsOf(ask) }, true);
  const found = new Map<string | undefined, Row[]>();
  for (const row of await runSums(ctx, ask.model, text, options.lane)) {
    const owner = options.owner && (row[keyName(0)] as string);
    const list = found.get(owner);
    if (list) list.push(row);
    else found.set(owner, [row]);
  }
  return (owner) => {
    const own = found.get(owner) ?? [];
    return { aggregate: figuresOf(ask, bases, own), count: options.counted ? countOf(bases, own) : 0 };
  };
}
