import type { EChartsCoreOption } from 'echarts/core';
import { short } from '../../graph/chart/short';
import { labelsOf, percent, type Chart } from './bars';

/** Reads a colour of the theme. */
export type Palette = (name: string) => string;

/** A chart as ECharts draws it, in the colours of the theme. `scale` writes the figures of the axis. */
export function chartOption(
  chart: Chart,
  colour: Palette,
  { scale, still, narrow }: { scale: (value: number) => string; still: boolean; narrow: boolean },
): EChartsCoreOption {
  const { series, line, lying } = chart;
  // measured as it is drawn: names would be cut off otherwise
  const fontFamily = getComputedStyle(document.body).fontFamily;
  const ink = { color: colour('--ink-3'), fontSize: 12, fontFamily };
  const names = {
    type: 'category',
    data: labelsOf(chart),
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colour('--line-strong') } },
    axisLabel: {
      ...ink,
      color: colour('--ink-2'),
      hideOverlap: true,
      formatter: (text: string) => short(text, lying ? (narrow ? 8 : 12) : line ? (narrow ? 5 : 8) : 10),
      ...(line ? { interval: 0, rotate: narrow ? 60 : 30 } : {}),
    },
  };
  const figures = {
    type: 'value',
    splitNumber: 4,
    minInterval: 1,
    axisLabel: { ...ink, hideOverlap: true, formatter: scale },
    splitLine: { lineStyle: { color: colour('--line') } },
  };
  const shares = {
    ...figures,
    minInterval: 0,
    min: 0,
    max: 1,
    interval: 0.25,
    axisLabel: { ...ink, formatter: (value: number) => `${Math.round(value * 100)}%` },
    splitLine: { show: false },
  };
  const standing = line ? [figures, shares] : figures;
  return {
    animation: !still,
    animationDuration: 180,
    aria: { enabled: false },
    textStyle: { fontFamily },
    grid: {
      left: line ? 24 : 4,
      right: lying ? 44 : 8,
      top: series.length > 1 || line ? 34 : 12,
      bottom: 4,
      containLabel: true,
    },
    ...(series.length > 1 || line
      ? { legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8, textStyle: { ...ink, color: colour('--ink-2') } } }
      : {}),
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: colour('--hover'), opacity: 0.6 } },
      backgroundColor: colour('--raised'),
      borderColor: colour('--line-strong'),
      textStyle: { color: colour('--ink'), fontSize: 12, fontFamily },
      confine: true,
    },
    xAxis: lying ? figures : names,
    yAxis: lying ? names : standing,
    series: [
      ...series.map(({ name, colour: token, bars }) => ({
        type: 'bar',
        name,
        barMaxWidth: lying ? 16 : 28,
        itemStyle: { color: colour(token), borderRadius: lying ? [0, 2, 2, 0] : [2, 2, 0, 0] },
        cursor: 'pointer',
        data: bars.map(({ value }) => value),
        tooltip: { valueFormatter: (value: number) => bars.find((bar) => bar.value === value)?.text ?? String(value) },
        label: lying
          ? {
              show: true,
              position: 'right',
              ...ink,
              formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.text ?? '',
            }
          : { show: false },
      })),
      ...(line
        ? [
            {
              type: 'line',
              name: line.name,
              yAxisIndex: 1,
              data: line.values,
              symbolSize: 6,
              lineStyle: { width: 2, color: colour('--chart-2') },
              itemStyle: { color: colour('--chart-2') },
              tooltip: { valueFormatter: percent },
            },
          ]
        : []),
    ],
  };
}
