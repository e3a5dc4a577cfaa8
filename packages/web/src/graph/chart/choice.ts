import { isCycle, label, type Label } from '@dossier/shared';
import type { Result, ResultColumn } from '../result/result';

export type ChartKind = 'bar' | 'stacked' | 'line' | 'ring';
export const chartKinds: readonly ChartKind[] = ['bar', 'stacked', 'line', 'ring'];
/** What of a result is drawn, and how. Kept with a result it draws the next answer of the same question too. */
export interface ChartChoice {
  kind: ChartKind;
  /** Key of the column along the axis. */
  category: string;
  /** Key of the column whose values are lines or colours of their own. */
  series: string | null;
  /** Ids of measures. */
  measures: string[];
}

/** The rows of a list can be counted, whatever their columns are. */
export const ROWS = '#';
export interface Measure {
  id: string;
  title: Label;
  additive: boolean;
  /** `sum`, `count`, …; empty for values of records. */
  figure: string;
  /** Money of several currencies has a value for each: what they are is never added up. */
  money: boolean;
  /** The figures of a row by unit: a currency, else nothing. */
  valuesOf: (row: Result['rows'][number]) => readonly (readonly [unit: string, value: string])[];
}

const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
const without = (title: Label | null, key: string): Label => {
  const cut = (text: string): string => text.replace(/（[A-Z]{3}）$| \([A-Z]{3}\)$/, '');
  return title ? label(cut(title.zh), cut(title.en)) : label(key, key);
};

/** One amount of each row, its currency beside it; a currency that was not asked for cannot be told. */
function recordMoney(column: ResultColumn, columns: readonly ResultColumn[]): Measure {
  const at = column.key.replace(/\.amount$/, '');
  const currency = columns.find(({ key }) => key === `${at}.currency`);
  return {
    id: at,
    title: without(column.title, at),
    additive: column.additive && !!currency,
    figure: column.figure,
    money: true,
    valuesOf: (row) => {
      const value = textOf(row[column.key]);
      return value === null ? [] : [[(currency && textOf(row[currency.key])) ?? '', value]];
    },
  };
}

function listedMoney(id: string, columns: readonly ResultColumn[]): Measure {
  const [first] = columns;
  return {
    id,
    title: without(first!.title, id),
    additive: first!.additive,
    figure: first!.figure,
    money: true,
    valuesOf: (row) =>
      columns.flatMap(({ key, currency = '' }) => {
        const value = textOf(row[key]);
        return value === null ? [] : [[currency, value] as const];
      }),
  };
}

const plain = ({ key, title, additive, figure }: ResultColumn): Measure => ({
  id: key,
  title: without(title, key),
  additive,
  figure,
  money: false,
  valuesOf: (row) => {
    const value = textOf(row[key]);
    return value === null ? [] : [['', value]];
  },
});

/** What can be drawn of a result. */
export function measuresOf({ columns, grouped }: Result): Measure[] {
  const figures = columns.filter(({ role }) => role === 'figure');
  const listed = new Map<string, ResultColumn[]>();
  const measures = figures.flatMap((column): Measure[] => {
    const { key, currency } = column;
    if (!currency) return [column.field?.kind === 'money' ? recordMoney(column, columns) : plain(column)];
    const id = key.slice(0, -currency.length - 1);
    const known = listed.get(id);
    listed.set(id, [...(known ?? []), column]);
    return known ? [] : [listedMoney(id, [column])];
  });
  const complete = measures.map((one) => (listed.has(one.id) ? listedMoney(one.id, listed.get(one.id)!) : one));
  const rows = { id: ROWS, title: label('行数', 'Rows'), additive: true, figure: 'count', money: false };
  return grouped ? complete : [...complete, { ...rows, valuesOf: () => [['', '1'] as const] }];
}

/** What can stand along the axis or be told apart by colour. */
export const categoriesOf = ({ columns }: Result): ResultColumn[] =>
  columns.filter(({ role }) => role === 'stretch' || role === 'choice' || role === 'text');

const MOST_SERIES_UNASKED = 12;
const distinct = ({ rows }: Result, key: string): number => new Set(rows.map((row) => textOf(row[key]))).size;

function measureFor(result: Result, category: ResultColumn): Measure | undefined {
  const measures = measuresOf(result);
  const counted = measures.find(({ figure }) => figure === 'count');
  if (result.grouped) return measures.find(({ figure }) => figure && figure !== 'count') ?? counted ?? measures[0];
  const once = distinct(result, category.key) === result.rows.length;
  return once ? (measures.find(({ money }) => money) ?? measures[0]) : counted;
}

/** Axis and colours of groups or of a list, by what the columns are. */
function axesOf(result: Result): [axis: ResultColumn | undefined, colours: ResultColumn | undefined] {
  const columns = categoriesOf(result);
  const of = (role: ResultColumn['role']): ResultColumn | undefined => columns.find((one) => one.role === role);
  const stretch = of('stretch');
  const cycle = columns.find(({ way }) => isCycle(way));
  // the months of each year over one another
  if (result.grouped && stretch && cycle) return [cycle, stretch];
  const axis = stretch ?? of('choice') ?? columns[0];
  const colours = columns.find((one) => one !== axis && distinct(result, one.key) <= MOST_SERIES_UNASKED);
  return [axis, result.grouped ? colours : undefined];
}

/** A sensible chart of a result: time along a line, kinds as bars. Null where nothing can be drawn. */
export function suggestChart(result: Result): ChartChoice | null {
  const [category, series] = axesOf(result);
  const measure = category && measureFor(result, category);
  if (!category || !measure || result.rows.length === 0) return null;
  const bars = series && measure.additive ? 'stacked' : 'bar';
  const timed = category.role === 'stretch' || isCycle(category.way);
  return {
    kind: timed ? 'line' : bars,
    category: category.key,
    series: series?.key ?? null,
    measures: [measure.id],
  };
}

/** The choice as far as a result has what it names, else a sensible one. */
export function fittingChart(result: Result, choice: ChartChoice | null): ChartChoice | null {
  const columns = categoriesOf(result);
  const has = (key: string): boolean => columns.some((column) => column.key === key);
  const ids = new Set(measuresOf(result).map(({ id }) => id));
  const measures = (choice?.measures ?? []).filter((id) => ids.has(id));
  if (!choice || !has(choice.category) || measures.length === 0) return suggestChart(result);
  const series = choice.series && choice.series !== choice.category && has(choice.series) ? choice.series : null;
  return { ...choice, measures, series };
}
