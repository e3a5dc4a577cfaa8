import type { ValueConditions } from './filter-values';
import type { EntityModel, Filter } from './model';
import { and, column, raw, sql, TRUE, type Sql } from './sql';

/** What may be asked of a reference itself. */
export interface Reference {
  id?: Filter;
  isNull?: boolean;
}

interface Place {
  /** The column that refers. */
  key: Sql;
  target: EntityModel;
  /** An alias of the target, on whose rows `allowed` is the row policy and the caller's range. */
  inner: string;
  allowed: Sql;
  values: ValueConditions;
}

/** Conditions on a reference itself. One to a record out of the caller's reach is none, as it is where it is shown. */
export function referenceSql({ key, target, inner, allowed, values }: Place, { id = {}, isNull }: Reference): Sql {
  const all = allowed === TRUE;
  const shown = all
    ? key
    : sql`(SELECT ${column(inner, 'id')} FROM ${raw(target.table)} ${raw(inner)} WHERE ${column(inner, 'id')} = ${key} AND ${allowed})`;
  const compare = (subject: Sql, wanted: Filter) =>
    values.operators(target.fields.get('id')!, target, subject, undefined, wanted);
  const { eq, in: list, ...others } = id as { eq?: unknown; in?: unknown };
  const named = { ...(eq !== undefined && { eq }), ...(list !== undefined && { in: list }) };
  return and([
    // first by the index of the reference
    compare(key, named),
    !all && Object.keys(named).length > 0 ? sql`${shown} IS NOT NULL` : TRUE,
    compare(shown, others),
    isNull === undefined ? TRUE : sql`${shown} ${raw(isNull ? 'IS NULL' : 'IS NOT NULL')}`,
  ]);
}

/** Whether a filter asks for the children of records that it names: few rows, found by their parent. */
export const namesParent = (model: EntityModel, filter: Filter): boolean =>
  Object.entries(filter).some(([key, value]) => {
    if (key === 'and')
      return Array.isArray(value) && value.some((one: Filter | null) => one && namesParent(model, one));
    if (!model.relations.get(key)?.owned) return false;
    const { id } = (value ?? {}) as Reference;
    return id?.['eq'] !== undefined || id?.['in'] !== undefined;
  });

/** Whether a filter of the trail asks for the lines of a record or a customer that it names: few rows, found by an index of their own. */
export const namesRecord = (filter: Filter): boolean =>
  ['id', 'recordId', 'customer'].some((key) => key in filter) ||
  (Array.isArray(filter['and']) && filter['and'].some((one: Filter | null) => one && namesRecord(one)));
