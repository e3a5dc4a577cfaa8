import { fold, label, normaliseKeyword, relativeRange, trimText, type Field, type RelativeName } from '@dossier/shared';
import { assertScopes } from '../auth/scopes';
import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import { aggregateConditions, type Judge } from './aggregate/condition';
import { baseSql, type Base } from './aggregate/base';
import { zoneOf } from './aggregate/keys/zone-of';
import { localSql } from './aggregate/keys/zone-sql';
import { partSql } from './aggregate/keys/period';
import { readableId } from './ids';
import type { EntityModel, FieldModel, Filter, RelationModel } from './model';
import { fieldSql, minorUnits, scaledDecimal } from './values';
import { assertFieldReadable } from './rights';
import { blindsOf } from '../secret/seal-values';
import { and, column, inList, not, or, raw, sql, TRUE, type Sql } from './sql';
import { itemHas, listHas } from './items';
import { keywordText, textMatch, type TextOperator } from './text-match';

/** A statement in a statement takes more of the engines' parser stacks than a pair of brackets. */
const RELATION_DEPTH = 2;
const MAX_LIST = 500;
const MAX_SECRETS = 5;

/** `part: {of: MONTH_OF_YEAR, is: 3}` */
interface DatePart {
  of: string;
  is: number;
  timeZone?: string | null;
}

/** Compiles filters of one statement: hands out aliases, counts nodes, applies rights wherever it enters an entity. */
export class FilterCompiler implements Judge {
  private aliases = 0;
  private nodes = 0;
  private operands = 0;
  private secrets = 0;
  /** Aliases whose rows are live: so are the parents that would take them along. */
  private readonly live = new Set<string>();

  constructor(
    private readonly ctx: RequestContext,
    private readonly limits = { nodes: 100, depth: 12, operands: 5000 },
    /** Only rows that the caller may change. */
    private readonly write = false,
  ) {}
  private trusted = false;
  /** Where in the filter it is, for who has to put it right. */
  private at = 'filter';

  alias(): string {
    return `t${this.aliases++}`;
  }

  /**
   * Every condition a read of `model` carries: not deleted (or only deleted), the row policy, and the caller's filter. `picked`: the
   * rows are named by id already; then no index may serve the condition, or the engines walk all live rows to find a few.
   */
  visible(model: EntityModel, alias: string, filter?: Filter | null, deleted = false, picked = false): Sql {
    assertReadable(this.ctx, model);
    if (!deleted) this.live.add(alias);
    const parts: Sql[] = [];
    const state = column(alias, 'deleted_at');
    if (model.base === 'record')
      parts.push(
        picked
          ? sql`COALESCE(${state}, '') ${raw(deleted ? '<>' : '=')} ''`
          : sql`${state} ${raw(deleted ? 'IS NOT NULL' : 'IS NULL')}`,
      );
    if (filter) parts.push(this.compile(model, alias, filter, 0));
    // last: the engines judge a row in this order, and whose it is costs more than what it is
    parts.push(this.allowed(model, alias));
    return and(parts);
  }

  /** Every condition on a record that another one points to: the row policy alone. What was removed stays readable where it is named. */
  referred(model: EntityModel, alias: string): Sql {
    assertReadable(this.ctx, model);
    return this.allowed(model, alias);
  }

  /** The row policy and the caller's range. They are ours: neither the caller's limits nor rights to fields hold for them. */
  private allowed(model: EntityModel, alias: string): Sql {
    const policy = model.rows(this.ctx.actor!);
    if (!policy) return this.inRange(model, alias);
    const { trusted } = this;
    this.trusted = true;
    const parts = [this.compile(model, alias, policy, 0), this.inRange(model, alias)];
    this.trusted = trusted;
    return and(parts);
  }

