import {
  addDays,
  addMonths,
  fold,
  normaliseKeyword,
  relativeRange,
  toMinor,
  trimText,
  type KeywordFormat,
  type RelativeName,
} from '@dossier/shared';
import {
  exposeId,
  type EntityModel,
  type FieldModel,
  type Filter,
  type OrderInput,
  type RelationModel,
} from '../platform/query/model';
import { pinyinKey } from '../platform/search/pinyin';
import { aggregatesHold, aggregateOf } from './brute-aggregates';
import { isPart } from './brute-calendar';
import { compareAll, compareText } from './brute-compare';
import { isMoney, TODAY, type Known, type World } from './random-archive';

/**
 * The graph's promises about filters and orders, evaluated record by record in memory with two-valued logic. It shares nothing
 * with the compiler but the declarations, so that each proves the other.
 */
export class BruteForce {
  constructor(private readonly world: World) {}

  /** Ids of the records that match, in order. */
  list(model: EntityModel, filter: Filter | null, orderBy: readonly OrderInput[] | null, deleted = false): string[] {
    const rows = this.all(model).filter(
      (row) => (row.deletedAt !== null) === deleted && (!filter || this.matches(model, row, filter)),
    );
    return rows.sort((a, b) => this.compare(model, a, b, orderBy)).map((row) => exposeId(model, row.id));
  }

  all(model: EntityModel): Known[] {
    return this.world.records.get(model.name) ?? [];
  }
  private live(model: EntityModel): Known[] {
    return this.all(model).filter((row) => row.deletedAt === null);
  }
  target(relation: RelationModel, row: Known): Known | undefined {
    const id = this.foreign(relation, row);
    // removed records stay where they are referred to
    return this.all(relation.target).find((other) => other.id === id);
  }
  /** The value of the reference itself. */
  private foreign(relation: RelationModel, row: Known): string | null {
    return (row[`${relation.name}Id`] as string | null | undefined) ?? null;
  }

  matches(model: EntityModel, row: Known, filter: Filter): boolean {
    return Object.entries(filter).every(([key, value]) => {
      if (key === 'and') return (value as Filter[]).every((item) => this.matches(model, row, item));
      if (key === 'or') return (value as Filter[]).some((item) => this.matches(model, row, item));
      if (key === 'not') return !this.matches(model, row, value as Filter);
      const field = model.fields.get(key);
      if (field) return this.field(field, this.value(model, field, row), value as Filter, model);
      const relation = model.relations.get(key)!;
      return relation.kind === 'one'
        ? this.toOne(relation, row, value as Filter)
        : this.toMany(relation, row, value as Filter);
    });
  }

  private toOne(relation: RelationModel, row: Known, { id, isNull, ...rest }: Filter): boolean {
    const foreign = this.foreign(relation, row);
    if (isNull !== undefined && (foreign === null) !== isNull) return false;
    if (
      id &&
      !this.field(
        relation.target.fields.get('id')!,
        foreign && exposeId(relation.target, foreign),
        id as Filter,
        relation.target,
      )
    )
      return false;
    if (Object.keys(rest).length === 0 && (id || isNull !== undefined)) return true;
    const target = this.target(relation, row);
    return target !== undefined && this.matches(relation.target, target, rest);
  }

  /** Live records on the other side of a to-many relation. */
  children(relation: RelationModel, row: Known): Known[] {
    const by = [...relation.target.refs.values()].find((ref) => ref.column === relation.column)!.name;
    return this.live(relation.target).filter(
      (child) => child[by] === row.id && (!relation.filter || this.matches(relation.target, child, relation.filter)),
    );
  }

