import { label, mayRead, type Label } from '@dossier/shared';
import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import type { FilterCompiler } from './filter';
import { baseSql } from './aggregate/base';
import { aggregateRank, only, ranks, type Direction } from './aggregate/group-order';
import type { EntityModel, Filter, OrderInput, RelationModel } from './model';
import { assertReadable, assertFieldReadable, fieldRight } from './rights';
import { and, column, raw, sql, Sql } from './sql';
import { sortSql } from './values';

/** One key of an order. Both engines put null first when ascending, last when descending; another wish adds an `IS NULL` key before it. */
export interface OrderTerm {
  readonly expression: Sql;
  readonly descending: boolean;
  readonly nullable: boolean;
}

/** Relations that one key may follow. Each nests a statement, and the engines' parsers have an end. */
const MAX_PATH = 4;

const invalid = (detail: Label): RequestError => new RequestError('ORDER_INVALID', { detail });

/** Caller's order → terms; the id is always the last key, so that the order is total. */
export function compileOrder(
  ctx: RequestContext,
  compiler: FilterCompiler,
  model: EntityModel,
  alias: string,
  orderBy: readonly OrderInput[] | null | undefined,
): OrderTerm[] {
  const wanted = orderBy?.length ? orderBy : readableOrder(ctx, model);
  if (wanted.length > 6)
    throw invalid(label(`最多 6 个字段，现有 ${wanted.length} 个`, `at most 6 keys, here are ${wanted.length}`));
  const terms = wanted.flatMap((item) => orderItem(ctx, compiler, model, item, alias, (expression) => expression, 0));
  const last = terms.at(-1);
  return [...terms, { expression: column(alias, 'id'), descending: last?.descending ?? true, nullable: false }];
}

/** The entity's own order, without keys that the caller may not read. */
const readableOrder = (ctx: RequestContext, model: EntityModel): readonly OrderInput[] =>
  (model.order ?? []).filter((item) => Object.keys(item).every((name) => mayRead(fieldRight(ctx.actor, model, name))));

function orderItem(
  ctx: RequestContext,
  compiler: FilterCompiler,
  model: EntityModel,
  item: OrderInput,
  alias: string,
  wrap: (e: Sql) => Sql,
  path: number,
): OrderTerm[] {
  const keys = Object.keys(item);
  if (keys.length !== 1)
    throw invalid(
      label(
        `每一项只能有一个字段，这一项有 ${keys.length} 个${keys.length ? `（${keys.join('、')}），请拆成几项` : ''}`,
        `each item names exactly one field, this one has ${keys.length}${keys.length ? ` (${keys.join(', ')}); make them items of their own` : ''}`,
      ),
    );
  if (item[keys[0]!] === null)
    throw invalid(
      label(
        `${keys[0]} 没有写方向，如 ${keys[0]}: {direction: ASC}`,
        `${keys[0]} has no direction, as in ${keys[0]}: {direction: ASC}`,
      ),
    );
  const name = keys[0]!;
  assertFieldReadable(ctx, model, name);
  const field = model.fields.get(name);
  if (field) {
    if (field.secret) throw invalid(label(`不能按 ${name} 排序`, `cannot order by ${name}`));
    const { direction = 'ASC', nulls } = item[name] as Direction;
    const descending = direction === 'DESC';
    const expression = wrap(sortSql(field, alias, ctx.clock));
    const nullable = field.nullable || path > 0;
    const native = descending ? 'LAST' : 'FIRST';
    const term: OrderTerm = { expression, descending, nullable };
    if (!nullable || !nulls || nulls === native) return [term];
    return [{ expression: sql`(${expression} IS NULL)`, descending: nulls === 'FIRST', nullable: false }, term];
  }
  const relation = model.relations.get(name);
  if (relation?.kind === 'many') return relatedTerms(ctx, compiler, relation, item[name] as OrderInput, alias, wrap);
  if (!relation || relation.kind !== 'one') throw invalid(label(`不能按 ${name} 排序`, `cannot order by ${name}`));
  if (path === MAX_PATH)
    throw invalid(label(`${name} 处超过 ${MAX_PATH} 层关系`, `at ${name} it follows more than ${MAX_PATH} relations`));
  assertReadable(ctx, relation.target);
  const inner = compiler.alias();
  const source = sql`${raw(relation.target.table)} ${raw(inner)} WHERE ${and([sql`${column(inner, 'id')} = ${column(alias, relation.column)}`, compiler.referred(relation.target, inner)])}`;
  return orderItem(
    ctx,
    compiler,
    relation.target,
    item[name] as OrderInput,
    inner,
    (e) => wrap(sql`(SELECT ${e} FROM ${source})`),
    path + 1,
  );
}

/** An aggregate of related records as a key. */
function relatedTerms(
  ctx: RequestContext,
  compiler: FilterCompiler,
  relation: RelationModel,
  item: OrderInput,
  alias: string,
  wrap: (e: Sql) => Sql,
): OrderTerm[] {
  const [, operand] = only(item, `orderBy.${relation.name}`);
  const { where, ...by } = operand as { where?: Filter | null };
  let how: Direction = {};
  const value = compiler.related(alias, relation, where ?? {}, (inner) => {
    const rank = aggregateRank(ctx, relation.target, by, (base) => baseSql(base, inner, ctx.clock));
    ({ how } = rank);
    return rank.expression;
  });
  return ranks({ expression: wrap(value), how }).map((term) => ({
    ...term,
    nullable: !term.expression.text.endsWith('IS NULL)'),
  }));
}

export function orderSql(terms: readonly OrderTerm[], backwards = false): Sql {
  const texts = terms.map(
    ({ expression, descending }) => `${expression.text} ${descending !== backwards ? 'DESC' : 'ASC'}`,
  );
  return new Sql(
    texts.join(', '),
    terms.flatMap((term) => term.expression.params),
  );
}
