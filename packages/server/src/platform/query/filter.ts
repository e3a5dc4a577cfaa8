import type { RequestContext } from '../context/context';
import { baseSql, type Base } from './aggregate/base';
import { aggregateConditions, type Judge } from './aggregate/condition';
import { FilterBounds } from './filter-bounds';
import { nullOperand, unknownField } from './filter-operands';
import { namesRows, referenceSql, type Reference } from './filter-reference';
import { ValueConditions } from './filter-values';
import type { EntityModel, FieldModel, Filter, RangePlace, RelationModel } from './model';
import { assertFieldReadable, assertReadable } from './rights';
import { and, column, not, or, raw, sql, TRUE, unindexed, type Sql } from './sql';

/** A statement in a statement takes more of the engines' parser stacks than a pair of brackets. */
const RELATION_DEPTH = 2;
const LIMITS = { nodes: 100, depth: 12, operands: 5000 };

/** How rows are found before a condition is asked: by ids, or as the children of parents. */
export type Found = 'ID' | 'PARENT';

interface Purpose {
  limits?: typeof LIMITS;
  /** Only rows that the caller may change. */
  write?: boolean;
  /** All rows there are will be counted or added up: then ranges are compared as sets. Pages judge the rows that they meet. */
  whole?: boolean;
}

/** Whether rows are live, or in the recycle bin; `aside`: an index of live rows must not serve. */
function stateSql(alias: string, deleted: boolean, aside: boolean): Sql {
  const state = column(alias, 'deleted_at');
  return aside
    ? sql`COALESCE(${state}, '') ${raw(deleted ? '<>' : '=')} ''`
    : sql`${state} ${raw(deleted ? 'IS NOT NULL' : 'IS NULL')}`;
}

/** Compiles filters of one statement: hands out aliases, counts nodes, applies rights wherever it enters an entity. */
export class FilterCompiler implements Judge {
  private aliases = 0;
  /** Aliases whose rows are live: so are the parents that would take them along. */
  private readonly live = new Set<string>();
  private readonly bounds: FilterBounds;
  private readonly values: ValueConditions;
  /** The statement may have to look at far more rows than it gives: each with its related ones, or into the middle of a text. */
  wide = false;
  /** The caller's range holds neither all nor few of the rows. */
  ranged = false;

  constructor(
    private readonly ctx: RequestContext,
    private readonly purpose: Purpose = {},
  ) {
    this.bounds = new FilterBounds(purpose.limits ?? LIMITS);
    this.values = new ValueConditions(ctx, this.bounds, () => this.alias());
  }

  alias(): string {
    return `t${this.aliases++}`;
  }

  /**
   * Every condition a read of `model` carries: not deleted (or only deleted), the row policy, and the caller's filter. Where rows are
   * `found` already, named by the filter, or few are in reach, reading starts there, and no index may serve another condition: the engines
   * would walk all live rows, in the asked order or through that condition, to find a few.
   */
  visible(model: EntityModel, alias: string, filter?: Filter | null, deleted = false, found?: Found): Sql {
    assertReadable(this.ctx, model);
    if (!deleted) this.live.add(alias);
    const named = filter ? namesRows(model, filter) : false;
    const few = this.isFew(model);
    const parts: Sql[] = [];
    if (model.base === 'record')
      parts.push(stateSql(alias, deleted, found === 'ID' || named || few || (found !== undefined && !!filter)));
    // no index of the log begins with what tells a live line, so there each other condition is kept from them by itself
    const aside = model.base === 'log' && (found !== undefined || named || few);
    const asked = filter ? this.compile(model, alias, filter, 0, aside && !found) : TRUE;
    parts.push(aside && found ? unindexed(asked) : asked);
    // last: the engines judge a row in this order, and whose it is costs more than what it is
    parts.push(this.allowed(model, alias, { aside, asSet: !found && !named && (few || !!this.purpose.whole) }));
    if (model.range?.walked && this.ranged && !found && !named) this.wide = true;
    return and(parts);
  }

  /** Every condition on a record that another one points to: the row policy alone. What was removed stays readable where it is named. */
  referred(model: EntityModel, alias: string): Sql {
    assertReadable(this.ctx, model);
    return this.allowed(model, alias);
  }

  /** The row policy and the caller's range. They are ours: neither the caller's limits nor rights to fields hold for them. */
  private allowed(model: EntityModel, alias: string, { aside = false, asSet = false } = {}): Sql {
    const policy = model.rows(this.ctx.actor!);
    if (!policy) return this.inRange(model, alias, asSet);
    const { bounds } = this;
    const { trusted } = bounds;
    bounds.trusted = true;
    const rows = this.compile(model, alias, policy, 0);
    bounds.trusted = trusted;
    return and([aside ? unindexed(rows) : rows, this.inRange(model, alias, asSet)]);
  }

  /** The rows in the caller's range alone. */
  inRange(model: EntityModel, alias: string, asSet = false): Sql {
    const condition = model.range?.(this.place(alias, asSet)) ?? TRUE;
    if (condition !== TRUE && !this.isFew(model)) this.ranged = true;
    return condition;
  }

  /** What a list of somebody who reaches few starts from; null for others. */
  start(model: EntityModel, alias: string): { rows: Sql; on: Sql } | null {
    assertReadable(this.ctx, model);
    return this.isFew(model) ? (model.range!.start?.(this.place(alias, false)) ?? null) : null;
  }

