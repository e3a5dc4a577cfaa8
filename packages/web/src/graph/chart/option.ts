import type { EChartsCoreOption } from 'echarts/core';
import type { Drawing, DrawnSeries } from './drawing';
import { short } from './short';

export interface Look {
  /** Reads a colour of the theme, such as `--chart-1`. */
  colour: (name: string) => string;
  /** Writes the figures of the axis. */
  scale: (value: number) => string;
  font: string;
  /** No motion is wanted. */
  still: boolean;
  narrow: boolean;
}

const COLOURS = 7;
const GREY = '--chart-8';
/** What nobody has filled in is no value among the others: grey, and not the grey of what is left. */
const noneColour = (rest?: boolean): string => (rest ? '--line-strong' : '--ink-4');
/** Told apart by their marks too, not by colour alone. */
const MARKS = ['circle', 'rect', 'triangle', 'diamond'];

const colourAt = (at: number, rest?: boolean): string => (rest || at >= COLOURS ? GREY : `--chart-${at + 1}`);

/** Many bars of names lie, so that the names can be read. */
export const isLying = ({ kind, named, categories }: Drawing): boolean =>
  named && kind !== 'line' && kind !== 'ring' && (categories.length > 8 || categories.some((name) => name.length > 8));

/** How high a chart has to be. */
export const heightOf = (drawing: Drawing): number =>
  isLying(drawing) ? Math.max(200, drawing.categories.length * 24 + 70) : 320;

const inks = ({ colour, font }: Look) => ({
  weak: { color: colour('--ink-3'), fontSize: 12, fontFamily: font },
  plain: { color: colour('--ink-2'), fontSize: 12, fontFamily: font },
  strong: { color: colour('--ink'), fontSize: 12, fontFamily: font },
});
const legend = (look: Look, names?: readonly string[]) => ({
  type: 'scroll',
  top: 0,
  left: 0,
  right: 8,
  itemWidth: 12,
  itemHeight: 8,
  textStyle: inks(look).plain,
  pageTextStyle: inks(look).weak,
  pageIconColor: look.colour('--ink-2'),
  pageIconInactiveColor: look.colour('--line-strong'),
  ...(names && { data: names }),
});
const tooltip = (look: Look) => ({
  backgroundColor: look.colour('--raised'),
  borderColor: look.colour('--line-strong'),
  textStyle: inks(look).strong,
  confine: true,
});

function ringOption({ categories, series }: Drawing, look: Look): EChartsCoreOption {
  const [figures] = series;
  const data = categories.map((name, i) => ({
    name,
    value: figures?.values[i] ?? 0,
    itemStyle: {
      color: look.colour(
        i === figures?.noneAt ? noneColour(figures.rest) : colourAt(i, figures?.rest && i === categories.length - 1),
      ),
    },
  }));
  return {
    animation: !look.still,
    animationDuration: 180,
    textStyle: { fontFamily: look.font },
    legend: legend(look, categories),
    tooltip: { ...tooltip(look), trigger: 'item' },
    series: [
      {
        type: 'pie',
        radius: ['40%', '62%'],
        center: ['50%', '56%'],
        data,
        itemStyle: { borderColor: look.colour('--surface'), borderWidth: 2 },
        label: {
          ...inks(look).plain,
          show: !look.narrow,
          formatter: ({ name, percent = 0 }: { name: string; percent?: number }) =>
            `${short(name, 10)}\n${percent.toFixed(1)}%`,
        },
        tooltip: {
          valueFormatter: (_: number, at: number) => {
            const whole = data.reduce((sum, { value }) => sum + value, 0);
            const part = whole > 0 ? ((data[at]?.value ?? 0) / whole) * 100 : 0;
            return `${figures?.texts[at] ?? ''}  ${part.toFixed(1)}%`;
          },
        },
      },
    ],
  };
}

function seriesOf(one: DrawnSeries, at: number, { kind, series }: Drawing, lying: boolean, look: Look) {
  const place = one.place ?? at;
  const rest = series.some((other) => other.rest);
  const color = look.colour(one.none ? noneColour(rest) : colourAt(place, one.rest));
  const common = {
    name: one.name,
    data: one.values,
    itemStyle: { color },
    tooltip: { valueFormatter: (_: number, index: number) => one.texts[index] || '—' },
  };
  if (kind === 'line')
    return {
      ...common,
      type: 'line',
      symbol: MARKS[place % MARKS.length],
      symbolSize: 6,
      showAllSymbol: one.values.length <= 40,
      lineStyle: { width: 2, color },
    };
  const stacked = kind === 'stacked';
  const radius = stacked ? 0 : lying ? [0, 2, 2, 0] : [2, 2, 0, 0];
  return {
    ...common,
    type: 'bar',
    barMaxWidth: lying ? 16 : 36,
    itemStyle: { color, borderRadius: radius },
    ...(stacked && { stack: 'all' }),
  };
}

/** A drawing as ECharts takes it, in the colours of the theme. */
export function drawingOption(drawing: Drawing, look: Look): EChartsCoreOption {
  if (drawing.kind === 'ring') return ringOption(drawing, look);
  const { categories, series } = drawing;
  const lying = isLying(drawing);
  const ink = inks(look);
  const many = series.length > 1;
  const names = {
    type: 'category',
    data: categories,
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.colour('--line-strong') } },
    axisLabel: {
      ...ink.plain,
      hideOverlap: true,
      formatter: (text: string) => short(text, lying ? (look.narrow ? 8 : 14) : 10),
      ...(lying && { interval: 0 }),
    },
  };
  const figures = {
    type: 'value',
    splitNumber: 4,
    axisLabel: { ...ink.weak, hideOverlap: true, formatter: look.scale },
    splitLine: { lineStyle: { color: look.colour('--line') } },
  };
  return {
    animation: !look.still,
    animationDuration: 180,
    aria: { enabled: false },
    textStyle: { fontFamily: look.font },
    grid: { left: 4, right: lying ? 24 : 12, top: many ? 40 : 16, bottom: 4, containLabel: true },
    ...(many && { legend: legend(look) }),
    tooltip: {
      ...tooltip(look),
      trigger: 'axis',
      axisPointer: {
        type: drawing.kind === 'line' ? 'line' : 'shadow',
        shadowStyle: { color: look.colour('--hover') },
      },
    },
    xAxis: lying ? figures : names,
    yAxis: lying ? names : figures,
    series: series.map((one, at) => seriesOf(one, at, drawing, lying, look)),
  };
}
