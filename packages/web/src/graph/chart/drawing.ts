import type { Locale } from '../format';
import type { Write } from '../result/result';
import type { ChartKind } from './choice';

/** What a chart leaves out or joins; always said beside it. */
export type ChartNote =
  | { kind: 'largest' | 'latest'; shown: number; all: number }
  | { kind: 'others'; count: number }
  | { kind: 'series'; shown: number; all: number }
  | { kind: 'added' | 'noCurrency' | 'undated'; measure: string }
  | { kind: 'repeated' | 'negative' | 'notWhole'; measure: string };
export interface DrawnSeries {
  name: string;
  values: (number | null)[];
  /** The exact figures as they are read. */
  texts: string[];
  /** What is left when the largest are taken. */
  rest?: boolean;
  /** It stands for records without a value. */
  none?: boolean;
  /** The same of one part of a ring. */
  noneAt?: number;
  /** Its place among those of every chart of the answer, so that one value has one colour in all of them. */
  place?: number;
}
/** One chart: figures of one unit. */
export interface Drawing {
  key: string;
  title: string;
  kind: ChartKind;
  /** What stands along the axis. */
  head: string;
  /** Names, not stretches of time: bars may lie. */
  named: boolean;
  /** Empty for plain figures. */
  currency: string;
  categories: string[];
  series: DrawnSeries[];
  notes: ChartNote[];
}
export interface ChartWords {
  locale: Locale;
  write: Write;
  /** For records without a value, and for what is left of a long list. */
  none: string;
  others: string;
}

/** Figures of one unit over the same categories share a chart. */
export function joined(drawings: readonly Drawing[]): Drawing[] {
  const charts: Drawing[] = [];
  for (const one of drawings) {
    const same = charts.find(
      (chart) =>
        one.kind !== 'ring' &&
        chart.kind === one.kind &&
        chart.currency !== '' &&
        chart.currency === one.currency &&
        chart.categories.join('\n') === one.categories.join('\n'),
    );
    if (!same) charts.push({ ...one });
    else {
      same.title = `${same.title} · ${one.title}`;
      same.series = [...same.series, ...one.series];
      same.notes = [...same.notes, ...one.notes];
    }
  }
  return charts;
}
