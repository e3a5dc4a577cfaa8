import type { Result, ResultColumn } from '../result/result';
import { isStretch } from '@dossier/shared';
import { addDecimals } from './decimal';
import type { Measure } from './choice';

/** Figures of one unit by category and series, each as the exact decimal it is. */
export interface Grid {
  categories: string[];
  series: string[];
  at(category: string, series: string): string | null;
  /** Some cells hold the sum of several rows. */
  added: boolean;
}
/** A value that is not there; no value of an answer looks like it. */
export const NOTHING = '\u0000';

export const keyOf = (row: Result['rows'][number], key: string): string => {
  const value = row[key];
  return value === null || value === undefined || value === '' ? NOTHING : String(value);
};

/** Rows → figures by unit. Null: rows fall on one another and what they hold must not be added up. */
export function pivot(
  result: Result,
  measure: Measure,
  category: string,
  seriesOf: (row: Result['rows'][number]) => string,
): ReadonlyMap<string, Grid> | null {
  const units = new Map<string, { cells: Map<string, Map<string, string>>; series: Set<string>; added: boolean }>();
  for (const row of result.rows)
    for (const [unit, value] of measure.valuesOf(row)) {
      if (!units.has(unit)) units.set(unit, { cells: new Map(), series: new Set(), added: false });
      const into = units.get(unit)!;
      const [at, series] = [keyOf(row, category), seriesOf(row)];
      const cells = into.cells.get(at) ?? new Map<string, string>();
      into.cells.set(at, cells);
      into.series.add(series);
      const known = cells.get(series);
      if (known !== undefined && !measure.additive) return null;
      if (known !== undefined) into.added = true;
      cells.set(series, known === undefined ? value : addDecimals(known, value));
    }
  return new Map(
    [...units].map(([unit, { cells, series, added }]) => [
      unit,
      {
        categories: [...cells.keys()],
        series: [...series],
        at: (one, other) => cells.get(one)?.get(other) ?? null,
        added,
      },
    ]),
  );
}

const step: Readonly<Record<string, (value: string) => string>> = {
  YEAR: (value) => String(Number(value) + 1),
  MONTH: (value) => {
    const [year, month] = value.split('-').map(Number) as [number, number];
    return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
  },
  QUARTER: (value) => {
    const [year, quarter] = value.split('-Q').map(Number) as [number, number];
    return quarter === 4 ? `${year + 1}-Q1` : `${year}-Q${quarter + 1}`;
  },
};
const MOST_FILLED = 600;

/** Time runs forward and leaves no gap; numbered parts rise; everything else stays as the answer has it. */
export function ordered(categories: readonly string[], column: ResultColumn): string[] {
  const given = categories.filter((one) => one !== NOTHING);
  const rest = categories.includes(NOTHING) ? [NOTHING] : [];
  if (isStretch(column.way)) {
    given.sort();
    const next = step[column.way];
    const [first, last] = [given[0], given.at(-1)];
    if (!next || first === undefined || last === undefined) return [...given, ...rest];
    const filled: string[] = [];
    for (let at = first; at <= last && filled.length < MOST_FILLED; at = next(at)) filled.push(at);
    return [...(filled.at(-1) === last ? filled : given), ...rest];
  }
  if (column.way.includes('_OF_')) given.sort((a, b) => Number(a) - Number(b));
  return [...given, ...rest];
}

/**
 * The values that are told apart by colour, the same for every chart of an answer: those of a closed list as it has them, dates and
 * numbered parts as they follow one another, names by name.
 */
export function seriesOrder({ rows }: Result, column: ResultColumn): string[] {
  const keys = ordered([...new Set(rows.map((row) => keyOf(row, column.key)))], column);
  if (isStretch(column.way) || column.way.includes('_OF_')) return keys;
  const places = column.field?.kind === 'enum' ? Object.keys(column.field.values) : [];
  const compare = (a: string, b: string): number => places.indexOf(a) - places.indexOf(b) || a.localeCompare(b, 'zh');
  return keys.sort((a, b) => Number(a === NOTHING) - Number(b === NOTHING) || compare(a, b));
}
