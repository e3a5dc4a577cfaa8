import { Exact, fromMinor, roundTo, type Money } from '@dossier/shared';
import type { FieldModel } from '../model';
import { fromScaled } from '../values';
import type { AggregateAsk, Measure } from './ask';
import type { Bases } from './base';
import { placesOf } from './fits';

export type Row = Record<string, unknown>;
/** What the graph answers for `aggregate`. */
export type Aggregate = { count?: number } & { [fn in Measure['fn']]: Record<string, unknown> };
/** Of which nothing was asked. */
export const noFigures = (): Aggregate => ({ countDistinct: {}, sum: {}, avg: {}, min: {}, max: {} });

const isMoney = ({ field }: FieldModel): boolean => field.kind === 'money';

/** Amounts are never added across currencies: a statement is split by the currencies of the amounts it reckons with. */
export const splitsOf = ({ measures }: AggregateAsk): FieldModel[] => [
  ...new Set(measures.filter(({ fn, field }) => fn !== 'countDistinct' && isMoney(field)).map(({ field }) => field)),
];
/** The column that tells the currency of a part. */
export const currencyName = ({ name }: FieldModel): string => `@c:${name}`;

const NEEDS = {
  sum: ['sum'],
  avg: ['sum', 'values'],
  min: ['min'],
  max: ['max'],
  countDistinct: ['distinct'],
} as const;

/** Lets the statement compute what an answer needs. */
export function needBases({ count, measures }: AggregateAsk, bases: Bases): void {
  // a statement computes something, even if nothing is asked but whether there is a group
  if (count || measures.length === 0) bases.of({ kind: 'rows' });
  for (const { fn, field } of measures) for (const kind of NEEDS[fn]) bases.of({ kind, field });
}

/** The answer from the rows of one group: one, or one for each currency. */
export function figuresOf({ count, measures }: AggregateAsk, bases: Bases, rows: readonly Row[]): Aggregate {
  const answer = noFigures();
  if (count) answer.count = countOf(bases, rows);
  for (const { fn, field } of measures) answer[fn][field.name] = measured(fn, field, bases, rows);
  return answer;
}

export const countOf = (bases: Bases, rows: readonly Row[]): number =>
  rows.reduce((sum, row) => sum + Number(row[bases.of({ kind: 'rows' })]), 0);

function measured(fn: Measure['fn'], field: FieldModel, bases: Bases, rows: readonly Row[]): unknown {
  if (fn === 'countDistinct') return Number(rows[0]?.[bases.of({ kind: 'distinct', field })] ?? 0);
  if (!isMoney(field)) return plain(fn, field, bases, rows);
  const byCurrency = new Map<string, Row[]>();
  for (const row of rows) {
    const currency = row[currencyName(field)] as string | null;
    if (currency !== null) byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), row]);
  }
  return [...byCurrency]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([currency, part]): Money[] => {
      const amount = plain(fn, field, bases, part) as string | null;
      return amount === null ? [] : [{ amount, currency }];
    });
}

function plain(fn: Exclude<Measure['fn'], 'countDistinct'>, field: FieldModel, bases: Bases, rows: readonly Row[]) {
  const given = (kind: 'sum' | 'values' | 'min' | 'max') =>
    rows.map((row) => row[bases.of({ kind, field })]).filter((value) => value !== null);
  if (fn === 'min' || fn === 'max') {
    const [first, ...rest] = given(fn);
    return first === undefined
      ? null
      : shown(
          field,
          rest.reduce((a, b) => (isBefore(field, a, b) === (fn === 'min') ? a : b), first),
        );
  }
  const sums = given('sum');
  if (sums.length === 0) return null;
  const sum = sums.reduce<bigint>((total, value) => total + BigInt(String(value)), 0n);
  if (fn === 'sum') return figureText(field, sum);
  const values = given('values').reduce<number>((total, value) => total + Number(value), 0);
  const places = placesOf(field);
  return roundTo(
    new Exact(String(sum)).div(values).div(new Exact(10).pow(places)),
    field.field.kind === 'money' ? 2 : places + 2,
  );
}

const isTime = ({ field }: FieldModel): boolean => field.kind === 'date' || field.kind === 'instant';
const isBefore = (field: FieldModel, a: unknown, b: unknown): boolean =>
  isTime(field) ? String(a) < String(b) : BigInt(String(a)) < BigInt(String(b));

const figureText = (field: FieldModel, value: bigint): string =>
  field.field.kind === 'money' ? fromMinor(value) : fromScaled(String(value), placesOf(field));

/** A least or greatest value as the field itself would be answered. */
function shown(field: FieldModel, value: unknown): unknown {
  if (isTime(field)) return value;
  return field.field.kind === 'int' ? Number(value) : figureText(field, BigInt(String(value)));
}
