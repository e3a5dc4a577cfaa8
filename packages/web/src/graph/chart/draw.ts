import { moneyText, withThousandsKept } from '../format';
import { wordsOf, type Result, type ResultColumn } from '../result/result';
import { categoriesOf, measuresOf, type ChartChoice, type ChartKind, type Measure } from './choice';
import { addDecimals } from './decimal';
import { joined, type ChartNote, type ChartWords, type Drawing, type DrawnSeries } from './drawing';
import { NOTHING, ordered, keyOf, pivot, seriesOrder, type Grid } from './pivot';

const MOST_NAMES = 30;
const MOST_STRETCHES = 240;
/** Colours of the palette, the last for all others. */
const MOST_SERIES = 8;

const number = (text: string | null): number | null => (text === null ? null : Number(text));
const total = (grid: Grid, category: string): number =>
  grid.series.reduce((sum, series) => sum + Math.abs(Number(grid.at(category, series) ?? 0)), 0);
const totalOf = (grid: Grid, series: string): number =>
  grid.categories.reduce((sum, category) => sum + Math.abs(Number(grid.at(category, series) ?? 0)), 0);

/** The categories that are drawn, and what is said of the others. */
function shownCategories(grid: Grid, column: ResultColumn): { shown: string[]; notes: ChartNote[] } {
  const all = ordered(grid.categories, column);
  const stretch = column.role === 'stretch';
  const most = stretch ? MOST_STRETCHES : MOST_NAMES;
  if (all.length <= most) return { shown: all, notes: [] };
  if (stretch) return { shown: all.slice(-most), notes: [{ kind: 'latest', shown: most, all: all.length }] };
  const largest = new Set(
    all
      .map((one) => [one, total(grid, one)] as const)
      .sort((a, b) => b[1] - a[1])
      .slice(0, most)
      .map(([one]) => one),
  );
  return { shown: all.filter((one) => largest.has(one)), notes: [{ kind: 'largest', shown: most, all: all.length }] };
}

class Painter {
  constructor(
    private readonly result: Result,
    private readonly choice: ChartChoice,
    private readonly words: ChartWords,
  ) {}

  name(column: ResultColumn, key: string): string {
    if (key === NOTHING) return this.words.none;
    return wordsOf(column, key, this.words.write, this.words.locale) ?? key;
  }

  text(value: string | null, currency: string): string {
    if (value === null) return '';
    return currency ? moneyText({ amount: value, currency }) : withThousandsKept(value);
  }

  title({ title }: Pick<Measure, 'title'>, currency: string): string {
    const text = title[this.words.locale];
    if (!currency) return text;
    return this.words.locale === 'zh' ? `${text}（${currency}）` : `${text} (${currency})`;
  }

  series(
    grid: Grid,
    keys: readonly string[],
    shown: readonly string[],
    name: string,
    measure: Measure,
    unit: string,
  ): DrawnSeries {
    const figures = shown.map((category) => {
      const values = keys.map((key) => grid.at(category, key)).filter((value) => value !== null);
      if (values.length === 0) return measure.additive ? '0' : null;
      return values.reduce(addDecimals);
    });
    return { name, values: figures.map(number), texts: figures.map((value) => this.text(value, unit)) };
  }

  /** Lines or colours by the values of a column. The largest are drawn; the others are one, where they may be added. */
  split(grid: Grid, by: ResultColumn, shown: readonly string[], measure: Measure, unit: string) {
    const every = seriesOrder(this.result, by);
    const keys = every.filter((key) => grid.series.includes(key));
    const each = (key: string): DrawnSeries => ({
      ...this.series(grid, [key], shown, this.name(by, key), measure, unit),
      ...(every.length < MOST_SERIES && { place: every.indexOf(key) }),
      ...(key === NOTHING && { none: true }),
    });
    if (keys.length <= MOST_SERIES) return { series: keys.map(each), notes: [] as ChartNote[] };
    const ranked = [...keys].sort((a, b) => totalOf(grid, b) - totalOf(grid, a));
    const most = measure.additive ? MOST_SERIES - 1 : MOST_SERIES;
    const kept = new Set(ranked.slice(0, most));
    const series: DrawnSeries[] = keys.filter((key) => kept.has(key)).map(each);
    if (!measure.additive)
      return { series, notes: [{ kind: 'series', shown: most, all: keys.length }] satisfies ChartNote[] };
    const others = ranked.slice(most);
    series.push({ ...this.series(grid, others, shown, this.words.others, measure, unit), rest: true });
    return { series, notes: [{ kind: 'others', count: others.length }] satisfies ChartNote[] };
  }

