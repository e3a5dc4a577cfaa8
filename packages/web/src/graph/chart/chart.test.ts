import { parse } from 'graphql';
import type { Field } from '@dossier/shared';
import { contractEntity } from '../../features/contract/contract.entity';
import { customerEntity } from '../../features/customer/customer.entity';
import { userEntity } from '../../features/user/user.entity';
import { registerEntity } from '../entity';
import { resultOf, type Result } from '../result/result';
import { tablesOf } from '../result/table';
import { fittingChart, measuresOf, suggestChart, type ChartChoice } from './choice';
import { addDecimals } from './decimal';
import { drawResult } from './draw';
import { drawingOption } from './option';

[contractEntity, customerEntity, userEntity].forEach(registerEntity);

const write = (field: Field | null, value: unknown): string =>
  field?.kind === 'enum' ? (field.values[String(value)]?.zh ?? String(value)) : `「${String(value)}」`;
const words = { locale: 'zh' as const, write, none: '未填写', others: '其他' };

const question = `{ contractGroups(by: [{ signedOn: MONTH }, { customer: { grade: true } }]) {
  totalGroups
  nodes { key { signedOn { label } customer { grade } } count aggregate { sum { amount { amount currency } } avg { amount { amount currency } } } }
} }`;
const group = (label: string | null, grade: string | null, count: number, ...sums: string[]) => {
  const money = sums.map((one) => ({ amount: one.slice(3), currency: one.slice(0, 3) }));
  return {
    key: { signedOn: label && { label }, customer: { grade } },
    count,
    aggregate: { sum: { amount: money }, avg: { amount: money } },
  };
};
function result(document: string, data: unknown): Result {
  return resultOf(tablesOf(data)[0]!, parse(document), {});
}
const byMonth = (nodes: unknown[], totalGroups = nodes.length): Result =>
  result(question, { contractGroups: { totalGroups, nodes } });
const draw = (of: Result, choice: Partial<ChartChoice> = {}) =>
  drawResult(of, { ...suggestChart(of)!, ...choice }, words);

const months = [
  group('2026-01', 'A', 2, 'CNY100.10', 'USD7.00'),
  group('2026-01', 'B', 1, 'CNY200.20'),
  group('2026-03', 'A', 1, 'CNY0.30'),
];

test('columns of groups tell what they are, money apart by currency', () => {
  const { columns } = byMonth(months);
  expect(columns.map(({ key, role, title }) => [key, role, title?.zh])).toEqual([
    ['key.signedOn.label', 'stretch', '签约日期（月）'],
    ['key.customer.grade', 'text', '客户 · 客户等级'],
    ['count', 'figure', '数量'],
    ['aggregate.sum.amount.CNY', 'figure', '合计 · 合同金额（CNY）'],
    ['aggregate.sum.amount.USD', 'figure', '合计 · 合同金额（USD）'],
    ['aggregate.avg.amount.CNY', 'figure', '平均 · 合同金额（CNY）'],
    ['aggregate.avg.amount.USD', 'figure', '平均 · 合同金额（USD）'],
  ]);
});

test('months and grades become lines, one chart for each currency, no month left out', () => {
  const of = byMonth(months);
  expect(suggestChart(of)).toEqual({
    kind: 'line',
    category: 'key.signedOn.label',
    series: 'key.customer.grade',
    measures: ['aggregate.sum.amount'],
  });
  const { drawings, notes } = draw(of);
  expect(notes).toEqual([]);
  expect(drawings.map(({ title, currency }) => [title, currency])).toEqual([
    ['合计 · 合同金额（CNY）', 'CNY'],
    ['合计 · 合同金额（USD）', 'USD'],
  ]);
  expect(drawings[0]).toMatchObject({ categories: ['2026-01', '2026-02', '2026-03'], notes: [] });
  expect(drawings[0]!.series.map(({ values }) => values)).toEqual([
    [100.1, 0, 0.3],
    [200.2, 0, 0],
  ]);
  expect(drawings[1]!.series.map(({ texts }) => texts)).toEqual([[expect.stringContaining('7.00')]]);
});

