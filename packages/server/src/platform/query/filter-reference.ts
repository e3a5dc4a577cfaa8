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

/** Whether a filter asks for rows that it names, or for the children of records that it names: few rows, found by them. */
export const namesRows = (model: EntityModel, filter: Filter): boolean =>
  Object.entries(filter).some(([key, value]) => {
    if (key === 'and') return Array.isArray(value) && value.some((one: Filter | null) => one && namesRows(model, one));
    const named = isParent(model, key)
      ? ((value ?? {}) as Reference).id
      : isName(model, key)
        ? (value as Filter)
        : null;
    return named?.['eq'] !== undefined || named?.['in'] !== undefined;
  });

/** A line of the log names the record that it tells of, and its customer. */
const isName = ({ base }: EntityModel, key: string): boolean => key === 'id' || (base === 'log' && key === 'recordId');
const isParent = ({ base, relations }: EntityModel, key: string): boolean =>
  relations.get(key)?.owned === true || (base === 'log' && key === 'customer');
