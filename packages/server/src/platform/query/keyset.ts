import type { OrderTerm } from './order';
import { and, join, raw, sql, type Sql } from './sql';

type Past = (i: number, orEqual: boolean) => Sql | null;

/** `key i past value i`, if anything can be; nulls come first ascending and last descending. */
const past =
  (terms: readonly OrderTerm[], values: readonly unknown[], backwards: boolean): Past =>
  (i, orEqual) => {
    const { expression, descending, nullable } = terms[i]!;
    const value = values[i];
    const down = descending !== backwards;
    if (value === null)
      return down ? (orEqual ? sql`${expression} IS NULL` : null) : orEqual ? null : sql`${expression} IS NOT NULL`;
    const operator = raw((down ? '<' : '>') + (orEqual ? '=' : ''));
    return nullable && down
      ? sql`(${expression} ${operator} ${value} OR ${expression} IS NULL)`
      : sql`${expression} ${operator} ${value}`;
  };

const equal = ({ expression }: OrderTerm, value: unknown): Sql =>
  value === null ? sql`${expression} IS NULL` : sql`${expression} = ${value}`;

/**
 * Rows strictly after (or before) a position. For keys k1, k2, … : k1 past v1, or k1 = v1 and k2 past v2, …; the leading
 * `k1 at or past v1` gives the engines an index range to start from.
 */
export function keysetCondition(terms: readonly OrderTerm[], values: readonly unknown[], backwards: boolean): Sql {
  const beyond = past(terms, values, backwards);
  let condition: Sql | null = null;
  for (let i = terms.length - 1; i >= 0; i--) {
    const step = beyond(i, false);
    const rest: Sql | null = condition ? sql`(${equal(terms[i]!, values[i])} AND ${condition})` : null;
    condition = step && rest ? sql`(${step} OR ${rest})` : (step ?? rest);
  }
  const start = beyond(0, true);
  if (!condition) return raw('1=0');
  return start && terms.length > 1 ? sql`(${start} AND ${condition})` : condition;
}

/**
 * The same rows as parts that do not meet, nearest first: those with k1 = v1, …, and the last key past its value; then one key less, …
 * Each is a single range of an index of the keys, however many rows have equal ones.
 */
export function keysetRanges(terms: readonly OrderTerm[], values: readonly unknown[], backwards: boolean): Sql[] {
  const beyond = past(
    terms.map((term) => ({ ...term, nullable: false })),
    values,
    backwards,
  );
  const ranges: Sql[] = [];
  for (let i = terms.length - 1; i >= 0; i--) {
    const { expression, descending, nullable } = terms[i]!;
    const before = terms.slice(0, i).map((term, at) => equal(term, values[at]));
    const steps = [
      beyond(i, false),
      nullable && descending !== backwards && values[i] !== null ? sql`${expression} IS NULL` : null,
    ];
    for (const step of steps) if (step) ranges.push(and([...before, step]));
  }
  return ranges;
}

/** The same rows as one comparison of rows, where the keys are never null and all run one way; otherwise null. */
export function keysetRow(terms: readonly OrderTerm[], values: readonly unknown[], backwards: boolean): Sql | null {
  const [{ descending }] = terms as [OrderTerm];
  if (terms.some((term) => term.nullable || term.descending !== descending)) return null;
  const keys = join(
    terms.map(({ expression }) => expression),
    ', ',
  );
  const row = join(
    values.map((value) => sql`${value}`),
    ', ',
  );
  return sql`(${keys}) ${raw(descending !== backwards ? '<' : '>')} (${row})`;
}