test('without its second key a sum is added up exactly and says so; an average is not drawn', () => {
  const { drawings } = draw(byMonth(months), { series: null });
  expect(drawings[0]!.series[0]!.texts[0]).toContain('300.30');
  expect(drawings[0]!.notes).toEqual([{ kind: 'added', measure: '合计 · 合同金额' }]);
  const { drawings: none, notes } = draw(byMonth(months), { series: null, measures: ['aggregate.avg.amount'] });
  expect([none, notes]).toEqual([[], [{ kind: 'repeated', measure: '平均 · 合同金额' }]]);
});

test('records without a key are a category of their own; averages have no zeros', () => {
  const of = byMonth([group(null, null, 3, 'CNY5.00'), group('2026-01', 'A', 1, 'CNY1.00')]);
  const { drawings } = draw(of, { kind: 'bar', measures: ['aggregate.avg.amount'] });
  expect(of.columns[0]!.key).toBe('key.signedOn.label');
  expect(drawings[0]!.categories).toEqual(['2026-01', '未填写']);
  expect(drawings[0]!.series.map(({ name, values }) => [name, values])).toEqual([
    [expect.any(String), [1, null]],
    ['未填写', [null, 5]],
  ]);
});

test('what has no date is not on the line, and said with its sum', () => {
  const of = byMonth([
    group(null, null, 3, 'CNY5.00'),
    group(null, 'A', 3, 'CNY1.50'),
    group('2026-01', 'A', 1, 'CNY1.00'),
  ]);
  const [drawing] = draw(of).drawings;
  expect(drawing!.categories).toEqual(['2026-01']);
  expect(drawing!.notes).toEqual([
    { kind: 'undated', measure: expect.stringMatching(/合计 · 合同金额（CNY） .*6\.50/) },
  ]);
});

test('a value has one colour and one place in the charts of every currency', () => {
  const of = byMonth([
    group('2026-01', 'D', 1, 'USD9.00'),
    group('2026-01', null, 1, 'CNY1.00'),
    group('2026-02', 'A', 2, 'CNY5.00', 'USD7.00'),
    group('2026-02', 'B', 1, 'CNY2.00'),
  ]);
  const [first, second] = draw(of, { measures: ['aggregate.sum.amount'] }).drawings;
  const places = (one: typeof first) => one!.series.map(({ name, place }) => [name, place]);
  expect([first!.currency, places(first)]).toEqual([
    'USD',
    [
      ['A', 0],
      ['D', 2],
    ],
  ]);
  expect([second!.currency, places(second)]).toEqual([
    'CNY',
    [
      ['A', 0],
      ['B', 1],
      ['未填写', 3],
    ],
  ]);
  const look = { colour: (name: string) => name, scale: String, font: 'sans', still: true, narrow: false };
  const colours = (one: typeof first) =>
    (drawingOption(one!, look) as { series: { itemStyle: { color: string } }[] }).series.map(
      ({ itemStyle }) => itemStyle.color,
    );
  expect([colours(first), colours(second)]).toEqual([
    ['--chart-1', '--chart-3'],
    // what is not filled in is grey, whatever its place
    ['--chart-1', '--chart-2', '--ink-4'],
  ]);
});

