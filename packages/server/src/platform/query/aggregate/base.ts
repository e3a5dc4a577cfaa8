import type { Clock } from '../../context/actor';
import type { FieldModel } from '../model';
import { column, raw, sql, type Sql } from '../sql';
import { fieldSql } from '../values';

/**
 * What the database computes over the rows of a group. All but `distinct` can be put together from parts of the group, so amounts are
 * reckoned per currency and united afterwards. An average is a sum and a number of values: it is divided in Node, exactly.
 */
export type BaseKind = 'rows' | 'values' | 'sum' | 'min' | 'max' | 'distinct';
export interface Base {
  readonly kind: BaseKind;
  readonly field?: FieldModel;
  /** Only amounts of this currency. */
  readonly currency?: string;
}

/** A base over the rows of `alias`. */
export function baseSql({ kind, field, currency }: Base, alias: string, clock: Clock): Sql {
  if (!field) return raw('COUNT(*)');
  const all = fieldSql(field, alias, clock);
  const value =
    currency === undefined ? all : sql`CASE WHEN ${column(alias, field.currencyColumn!)} = ${currency} THEN ${all} END`;
  switch (kind) {
    case 'distinct':
      return sql`COUNT(DISTINCT ${value})`;
    case 'sum':
      return sql`SUM(${value})`;
    case 'min':
      return sql`MIN(${value})`;
    case 'max':
      return sql`MAX(${value})`;
    default:
      return sql`COUNT(${value})`;
  }
}

/** The bases of one statement, each computed once however often it is needed. */
export class Bases {
  private readonly places = new Map<string, readonly [string, Base]>();

  /** The name of its column. */
  of(base: Base): string {
    const key = `${base.kind}:${base.field?.name ?? ''}:${base.currency ?? ''}`;
    let known = this.places.get(key);
    if (!known) this.places.set(key, (known = [`@m${this.places.size}`, base]));
    return known[0];
  }
  all(): (readonly [name: string, base: Base])[] {
    return [...this.places.values()];
  }
}
