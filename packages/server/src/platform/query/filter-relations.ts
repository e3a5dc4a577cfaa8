import type { RequestContext } from '../context/context';
import { baseSql, type Base } from './aggregate/base';
import { aggregateConditions, type Judge } from './aggregate/condition';
import { nullOperand, unknownField } from './filter-operands';
import { referenceSql, type Reference } from './filter-reference';
import type { ValueConditions } from './filter-values';
import type { EntityModel, Filter, RelationModel } from './model';
import { assertReadable } from './rights';
import { and, column, not, raw, sql, TRUE, type Sql } from './sql';

/** A statement in a statement takes more of the engines' parser stacks than a pair of brackets. */
const RELATION_DEPTH = 2;

/** How rows are found before a condition is asked: by ids, or as the children of parents. */
export type Found = 'ID' | 'PARENT';

/** What compiles the conditions on one record. */
interface Compiler extends Judge {
  deep: boolean;
  alias(): string;
  readonly trusted: boolean;
  isLive(alias: string): boolean;
  visible(model: EntityModel, alias: string, filter?: Filter | null, deleted?: boolean, found?: Found): Sql;
  referred(model: EntityModel, alias: string): Sql;
  allowed(model: EntityModel, alias: string): Sql;
  compile(model: EntityModel, alias: string, filter: Filter, depth: number): Sql;
}

/** Conditions on related records, with every condition that a read of them carries. */
export class RelationConditions {
  constructor(
    private readonly ctx: RequestContext,
    private readonly compiler: Compiler,
    private readonly values: ValueConditions,
  ) {}

  /** On the record that a row refers to. */
  toOne(alias: string, relation: RelationModel, value: Filter, depth: number): Sql {
    const key = column(alias, relation.column);
    const { id, isNull, ...rest } = value as Reference;
    if (id === null || isNull === null) throw nullOperand(`${relation.name}.${id === null ? 'id' : 'isNull'}`);
    assertReadable(this.ctx, relation.target);
    const parts: Sql[] = [];
    if (id || isNull !== undefined) parts.push(this.reference(alias, relation, { id, isNull }));
    if (Object.keys(rest).length > 0 || parts.length === 0) {
      const inner = this.compiler.alias();
      const condition = and([
        // the parent of a live child is live: saying so lets the indexes of live rows serve
        relation.owned && this.compiler.isLive(alias)
          ? this.compiler.visible(relation.target, inner)
          : this.compiler.referred(relation.target, inner),
        this.compiler.compile(relation.target, inner, rest, depth + RELATION_DEPTH),
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
    const inner = this.compiler.alias();
    // who sees a child sees its parent
    const allowed =
      this.compiler.trusted || (owned && this.compiler.isLive(alias)) ? TRUE : this.compiler.allowed(target, inner);
    return referenceSql({ key: column(alias, name), target, inner, allowed, values: this.values }, wanted);
  }

  /** The rows of a to-many relation, from its table on. */
  private children(
    alias: string,
    relation: RelationModel,
    filter: Filter,
    depth: number,
    { negate = false, inner = this.compiler.alias() }: { negate?: boolean; inner?: string } = {},
  ): Sql {
    this.compiler.deep = true;
    const visible = this.compiler.visible(relation.target, inner, relation.filter, false, 'ID');
    const wanted = this.compiler.compile(relation.target, inner, filter, depth + RELATION_DEPTH);
    const parts = [visible, negate ? not(wanted) : wanted];
    return sql`${raw(relation.target.table)} ${raw(inner)} WHERE ${column(inner, relation.column)} = ${column(alias, 'id')} AND ${and(parts)}`;
  }

  /** On the records that refer to a row. */
  toMany(alias: string, relation: RelationModel, value: Filter, depth: number): Sql {
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
    const inner = this.compiler.alias();
    const rows = this.children(alias, relation, where ?? {}, depth, { inner });
    const judge = (given: Filter, refer: (base: Base) => Sql) =>
      aggregateConditions(this.ctx, this.compiler, relation.target, given, refer);
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
    const inner = this.compiler.alias();
    const rows = this.children(alias, relation, where, 0, { inner });
    return sql`(SELECT ${value(inner)} FROM ${rows})`;
  }
}
