import { label } from '@dossier/shared';
import type { RequestContext } from '../../context/context';
import { RequestError } from '../../graphql/errors';
import type { EntityModel, FieldModel, Filter, OrderInput } from '../model';
import { assertFieldReadable } from '../rights';
import { sql, type Sql } from '../sql';
import { currencyOf } from '../values';
import type { Base } from './base';
import { rightName, type AggregateFunction } from './fits';
import type { GroupOrderTerm } from './group-sql';
import type { GroupKey } from './keys/compile';

export interface Direction {
  direction?: 'ASC' | 'DESC' | null;
  nulls?: 'FIRST' | 'LAST' | null;
  currency?: string | null;
}
const invalid = (zh: string, en: string): RequestError => new RequestError('ORDER_INVALID', { detail: label(zh, en) });

/** The one entry of an object. */
export function only(item: OrderInput, where: string): readonly [string, unknown] {
  const [entry, ...others] = Object.entries(item);
  if (!entry || others.length > 0 || entry[1] === null || entry[1] === undefined)
    throw invalid(`${where} 每一项须且只能写一个字段`, `each item of ${where} names exactly one field`);
  return entry;
}

/** A value and how it orders. */
export interface Ranked {
  readonly expression: Sql;
  readonly how: Direction;
}

/** One aggregate to order by: `count`, or a function of one field. */
export function aggregateRank(
  ctx: Pick<RequestContext, 'actor'>,
  model: EntityModel,
  item: OrderInput,
  refer: (base: Base) => Sql,
): Ranked {
  const [fn, operand] = only(item, 'orderBy');
  if (fn === 'count') return { expression: refer({ kind: 'rows' }), how: operand as Direction };
  const [name, how] = only(operand as OrderInput, `orderBy.${fn}`);
  const field = (model.fields.get(name) ?? model.refs.get(name))!;
  assertFieldReadable(ctx, model, rightName(field));
  return { expression: valueOf(fn as AggregateFunction, field, how as Direction, refer), how: how as Direction };
}

/** Amounts are ordered within one currency. */
function valueOf(fn: AggregateFunction, field: FieldModel, { currency }: Direction, refer: (base: Base) => Sql): Sql {
  if (fn === 'countDistinct') return refer({ kind: 'distinct', field });
  const of =
    field.field.kind === 'money' ? { field, currency: currencyOf(currency, `orderBy.${fn}.${field.name}`) } : { field };
  if (fn !== 'avg') return refer({ kind: fn, ...of });
  return sql`${refer({ kind: 'sum', ...of })} * 1.0 / ${refer({ kind: 'values', ...of })}`;
}

/** Terms of one key of an order; both engines put null first when ascending. */
export function ranks({ expression, how }: Ranked): GroupOrderTerm[] {
  const descending = how.direction === 'DESC';
  const term = { expression, descending };
  if (!how.nulls || how.nulls === (descending ? 'LAST' : 'FIRST')) return [term];
  return [{ expression: sql`(${expression} IS NULL)`, descending: how.nulls === 'FIRST' }, term];
}

/** The caller's order of groups; by their keys where none is given. */
export function groupOrder(
  ctx: Pick<RequestContext, 'actor'>,
  model: EntityModel,
  keys: readonly GroupKey[],
  orderBy: readonly OrderInput[] | null | undefined,
) {
  return (refer: (base: Base) => Sql, key: (i: number) => Sql): GroupOrderTerm[] => {
    const ordered = (i: number) => keys[i]!.form.order?.(key(i)) ?? key(i);
    if (!orderBy?.length) return keys.map((_, i) => ({ expression: ordered(i), descending: false }));
    if (orderBy.length > 6)
      throw invalid(`最多 6 项，现有 ${orderBy.length} 项`, `at most 6 keys, here are ${orderBy.length}`);
    return orderBy.flatMap((item) => {
      const [name, operand] = only(item, 'orderBy');
      if (name !== 'key') return ranks(aggregateRank(ctx, model, item, refer));
      const { i, how } = keyAsked(keys, operand as Filter);
      return ranks({ expression: ordered(i), how });
    });
  };
}

/** Which key of `by` is meant: by its path. */
function keyAsked(keys: readonly GroupKey[], wish: Filter): { i: number; how: Direction } {
  const path: string[] = [];
  let at: unknown = wish;
  for (;;) {
    const [name, inner] = only(at as OrderInput, 'orderBy.key');
    path.push(name);
    const i = keys.findIndex((key) => key.path.join('.') === path.join('.'));
    if (i >= 0) return { i, how: inner as Direction };
    if (!keys.some((key) => key.path.join('.').startsWith(`${path.join('.')}.`)))
      throw invalid(`${path.join('.')} 不在 by 中`, `${path.join('.')} is not in by`);
    at = inner;
  }
}