  /** The rows in the caller's range alone. */
  inRange(model: EntityModel, alias: string): Sql {
    const { range } = model;
    if (!range) return TRUE;
    const { actor, clock } = this.ctx;
    return range({ actor: actor!, alias, today: clock.today(), inner: () => this.alias(), write: this.write }) ?? TRUE;
  }

  compile(model: EntityModel, alias: string, filter: Filter, depth: number): Sql {
    if (depth > this.limits.depth) this.tooComplex();
    const parts: Sql[] = [];
    for (const [key, value] of Object.entries(filter)) {
      this.at = key;
      this.countNodes(1);
      if (value === null || value === undefined) throw nullOperand(key);
      parts.push(this.part(model, alias, key, value as Filter, depth));
    }
    return and(parts);
  }

  countNodes(more: number): void {
    if (this.trusted) return;
    this.nodes += more;
    if (this.nodes > this.limits.nodes) this.tooComplex();
  }
  /** Lists are short one by one and together: engines bind some 32 000 values to a statement. */
  private short(operand: unknown, name: string): unknown[] {
    const list = operand as unknown[];
    if (this.trusted) return list;
    if (list.length > MAX_LIST) throw new RequestError('FILTER_LIST_TOO_LONG', { field: name, max: MAX_LIST });
    if (list.includes(null)) throw nullOperand(name);
    this.operands += list.length;
    if (this.operands > this.limits.operands)
      throw new RequestError('FILTER_LIST_TOO_LONG', { field: name, max: this.limits.operands });
    return list;
  }
  private tooComplex(): never {
    const { nodes: max, depth } = this.limits;
    throw new RequestError('FILTER_TOO_COMPLEX', { field: this.at, max, depth });
  }

  private part(model: EntityModel, alias: string, key: string, value: Filter, depth: number): Sql {
    const list = () => {
      const items = value as unknown as Filter[];
      // empty filters count too
      this.countNodes(items.length);
      return items.map((item) => this.compile(model, alias, item, depth + 1));
    };
    if (key === 'and') return and(list());
    if (key === 'or') return or(list());
    if (key === 'not') return not(this.compile(model, alias, value, depth + 1));
    if (!this.trusted) this.assertAskable(model, key);
    const field = model.fields.get(key);
    if (field) return this.field(model, alias, field, value);
    const relation = model.relations.get(key);
    if (relation)
      return relation.kind === 'one'
        ? this.toOne(alias, relation, value, depth)
        : this.toMany(alias, relation, value, depth);
    throw unknownField(key);
  }

  private assertAskable(model: EntityModel, key: string): void {
    assertFieldReadable(this.ctx, model, key);
  }

  private toOne(alias: string, relation: RelationModel, value: Filter, depth: number): Sql {
    const key = column(alias, relation.column);
    const { id, isNull, ...rest } = value as { id?: Filter; isNull?: boolean };
    if (id === null || isNull === null) throw nullOperand(`${relation.name}.${id === null ? 'id' : 'isNull'}`);
    assertReadable(this.ctx, relation.target);
    const parts: Sql[] = [];
    if (isNull !== undefined) parts.push(sql`${key} ${raw(isNull ? 'IS NULL' : 'IS NOT NULL')}`);
    if (id) parts.push(this.operators(relation.target.fields.get('id')!, relation.target, key, undefined, id));
    if (Object.keys(rest).length > 0 || parts.length === 0) {
      const inner = this.alias();
      const condition = and([
        // the parent of a live child is live: saying so lets the indexes of live rows serve
        relation.owned && this.live.has(alias)
          ? this.visible(relation.target, inner)
          : this.referred(relation.target, inner),
        this.compile(relation.target, inner, rest, depth + RELATION_DEPTH),
      ]);
      // not correlated, so that it is read once, by its own index, instead of once per row
      parts.push(
        sql`${key} IN (SELECT ${column(inner, 'id')} FROM ${raw(relation.target.table)} ${raw(inner)} WHERE ${condition})`,
      );
    }
    return and(parts);
  }

