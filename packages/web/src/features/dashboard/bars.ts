/** One bar: what it is, how long, how it is read, where it leads. */
export interface Bar {
  key: string;
  label: string;
  value: number;
  /** The value as it is read. */
  text: string;
  to: string | null;
}
/** Bars of one colour over the same labels. */
export interface Series {
  name: string;
  /** Name of a colour of the palette, such as `--chart-1`. */
  colour: string;
  bars: readonly Bar[];
}
/** A line over the bars, in parts of the whole: 0 to 1. */
export interface Line {
  name: string;
  values: readonly number[];
}
export interface Chart {
  /** Lying bars for names, standing ones for months. */
  lying: boolean;
  series: readonly Series[];
  line?: Line;
}

export const percent = (part: number): string => `${(part * 100).toFixed(1)}%`;
export const labelsOf = ({ series }: Chart): string[] => (series[0]?.bars ?? []).map(({ label }) => label);
export const isEmpty = ({ series }: Chart): boolean =>
  series.every(({ bars }) => bars.every(({ value }) => value === 0));