  private toMany(relation: RelationModel, row: Known, filter: Filter): boolean {
    const children = this.children(relation, row);
    const those = (where: unknown) => children.filter((child) => this.matches(relation.target, child, where as Filter));
    return Object.entries(filter).every(([operator, operand]) => {
      if (operator === 'some') return those(operand).length > 0;
      if (operator === 'none') return those(operand).length === 0;
      if (operator === 'every') return those(operand).length === children.length;
      const { where, ...comparison } = operand as { where?: Filter };
      if (operator === 'aggregate') return aggregatesHold(this, relation.target, those(where ?? {}), comparison);
      return compareAll(those(where ?? {}).length, comparison, (x) => x as number);
    });
  }

  value(model: EntityModel, field: FieldModel, row: Known): unknown {
    if (field.name === 'id') return exposeId(model, row.id);
    if (field.name === 'tenure')
      return row.firstDealOn ? (String(row.firstDealOn) > addMonths(TODAY, -12) ? 'NEW' : 'ESTABLISHED') : null;
    if (field.name === 'timeState') return timeState(row);
    const value = row[field.name] ?? null;
    return field.field.kind === 'decimal' && value !== null ? Number(value) : value;
  }

  field(field: FieldModel, value: unknown, filter: Filter, model: EntityModel): boolean {
    const { kind } = field.field;
    const { contains, startsWith, endsWith, eqIgnoreCase, relative, part, has, currency, ...comparison } =
      filter as Record<string, string>;
    if (kind === 'money') return money(value, comparison, currency);
    const text = (input: string) => (kind === 'keyword' || kind === 'code' ? input.toLowerCase() : fold(input));
    const operand = (input: string) =>
      text(kind === 'keyword' || kind === 'code' ? input.normalize('NFKC').trim() : input);
    const holds = (wanted: string | undefined, test: (a: string, b: string) => boolean) =>
      wanted === undefined || (typeof value === 'string' && test(text(value), operand(wanted)));
    return (
      holds(contains, (a, b) => a.includes(b)) &&
      holds(startsWith, (a, b) => a.startsWith(b)) &&
      holds(endsWith, (a, b) => a.endsWith(b)) &&
      holds(eqIgnoreCase, (a, b) => a === trimText(b)) &&
      (has === undefined || ((value as string[] | null)?.includes(has) ?? false)) &&
      (part === undefined || isPart(value, part as never)) &&
      (relative === undefined || within(value, relative as RelativeName, kind === 'instant')) &&
      compareAll(value, comparison, (x) => stored(field, x, model))
    );
  }

  private compare(model: EntityModel, a: Known, b: Known, orderBy: readonly OrderInput[] | null): number {
    const order = orderBy?.length ? orderBy : (model.order ?? []);
    let descending = true;
    for (const item of order) {
      const step = this.compareBy(model, a, b, item);
      ({ descending } = step);
      if (step.sign !== 0) return step.sign;
    }
    return compareText(a.id, b.id) * (descending ? -1 : 1);
  }

  private compareBy(
    model: EntityModel,
    a: Known | undefined,
    b: Known | undefined,
    item: OrderInput,
  ): { sign: number; descending: boolean } {
    const [name, inner] = Object.entries(item)[0]!;
    const field = model.fields.get(name);
    if (!field) {
      const relation = model.relations.get(name)!;
      if (relation.kind === 'many')
        return this.compareRelated(relation, a, b, (inner as { aggregate: OrderInput }).aggregate);
      return this.compareBy(
        relation.target,
        a && this.target(relation, a),
        b && this.target(relation, b),
        inner as OrderInput,
      );
    }
    return ordered(this.key(model, field, a), this.key(model, field, b), inner as Direction);
  }

  /** By an aggregate of related records; whoever is not there has none. */
  private compareRelated(relation: RelationModel, a: Known | undefined, b: Known | undefined, item: OrderInput) {
    const { where, ...by } = item as { where?: Filter };
    const [fn, operand] = Object.entries(by)[0]!;
    const [name, how] =
      fn === 'count' ? ['', operand as Direction] : Object.entries(operand as Record<string, Direction>)[0]!;
    const { target } = relation;
    const key = (row: Known | undefined) => {
      if (!row) return null;
      const rows = this.children(relation, row).filter((child) => this.matches(target, child, where ?? {}));
      if (fn === 'count') return rows.length;
      const field = (target.fields.get(name) ?? target.refs.get(name))!;
      const value = aggregateOf(this, target, rows, fn, field);
      if (!Array.isArray(value))
        return typeof value === 'string' && !/^\d{4}-/.test(value) ? Number(value) : (value as number | string | null);
      const money = (value as { amount: string; currency: string }[]).find(
        (one) => one.currency === (how.currency ?? 'CNY'),
      );
      return money ? Number(money.amount) : null;
    };
    return ordered(key(a), key(b), how);
  }

