import type { Clock } from '../../context/actor';
import type { Dialect } from '../../db/database';
import type { FieldModel } from '../model';
import { column, join, raw, sql, type Sql } from '../sql';
import { baseSql, type Base, type Bases } from './base';
import { currencyName } from './figures';

/** Rows that are put into groups: none for a single group of all of them. */
export interface Grouping {
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly alias: string;
  readonly from: Sql;
  readonly where: Sql;
  readonly keys: readonly Sql[];
  readonly bases: Bases;
  /** Amounts by whose currency the groups are split into parts. */
  readonly split: readonly FieldModel[];
}

export const keyName = (i: number): string => `@k${i}`;
const quoted = (name: string): Sql => raw(`\`${name}\``);
/** A computed column of a derived table. */
export const outer = (alias: string, name: string): Sql => column(alias, name);

/** Sums pass what a JavaScript number holds, so they leave the database as text; both engines give the digits. */
const asText = (text: Sql): Sql => sql`CAST(${text} AS CHAR)`;

interface Part {
  keys: readonly (readonly [string, Sql])[];
  bases: readonly (readonly [string, Base])[];
}

function selectSql({ alias, clock, from, where }: Grouping, { keys, bases }: Part, text: boolean): Sql {
  const columns = [
    ...keys.map(([name, expression]) => sql`${expression} AS ${quoted(name)}`),
    ...bases.map(([name, base]) => {
      const value = baseSql(base, alias, clock);
      return sql`${text && base.kind === 'sum' ? asText(value) : value} AS ${quoted(name)}`;
    }),
  ];
  const groups = keys.length
    ? sql` GROUP BY ${join(
        keys.map(([name]) => quoted(name)),
        ', ',
      )}`
    : raw('');
  return sql`SELECT ${join(columns, ', ')} FROM ${from} WHERE ${where}${groups}`;
}

/**
 * One row for each group, or for each group and currency. `text`: sums as text, for the end of the way. Distinct values cannot be put
 * together from parts: next to amounts they are counted by a second pass of the same statement.
 */
export function partsSql(grouping: Grouping, text: boolean): Sql {
  const keys = grouping.keys.map((expression, i) => [keyName(i), expression] as const);
  const bases = grouping.bases.all();
  const { split, alias } = grouping;
  if (split.length === 0) return selectSql(grouping, { keys, bases }, text);
  const currencies = split.map((field) => [currencyName(field), column(alias, field.currencyColumn!)] as const);
  const additive = bases.filter(([, { kind }]) => kind !== 'distinct');
  const parts = selectSql(grouping, { keys: [...keys, ...currencies], bases: additive }, text);
  const distinct = bases.filter(([, { kind }]) => kind === 'distinct');
  if (distinct.length === 0) return parts;
  const same = raw(grouping.dialect === 'sqlite' ? 'IS' : '<=>');
  const on = keys.map(([name]) => sql`${outer('d', name)} ${same} ${outer('p', name)}`);
  const names = [...keys, ...currencies, ...additive].map(([name]) => outer('p', name));
  const counted = distinct.map(([name]) => outer('d', name));
  return sql`SELECT ${join([...names, ...counted], ', ')} FROM (${parts}) p JOIN (${selectSql(grouping, { keys, bases: distinct }, text)}) d ON ${on.length ? join(on, ' AND ') : raw('1=1')}`;
}
