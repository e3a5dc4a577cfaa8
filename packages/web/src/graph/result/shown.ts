import { chartKinds, type ChartChoice } from '../chart/choice';

/** How an answer is looked at: which of its lists, as what, and what is drawn of it. Kept with a saved query. */
export interface Shown {
  shape: 'table' | 'chart' | 'json';
  /** Path of the list; empty for the first. */
  path: string;
  /** Null: what suits the answer. */
  chart: ChartChoice | null;
}
export const plainly: Shown = { shape: 'table', path: '', chart: null };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOr = <T>(value: unknown, otherwise: T): string | T => (typeof value === 'string' ? value : otherwise);

function chartIn(value: unknown): ChartChoice | null {
  if (!isObject(value)) return null;
  const kind = chartKinds.find((one) => one === value.kind);
  const measures = Array.isArray(value.measures) ? value.measures.filter((one) => typeof one === 'string') : [];
  if (!kind || typeof value.category !== 'string' || measures.length === 0) return null;
  return { kind, category: value.category, series: textOr(value.series, null), measures };
}

/** Reads what a query keeps; what is not known is shown plainly. */
export function readShown(layout: string | null | undefined): Shown {
  try {
    const given = JSON.parse(layout || '{}') as unknown;
    if (!isObject(given)) return plainly;
    const shape = (['table', 'chart', 'json'] as const).find((one) => one === given.shape) ?? plainly.shape;
    return { shape, path: textOr(given.path, ''), chart: chartIn(given.chart) };
  } catch {
    return plainly;
  }
}
/** As a query keeps it; null where there is nothing to keep. */
export function writeShown({ shape, path, chart }: Shown): string | null {
  if (shape === 'table' && !path && !chart) return null;
  return JSON.stringify({ shape, ...(path && { path }), ...(chart && { chart }) });
}
