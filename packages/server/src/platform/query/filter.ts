import type { RequestContext } from '../context/context';
import type { Judge } from './aggregate/condition';
import { FilterBounds } from './filter-bounds';
import { nullOperand, unknownField } from './filter-operands';
import { namesRows } from './filter-reference';
import { RelationConditions, type Found } from './filter-relations';
import { ValueConditions } from './filter-values';
import type { EntityModel, FieldModel, Filter, RangePlace, RelationModel } from './model';
import { assertFieldReadable, assertReadable } from './rights';
import { and, column, not, or, raw, sql, TRUE, unindexed, type Sql } from './sql';

const LIMITS = { nodes: 100, depth: 12, operands: 5000 };

interface Purpose {
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
  private readonly relations: RelationConditions;
  /** The statement may have to look at far more rows than it gives. */
  wide = false;
  /** And at their related ones with each. */
  deep = false;
  /** The caller's range holds neither all nor few of the rows. */
  ranged = false;

  constructor(
    private readonly ctx: RequestContext,
    private readonly purpose: Purpose = {},
  ) {
    this.bounds = new FilterBounds(LIMITS);
    this.values = new ValueConditions(ctx, this.bounds, () => this.alias());
    this.relations = new RelationConditions(ctx, this, this.values);
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

  /** Whether the rows of an alias are known to be live. */
  isLive(alias: string): boolean {
    return this.live.has(alias);
  }

  /** Whether the conditions are the archive's own: rights to fields do not hold for them. */
  get trusted(): boolean {
    return this.bounds.trusted;
  }

  /** The row policy and the caller's range. They are ours: neither the caller's limits nor rights to fields hold for them. */
  allowed(model: EntityModel, alias: string, { aside = false, asSet = false } = {}): Sql {
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
        ? this.relations.toOne(alias, relation, value, depth)
        : this.relations.toMany(alias, relation, value, depth);
    throw unknownField(key);
  }

  /** An aggregate of related records as a value of each row. */
  related(alias: string, relation: RelationModel, where: Filter, value: (inner: string) => Sql): Sql {
    return this.relations.related(alias, relation, where, value);
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