  private isFew({ range }: EntityModel): boolean {
    return range?.few?.(this.ctx.actor!) ?? false;
  }

  private place(alias: string, asSet: boolean): RangePlace {
    const { actor, clock, db } = this.ctx;
    const write = this.purpose.write ?? false;
    return { actor: actor!, alias, today: clock.today(), inner: () => this.alias(), write, asSet, dialect: db.dialect };
  }

  /** `named`: some of the conditions name rows; no index may serve the others. */
  compile(model: EntityModel, alias: string, filter: Filter, depth: number, named = false): Sql {
    this.bounds.assertDepth(depth);
    const parts: Sql[] = [];
    for (const [key, value] of Object.entries(filter)) {
      this.bounds.enter(key);
      if (value === null || value === undefined) throw nullOperand(key);
      const keep = named && namesRows(model, { [key]: value });
      const part = this.part(model, alias, key, value as Filter, depth, keep);
      parts.push(named && !keep ? unindexed(part) : part);
    }
    return and(parts);
  }

  private part(model: EntityModel, alias: string, key: string, value: Filter, depth: number, named: boolean): Sql {
    const list = () => {
      const items = value as unknown as Filter[];
      // empty filters count too
      this.bounds.countNodes(items.length);
      return items.map((item) => this.compile(model, alias, item, depth + 1, named));
    };
    if (key === 'and') return and(list());
    if (key === 'or') return or(list());
    if (key === 'not') return not(this.compile(model, alias, value, depth + 1));
    if (!this.bounds.trusted) assertFieldReadable(this.ctx, model, key);
    const field = model.fields.get(key);
    if (field) {
      if ('contains' in value || 'endsWith' in value) this.wide = true;
      return this.values.field(model, alias, field, value);
    }
    const relation = model.relations.get(key);
    if (relation)
      return relation.kind === 'one'
        ? this.toOne(alias, relation, value, depth)
        : this.toMany(alias, relation, value, depth);
    throw unknownField(key);
  }

  private toOne(alias: string, relation: RelationModel, value: Filter, depth: number): Sql {
    const key = column(alias, relation.column);
    const { id, isNull, ...rest } = value as Reference;
    if (id === null || isNull === null) throw nullOperand(`${relation.name}.${id === null ? 'id' : 'isNull'}`);
    assertReadable(this.ctx, relation.target);
    const parts: Sql[] = [];
    if (id || isNull !== undefined) parts.push(this.reference(alias, relation, { id, isNull }));
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

  /** Conditions on a reference itself. */
  private reference(alias: string, { column: name, target, owned }: RelationModel, wanted: Reference): Sql {
    const inner = this.alias();
    // who sees a child sees its parent
    const allowed = this.bounds.trusted || (owned && this.live.has(alias)) ? TRUE : this.allowed(target, inner);
    return referenceSql({ key: column(alias, name), target, inner, allowed, values: this.values }, wanted);
  }

  /** The rows of a to-many relation, from its table on. */
  private children(
    alias: string,
    relation: RelationModel,
    filter: Filter,
    depth: number,
    { negate = false, inner = this.alias() }: { negate?: boolean; inner?: string } = {},
  ): Sql {
    this.wide = true;
    const visible = this.visible(relation.target, inner, relation.filter, false, 'ID');
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
      return this.values.compare(comparison, relation.name, count, (x) => x);
    });
    return and(parts);
  }

  /** Conditions on the aggregates of related records: one statement that answers yes or no for each row. */
  private aggregate(alias: string, relation: RelationModel, value: Filter, depth: number): Sql {
    const { where, countDistinct, ...conditions } = value as { where?: Filter | null; countDistinct?: Filter | null };
    if (where === null) throw nullOperand(`${relation.name}.aggregate.where`);
    const inner = this.alias();
    const rows = this.children(alias, relation, where ?? {}, depth, { inner });
    const judge = (given: Filter, refer: (base: Base) => Sql) =>
      aggregateConditions(this.ctx, this, relation.target, given, refer);
    const own = (base: Base) => baseSql(base, inner, this.ctx.clock);
    const wanted = judge(conditions, own);
    return and([
      // an aggregate in any case: without one there would be a row for each record
      wanted === TRUE ? TRUE : sql`(SELECT ${and([raw('COUNT(*) >= 0'), wanted])} FROM ${rows})`,
      // each by itself: where MariaDB need not look at a COUNT(DISTINCT) for one row, it is wrong for the next
      countDistinct === undefined ? TRUE : judge({ countDistinct }, (base) => sql`(SELECT ${own(base)} FROM ${rows})`),
    ]);
  }

  /** An aggregate of related records as a value of each row. */
  related(alias: string, relation: RelationModel, where: Filter, value: (inner: string) => Sql): Sql {
    const inner = this.alias();
    const rows = this.children(alias, relation, where, 0, { inner });
    return sql`(SELECT ${value(inner)} FROM ${rows})`;
  }

  compare(value: Filter, name: string, subject: Sql, convert: (x: unknown) => unknown): Sql {
    return this.values.compare(value, name, subject, convert);
  }
  timed(field: FieldModel, model: EntityModel, subject: Sql, value: Filter): Sql {
    return this.values.operators(field, model, subject, undefined, value);
  }
  countNodes(more: number): void {
    this.bounds.countNodes(more);
  }
}