test('what does not fit is counted: names, colours, parts of a ring, rows beyond the page', () => {
  const of = byMonth(
    Array.from({ length: 40 }, (_, i) => group('2026-01', `G${i}`, i + 1, 'CNY1.00')),
    90,
  );
  expect(of.more).toEqual({ all: 90 });
  const names = draw(of, { kind: 'bar', category: 'key.customer.grade', series: null, measures: ['count'] });
  expect(names.drawings[0]!.categories).toHaveLength(30);
  expect(names.drawings[0]!.notes).toEqual([{ kind: 'largest', shown: 30, all: 40 }]);
  const colours = draw(of, { series: 'key.customer.grade', measures: ['count'] }).drawings[0]!;
  expect(colours.series).toHaveLength(8);
  expect(colours.series.at(-1)).toMatchObject({ name: '其他', rest: true, values: [(33 * 34) / 2] });
  expect(colours.notes).toEqual([{ kind: 'others', count: 33 }]);
  const ring = draw(of, { kind: 'ring', category: 'key.customer.grade', measures: ['count'] }).drawings[0]!;
  expect(ring.categories.at(-1)).toBe('其他');
  expect(ring.series[0]!.values.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(820);
  const averages = draw(of, { kind: 'ring', category: 'key.customer.grade', measures: ['aggregate.avg.amount'] });
  expect(averages.drawings[0]).toMatchObject({ kind: 'bar', notes: [{ kind: 'notWhole' }, { kind: 'largest' }] });
});

test('a list: one bar for each record, amounts by the currency beside them, rows can always be counted', () => {
  const document = '{ contracts { nodes { name type amount { amount currency } taxRate } } }';
  const row = (name: string, type: string, amount: string, currency: string) => ({
    name,
    type,
    amount: { amount, currency },
    taxRate: '13.00',
  });
  const of = result(document, {
    contracts: {
      nodes: [
        row('甲', 'SALES', '5.00', 'CNY'),
        row('乙', 'SALES', '2.00', 'USD'),
        row('丙', 'PURCHASE', '1.00', 'CNY'),
      ],
    },
  });
  expect(measuresOf(of).map(({ id }) => id)).toEqual(['amount', 'taxRate', '#']);
  expect(suggestChart(of)).toMatchObject({ kind: 'bar', category: 'type', measures: ['#'], series: null });
  const amounts = draw(of, { category: 'name', measures: ['amount'] }).drawings;
  expect(amounts.map(({ currency, categories }) => [currency, categories])).toEqual([
    ['CNY', ['甲', '丙']],
    ['USD', ['乙']],
  ]);
  expect(draw(of, { measures: ['taxRate'] }).notes).toEqual([{ kind: 'repeated', measure: '税率' }]);
  const blind = result('{ contracts { nodes { name amount { amount } } } }', {
    contracts: { nodes: [{ name: '甲', amount: { amount: '5.00' } }] },
  });
  expect(draw(blind).drawings[0]!.notes).toEqual([{ kind: 'noCurrency', measure: '合同金额' }]);
});

test('keys in words are told by what the groups are asked by', () => {
  const of = result(
    'query($w: DateBucket) { contractGroups(by: [{ signedOn: $w }, { signedOn: MONTH_OF_YEAR }]) { nodes { keys count } } }',
    {
      contractGroups: {
        nodes: [
          { keys: ['2026', '3'], count: 4 },
          { keys: ['2026', null], count: 1 },
        ],
      },
    },
  );
  expect(of.columns.map(({ key, role }) => [key, role])).toEqual([
    ['keys.0', 'text'],
    ['keys.1', 'choice'],
    ['count', 'figure'],
  ]);
  const known = resultOf(
    { path: 'contractGroups.nodes', columns: of.columns, rows: of.rows, beside: {} },
    parse(
      'query($w: DateBucket) { contractGroups(by: [{ signedOn: $w }, { signedOn: MONTH_OF_YEAR }]) { nodes { keys count } } }',
    ),
    { w: 'YEAR' },
  );
  expect(known.columns[0]).toMatchObject({ role: 'stretch', title: { zh: '签约日期（年）' } });
  expect(suggestChart(known)).toEqual({ kind: 'line', category: 'keys.1', series: 'keys.0', measures: ['count'] });
  const [drawing] = draw(known, { kind: 'bar' }).drawings;
  expect(drawing!.categories).toEqual(['3月', '未填写']);
});

test('a choice lives on with the next answer as far as it fits', () => {
  const of = byMonth(months);
  const kept: ChartChoice = {
    kind: 'bar',
    category: 'key.customer.grade',
    series: 'gone',
    measures: ['count', 'gone'],
  };
  expect(fittingChart(of, kept)).toEqual({ ...kept, series: null, measures: ['count'] });
  expect(fittingChart(of, { ...kept, category: 'gone' })).toEqual(suggestChart(of));
  expect(suggestChart(result('{ customers { totalCount } }', { customers: { totalCount: 3 } }))).toBeNull();
});

test('decimals are added exactly', () => {
  expect(addDecimals('0.10', '0.2')).toBe('0.30');
  expect(addDecimals('-1.50', '1')).toBe('-0.50');
  expect(addDecimals('9007199254740993', '0.01')).toBe('9007199254740993.01');
});

test('every kind becomes an option', () => {
  const look = { colour: (name: string) => name, scale: String, font: 'sans', still: true, narrow: false };
  for (const kind of ['bar', 'stacked', 'line', 'ring'] as const)
    for (const drawing of draw(byMonth(months), { kind, category: 'key.customer.grade' }).drawings) {
      const { series } = drawingOption(drawing, look) as { series: { type: string }[] };
      expect(series[0]!.type).toBe(kind === 'ring' ? 'pie' : kind === 'line' ? 'line' : 'bar');
    }
});