  /** Parts of a whole: the largest, and the others as one. */
  ring(
    grid: Grid,
    column: ResultColumn,
    measure: Measure,
    unit: string,
  ): Pick<Drawing, 'categories' | 'series' | 'notes'> {
    const turned: Grid = { ...grid, categories: [''], series: grid.categories, at: (_, key) => grid.at(key, '') };
    const { series, notes } = this.split(turned, column, [''], measure, unit);
    const values = series.map((one) => one.values[0] ?? 0);
    const texts = series.map((one) => one.texts[0] ?? '');
    const noneAt = series.findIndex(({ none }) => none);
    return {
      categories: series.map((one) => one.name),
      series: [
        { name: this.title(measure, unit), values, texts, rest: series.at(-1)?.rest, ...(noneAt >= 0 && { noneAt }) },
      ],
      notes,
    };
  }

  draw(): { drawings: Drawing[]; notes: ChartNote[] } {
    const columns = categoriesOf(this.result);
    const column = columns.find(({ key }) => key === this.choice.category);
    const by = this.choice.kind === 'ring' ? undefined : columns.find(({ key }) => key === this.choice.series);
    const drawings: Drawing[] = [];
    const notes: ChartNote[] = [];
    for (const measure of measuresOf(this.result).filter(({ id }) => this.choice.measures.includes(id))) {
      if (!column) break;
      const named = measure.title[this.words.locale];
      const grids = pivot(this.result, measure, column.key, (row) => (by ? keyOf(row, by.key) : ''));
      if (!grids) notes.push({ kind: 'repeated', measure: named });
      for (const [unit, grid] of grids ?? []) drawings.push(this.one(measure, unit, grid, column, by));
    }
    return { drawings: by ? drawings : joined(drawings), notes };
  }

  /** What records without a date come to: a line has no place for them. */
  private lost(grid: Grid, measure: Measure, unit: string): string {
    const [text = ''] = this.series(grid, grid.series, [NOTHING], '', measure, unit).texts;
    const named = this.title(measure, unit);
    return measure.additive ? `${named} ${text}` : named;
  }

  private one(measure: Measure, unit: string, grid: Grid, column: ResultColumn, by?: ResultColumn): Drawing {
    const named = measure.title[this.words.locale];
    const { kind, why } = this.kindFor(measure, grid);
    const notes: ChartNote[] = why ? [{ kind: why, measure: named }] : [];
    if (grid.added) notes.push({ kind: 'added', measure: named });
    if (measure.money && !unit) notes.push({ kind: 'noCurrency', measure: named });
    const frame = {
      key: `${measure.id}:${unit}`,
      title: this.title(measure, unit),
      kind,
      head: column.title?.[this.words.locale] ?? column.key,
      named: column.role !== 'stretch',
      currency: unit,
    };
    if (kind === 'ring') {
      const ring = this.ring(grid, column, measure, unit);
      return { ...frame, ...ring, notes: [...notes, ...ring.notes] };
    }
    const dated = kind === 'line' && column.role === 'stretch' && grid.categories.includes(NOTHING);
    if (dated) notes.push({ kind: 'undated', measure: this.lost(grid, measure, unit) });
    const drawn = dated ? { ...grid, categories: grid.categories.filter((key) => key !== NOTHING) } : grid;
    const { shown, notes: cut } = shownCategories(drawn, column);
    const { series, notes: split } = by
      ? this.split(grid, by, shown, measure, unit)
      : { series: [this.series(grid, [''], shown, frame.title, measure, unit)], notes: [] };
    const categories = shown.map((key) => this.name(column, key));
    return { ...frame, categories, series, notes: [...notes, ...cut, ...split] };
  }

  /** A ring and a stack show parts of a whole: averages and negative figures are none. */
  private kindFor(measure: Measure, grid: Grid): { kind: ChartKind; why: 'negative' | 'notWhole' | null } {
    const { kind } = this.choice;
    if (kind !== 'ring' && kind !== 'stacked') return { kind, why: null };
    if (!measure.additive) return { kind: 'bar', why: 'notWhole' };
    const negative = grid.categories.some((one) => grid.series.some((other) => Number(grid.at(one, other) ?? 0) < 0));
    return negative && kind === 'ring' ? { kind: 'bar', why: 'negative' } : { kind, why: null };
  }
}

/** The charts of a result: one for each currency and each kind of figure, and what they leave out. */
export const drawResult = (
  result: Result,
  choice: ChartChoice,
  words: ChartWords,
): { drawings: Drawing[]; notes: ChartNote[] } => new Painter(result, choice, words).draw();