  /** The rows of a to-many relation, from its table on. */
  private children(
    alias: string,
    relation: RelationModel,
    filter: Filter,
    depth: number,
    { negate = false, inner = this.alias() }: { negate?: boolean; inner?: string } = {},
  ): Sql {
    const visible = this.visible(relation.target, inner, relation.filter);
    const wanted = this.compile(relation.target, inner, filter, depth + RELATION_DEPTH);
    const parts = [visible, negate ? not(wanted) : wanted];
    return sql`${raw(relation.target.table)} ${raw(inner)} WHERE ${column(inner, relation.column)} = ${column(alias, 'id')} AND ${and(parts)}`;
  }

  private toMany(alias: string, relation: RelationModel, value: Filter, depth: number): Sql {
    const parts = Object.entries(value).map(([operator, operand]) => {
      if (operand === null || operand === undefined) throw nullOperand(`${relation.name}.${operator}`);
      const filter = operand as Filter;
      if (operator === 'some') return sql`EXISTS (SELECT 1 FROM ${this.children(alias, relation, filter, depth)})`;
      if (operator === 'none') return sql`NOT EXISTS (SELECT 1 FROM ${this.children(alias, relation, filter, depth)})`;
      if (operator === 'every')
        return sql`NOT EXISTS (SELECT 1 FROM ${this.children(alias, relation, filter, depth, { negate: true })})`;
      if (operator === 'aggregate') return this.aggregate(alias, relation, filter, depth);
      if (operator !== 'count') throw unknownField(`${relation.name}.${operator}`);
      const { where, ...comparison } = filter as { where?: Filter };
      const count = sql`(SELECT COUNT(*) FROM ${this.children(alias, relation, where ?? {}, depth)})`;
      return this.compare(comparison, relation.name, count, (x) => x);
    });
    return and(parts);
  }

  /** Conditions on the aggregates of related records: one statement that answers yes or no for each row. */
  private aggregate(alias: string, relation: RelationModel, value: Filter, depth: number): Sql {
    const { where, ...conditions } = value as { where?: Filter | null };
    if (where === null) throw nullOperand(`${relation.name}.aggregate.where`);
    const inner = this.alias();
    const rows = this.children(alias, relation, where ?? {}, depth, { inner });
    const refer = (base: Base) => baseSql(base, inner, this.ctx.clock);
    const wanted = aggregateConditions(this.ctx, this, relation.target, conditions, refer);
    // an aggregate in any case: without one there would be a row for each record
    return wanted === TRUE ? TRUE : sql`(SELECT ${and([raw('COUNT(*) >= 0'), wanted])} FROM ${rows})`;
  }

  /** An aggregate of related records as a value of each row. */
  related(alias: string, relation: RelationModel, where: Filter, value: (inner: string) => Sql): Sql {
    const inner = this.alias();
    const rows = this.children(alias, relation, where, 0, { inner });
    return sql`(SELECT ${value(inner)} FROM ${rows})`;
  }

  private field(model: EntityModel, alias: string, field: FieldModel, value: Filter): Sql {
    const folded = field.foldedColumn ? column(alias, field.foldedColumn) : undefined;
    const subject = fieldSql(field, alias, this.ctx.clock);
    if (field.field.kind === 'money') return this.money(field, alias, value);
    if (field.secret) return this.secret(field, model, alias, value);
    return this.operators(field, model, subject, folded, value);
  }

  /** A secret is found by the whole of it, or by whether there is one. Few at a time, so that nobody guesses by the hundred. */
  private secret(field: FieldModel, model: EntityModel, alias: string, value: Filter): Sql {
    const parts = Object.entries(value).map(([operator, operand]): Sql => {
      if (operand === null || operand === undefined) throw nullOperand(`${field.name}.${operator}`);
      const subject = column(alias, field.secret!.blind);
      if (operator === 'isNull') return sql`${subject} ${raw(operand ? 'IS NULL' : 'IS NOT NULL')}`;
      if (operator !== 'eq') throw unknownField(`${field.name}.${operator}`);
      if (++this.secrets > MAX_SECRETS) this.tooComplex();
      return inList(subject, blindsOf(this.ctx.secrets, model, field.name, String(operand)));
    });
    return and(parts);
  }

