import { label, type Field, type Label } from '@dossier/shared';
import { RequestError } from '../../../graphql/errors';
import type { Filter } from '../../model';
import type { Sql } from '../../sql';
import { raw, sql } from '../../sql';

/** A non-null key as text, in the one form that Node keeps it in. */
export type Canon = string;

/** How values of a field become keys of groups, and back into the condition that finds them. */
export interface KeyForm {
  /** The key in the database. */
  sql(subject: Sql): Sql;
  /** What the engines give → the one form of it. */
  canon(value: unknown): Canon;
  /** The typed key of the graph. */
  show(key: Canon): unknown;
  /** In words. */
  text(key: Canon): string;
  /** The condition on the field that these rows have in common. */
  drill(key: Canon): Filter;
  /** What groups are ordered by, where it is not the key itself. */
  order?(key: Sql): Sql;
  /** Every key that could be there, in order, given those that are and the days asked for; left out where nobody knows. */
  all?(present: readonly Canon[], span: Span): Canon[];
}

/** Local days, both included; an open end is null. */
export interface Span {
  readonly from: string | null;
  readonly to: string | null;
}

export const invalid = (detail: Label): RequestError => new RequestError('AGGREGATE_INVALID', { detail });

const same: Pick<KeyForm, 'sql' | 'canon' | 'show' | 'text'> = {
  sql: (subject) => subject,
  canon: String,
  show: (key) => key,
  text: (key) => key,
};

/** Texts, keywords, codes as they are. */
export const plainForm: KeyForm = { ...same, drill: (key) => ({ eq: key }) };

/** Values of an enum, in the order of their declaration. */
export function enumForm({ values }: Extract<Field, { kind: 'enum' }>): KeyForm {
  const names = Object.keys(values);
  const places = names.map((value, place) => `WHEN '${value}' THEN ${place}`).join(' ');
  return { ...plainForm, order: (key) => sql`CASE ${key} ${raw(places)} END`, all: () => names };
}

export const boolForm: KeyForm = {
  ...same,
  canon: (value) => String(Number(value) === 1),
  show: (key) => key === 'true',
  drill: (key) => ({ eq: key === 'true' }),
  all: () => ['false', 'true'],
};

/** Codes cut to a level of their hierarchy: so many leading characters, filled up with `fill`. */
export const levelForm = (characters: number, fill: string): KeyForm => ({
  ...same,
  sql: (subject) => sql`SUBSTR(${subject}, 1, ${raw(String(characters))})`,
  show: (key) => (key.length < characters ? key : key + fill),
  text: (key) => (key.length < characters ? key : key + fill),
  // a code that ends above the level is a group of its own
  drill: (key) => (key.length < characters ? { eq: key } : { startsWith: key }),
});

/** Items of a list: a record counts in the group of each. */
export const itemForm: KeyForm = { ...same, drill: (key) => ({ has: key }) };

/** Items that are small objects: a record counts in the group of each. */
export const entryForm = (name: string): KeyForm => ({ ...same, drill: (key) => ({ has: { [name]: key } }) });

export const mustBeTrue = (name: string): RequestError =>
  invalid(label(`by 中的 ${name} 要么写 true，要么不写`, `${name} in by is true or left out`));
