import type { TileShape } from '@dossier/shared';
import { parse } from 'graphql';
import { fittingChart, measuresOf, type ChartChoice, type ChartKind } from '../../../graph/chart/choice';
import { addDecimals } from '../../../graph/chart/decimal';
import type { Entity } from '../../../graph/entity';
import { rootOf } from '../../../graph/result/describe';
import { namesOf } from '../../../graph/result/names';
import { describedTable, type Result, type ResultColumn } from '../../../graph/result/result';
import { tablesOf } from '../../../graph/result/table';

/** A tile as it is kept. */
export interface Tile {
  query: string;
  title: string | null;
  shape: TileShape;
  category: string | null;
  series: string | null;
  measures: string[];
  width: number;
  variables: string | null;
}

const kinds: Readonly<Partial<Record<TileShape, ChartKind>>> = {
  BAR: 'bar',
  STACKED: 'stacked',
  LINE: 'line',
  RING: 'ring',
};
const shapes: Readonly<Record<ChartKind, TileShape>> = { bar: 'BAR', stacked: 'STACKED', line: 'LINE', ring: 'RING' };
export const isChart = (shape: TileShape): boolean => shape in kinds;

/** What a tile draws, as far as the answer has what it names. */
export function choiceOf({ shape, category, series, measures }: Tile, result: Result): ChartChoice | null {
  const kind = kinds[shape];
  if (!kind) return null;
  const found = fittingChart(result, { kind, category: category ?? '', series, measures });
  return found && { ...found, kind };
}
/** A choice as a tile keeps it. */
export const drawnAs = ({ kind, category, series, measures }: ChartChoice) => ({
  shape: shapes[kind],
  category,
  series,
  measures: [...measures],
});

/** The answer of a tile: its rows, and of each group the filter that finds its records. */
export interface TileAnswer {
  result: Result | null;
  entity: Entity | null;
  /** By row; null where there is none. */
  filters: readonly (object | null)[];
}
type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The conditions of groups are no columns. */
function withoutConditions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutConditions);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key === 'drillDown' ? [] : [[key, withoutConditions(inner)]])),
  );
}

/** What a document answered. */
export function readAnswer(data: unknown, text: string, variables: Json): TileAnswer {
  const [table] = tablesOf(withoutConditions(data));
  if (!table) return { result: null, entity: null, filters: [] };
  const result = describedTable(table, text, variables);
  const [root = '', list, ...deeper] = table.path.split('.');
  const rows = list === 'nodes' && deeper.length === 0 ? ((data as Json)[root] as { nodes: unknown[] }).nodes : [];
  const filters = rows.map((row) => (isObject(row) && isObject(row.drillDown) ? row.drillDown : null));
  const grouped = rootOf(namesOf(parse(text)).get(root) ?? '');
  return { result, entity: grouped?.grouped ? grouped.entity : null, filters };
}

/** One figure of a result for each unit: the only row's, or the sum of what may be added. Null: rows that must not be added. */
export function figuresOf(
  result: Result,
  measures: readonly string[],
): { title: string; unit: string; value: string }[] | null {
  const all = measuresOf(result);
  const chosen = all.find(({ id }) => measures.includes(id)) ?? all[0];
  if (!chosen || (result.rows.length > 1 && !chosen.additive)) return null;
  const sums = new Map<string, string>();
  for (const row of result.rows)
    for (const [unit, value] of chosen.valuesOf(row)) {
      const known = sums.get(unit);
      sums.set(unit, known === undefined ? value : addDecimals(known, value));
    }
  return [...sums].map(([unit, value]) => ({ title: chosen.id, unit, value }));
}

/** The only row that a bar stands for; null where it is a sum of several. */
export function rowOf(
  { rows }: Result,
  [category, by]: readonly [ResultColumn | undefined, ResultColumn | undefined],
  [name, series]: readonly [string, string],
  say: (column: ResultColumn, value: unknown) => string,
): number | null {
  const found = rows.flatMap((row, i) => {
    const here = category && say(category, row[category.key]) === name;
    return here && (!by || say(by, row[by.key]) === series) ? [i] : [];
  });
  return found.length === 1 ? found[0]! : null;
}

/** The list with one item a place earlier or later. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  if (to < 0 || to >= list.length) return [...list];
  const next = [...list];
  [next[from], next[to]] = [next[to]!, next[from]!];
  return next;
}