  /** A condition on an amount sees the rows of one currency. */
  private money(field: FieldModel, alias: string, value: Filter): Sql {
    const { currency, isNull, ...comparison } = value as { currency?: string; isNull?: boolean };
    if (currency === null || isNull === null)
      throw nullOperand(`${field.name}.${currency === null ? 'currency' : 'isNull'}`);
    const subject = column(alias, field.column);
    const parts: Sql[] = [];
    if (isNull !== undefined) parts.push(sql`${subject} ${raw(isNull ? 'IS NULL' : 'IS NOT NULL')}`);
    if (currency !== undefined || Object.keys(comparison).length > 0)
      parts.push(sql`${column(alias, field.currencyColumn!)} = ${currency ?? 'CNY'}`);
    parts.push(this.compare(comparison, field.name, subject, minorUnits(field.name)));
    return and(parts);
  }

  timed(field: FieldModel, model: EntityModel, subject: Sql, value: Filter): Sql {
    return this.operators(field, model, subject, undefined, value);
  }

  private operators(field: FieldModel, model: EntityModel, subject: Sql, folded: Sql | undefined, value: Filter): Sql {
    const convert = converter(field.field, model, field.name);
    const comparison: Record<string, unknown> = {};
    const parts = Object.entries(value).map(([operator, operand]): Sql => {
      if (operand === null || operand === undefined) throw nullOperand(`${field.name}.${operator}`);
      switch (operator) {
        case 'contains':
        case 'startsWith':
        case 'endsWith':
          return textMatch(field, subject, folded, operator satisfies TextOperator, String(operand));
        case 'eqIgnoreCase':
          return sql`${folded ?? subject} = ${fold(trimText(String(operand)))}`;
        case 'has':
          return field.field.kind === 'objects'
            ? this.item(field, model, subject, operand as Filter)
            : listHas(field, subject, String(operand));
        case 'part':
          return this.inPart(field, subject, operand as DatePart);
        case 'relative':
          return this.relative(field, subject, operand as RelativeName);
        default:
          comparison[operator] = operand;
      }
      return TRUE;
    });
    return and([...parts, this.compare(comparison, field.name, subject, convert)]);
  }

  /** An item of a list of objects that has all of the texts. */
  private item(field: FieldModel, model: EntityModel, subject: Sql, wanted: Filter): Sql {
    const fields = field.field.kind === 'objects' ? field.field.fields : {};
    const texts = Object.entries(wanted).map(([key, value]): [string, string] => {
      const inner = fields[key];
      if (!inner) throw unknownField(`${field.name}.has.${key}`);
      if (value === null || value === undefined) throw nullOperand(`${field.name}.has.${key}`);
      // what a log tells of fields that some may not read is not found by asking for it
      const { redact } = model;
      if (redact?.field === field.name && key !== redact.key && (this.ctx.actor?.fieldRights.size ?? 0) > 0)
        throw new RequestError('FIELD_NOT_READABLE', { field: inner.label });
      return [key, String(converter(inner, model, key)(value))];
    });
    if (texts.length === 0)
      throw new RequestError('FILTER_INVALID', {
        detail: label(`${field.name}.has 须至少给出一项`, `${field.name}.has takes at least one field`),
      });
    return itemHas(field, subject, texts, { dialect: this.ctx.db.dialect, alias: () => this.alias() });
  }

  /** A part of the calendar that comes again, in the zone of the caller. */
  private inPart({ field }: FieldModel, subject: Sql, { of, is, timeZone }: DatePart): Sql {
    const { dialect } = this.ctx.db;
    if (field.kind === 'date') return partSql(of, is, subject, dialect);
    const { clock } = zoneOf(timeZone ?? this.ctx.clock.timeZone);
    return partSql(of, is, localSql(clock, subject, dialect), dialect);
  }