  private key(model: EntityModel, field: FieldModel, row: Known | undefined): string | number | null {
    const value = row ? this.value(model, field, row) : null;
    if (value === null) return null;
    if (field.pinyinColumn) return pinyinKey(String(value));
    if (isMoney(value)) return Number(toMinor(value.amount));
    if (field.field.kind === 'enum') return Object.keys(field.field.values).indexOf(String(value));
    return typeof value === 'boolean' ? Number(value) : (value as string | number);
  }
}

interface Direction {
  direction?: string;
  nulls?: string;
  currency?: string;
}

/** Two keys of an order: -1, 0, 1. */
function ordered(left: string | number | null, right: string | number | null, { direction, nulls }: Direction) {
  const descending = direction === 'DESC';
  const nullsFirst = nulls ? nulls === 'FIRST' : !descending;
  if (left === null || right === null)
    return { descending, sign: left === right ? 0 : (left === null) === nullsFirst ? -1 : 1 };
  const sign = typeof left === 'string' ? compareText(left, String(right)) : left - Number(right);
  return { descending, sign: descending ? -sign : sign };
}

function timeState(row: Known): string | null {
  const [from, to] = [row.effectiveOn as string | null, row.expiresOn as string | null];
  if (from === null && to === null) return null;
  if (from !== null && from > TODAY) return 'NOT_YET_EFFECTIVE';
  if (to !== null && to < TODAY) return 'EXPIRED';
  return to !== null && to <= addDays(TODAY, 30) ? 'EXPIRING' : 'IN_FORCE';
}

/** An operand in the form in which the field is compared. */
function stored(field: FieldModel, operand: unknown, model: EntityModel): string | number | bigint | boolean {
  const { field: declared } = field;
  if (declared.kind === 'text') return trimText(String(operand));
  if (declared.kind === 'keyword') return keyword(declared.format, String(operand));
  if (declared.kind === 'code') return String(operand).normalize('NFKC').trim().toUpperCase();
  if (declared.kind === 'instant') return new Date(String(operand)).toISOString();
  if (declared.kind === 'decimal') return Number(operand);
  if (declared.kind === 'id') return String(operand).startsWith(`${model.prefix}_`) ? String(operand) : '';
  return operand as string | number | boolean;
}

function keyword(format: KeywordFormat, text: string): string {
  const normal = normaliseKeyword(format, text);
  return normal.ok ? normal.value : text.normalize('NFKC').trim();
}

/** Amounts of one currency; those of others, and none at all, match no comparison. */
function money(value: unknown, { isNull, ...comparison }: Filter, currency: string | undefined): boolean {
  const amount = isMoney(value) ? value : null;
  if (isNull !== undefined && (amount === null) !== isNull) return false;
  if (Object.keys(comparison).length === 0 && currency === undefined) return true;
  if (!amount || amount.currency !== (currency ?? 'CNY')) return false;
  return compareAll(toMinor(amount.amount), comparison, (x) => toMinor(String(x))!);
}

function within(value: unknown, name: RelativeName, instant: boolean): boolean {
  if (value === null) return false;
  // Asia/Shanghai is eight hours ahead all year
  const date = instant ? new Date(Date.parse(String(value)) + 8 * 3_600_000).toISOString().slice(0, 10) : String(value);
  const { from, to } = relativeRange(name, TODAY);
  return (from === null || date >= from) && (to === null || date <= to);
}