  /** Dates compare as calendar days; instants compare with the edges of those days in the business zone. */
  private relative(field: FieldModel, subject: Sql, name: RelativeName): Sql {
    const { from, to } = relativeRange(name, this.ctx.clock.today());
    const edge = (day: string, next: boolean) =>
      field.field.kind === 'instant' ? this.ctx.clock.startOf(day, next) : day;
    const parts: Sql[] = [];
    if (from) parts.push(sql`${subject} >= ${edge(from, false)}`);
    if (to) parts.push(field.field.kind === 'instant' ? sql`${subject} < ${edge(to, true)}` : sql`${subject} <= ${to}`);
    return and(parts);
  }

  compare(value: Filter, name: string, subject: Sql, convert: (x: unknown) => unknown): Sql {
    const parts = Object.entries(value).map(([operator, operand]): Sql => {
      if (operand === null || operand === undefined) throw nullOperand(`${name}.${operator}`);
      switch (operator) {
        case 'eq':
          return sql`${subject} = ${convert(operand)}`;
        case 'ne':
          return sql`(${subject} <> ${convert(operand)} OR ${subject} IS NULL)`;
        case 'in':
          return inList(subject, this.short(operand, name).map(convert));
        case 'notIn': {
          const list = this.short(operand, name).map(convert);
          return list.length === 0 ? TRUE : sql`(NOT ${inList(subject, list)} OR ${subject} IS NULL)`;
        }
        case 'gt':
          return sql`${subject} > ${convert(operand)}`;
        case 'gte':
          return sql`${subject} >= ${convert(operand)}`;
        case 'lt':
          return sql`${subject} < ${convert(operand)}`;
        case 'lte':
          return sql`${subject} <= ${convert(operand)}`;
        case 'between': {
          const { from, to } = operand as { from: unknown; to: unknown };
          return sql`${subject} BETWEEN ${convert(from)} AND ${convert(to)}`;
        }
        case 'isNull':
          return sql`${subject} ${raw(operand ? 'IS NULL' : 'IS NOT NULL')}`;
        default:
          throw unknownField(`${name}.${operator}`);
      }
    });
    return and(parts);
  }
}

const nullOperand = (field: string) =>
  new RequestError('FILTER_INVALID', {
    detail: label(`${field} 的值为空；查“没有值”请用 isNull`, `${field} is null; ask isNull for missing values`),
  });
const unknownField = (field: string) =>
  new RequestError('FILTER_INVALID', { detail: label(`没有字段 ${field}`, `there is no field ${field}`) });

/** Operands are brought into the form in which values are stored. */
function converter(field: FieldModel['field'], model: EntityModel, name: string): (x: unknown) => unknown {
  if (field.kind === 'id') return (x) => readableId(model, String(x));
  if (field.kind === 'bool') return (x) => (x ? 1 : 0);
  if (field.kind === 'decimal') return scaledDecimal(field as Extract<Field, { kind: 'decimal' }>, name);
  if (field.kind === 'text') return (x) => trimText(String(x));
  if (field.kind === 'keyword') return (x) => storedKeyword(field, String(x));
  if (field.kind === 'code') return (x) => keywordText(String(x)).toUpperCase();
  if (field.kind === 'instant') return (x) => new Date(String(x)).toISOString();
  return (x) => x;
}

/** Reading an entity needs its scope on every path: select, filter, order, search. */
export function assertReadable(ctx: RequestContext, model: EntityModel): void {
  assertScopes(ctx, model.readScope ? [model.readScope] : []);
}

function storedKeyword(field: Extract<Field, { kind: 'keyword' }>, text: string): string {
  const normal = normaliseKeyword(field.format, text);
  return normal.ok ? normal.value : keywordText(text);
}
