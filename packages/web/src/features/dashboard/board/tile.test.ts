import { registerEntity } from '../../../graph/entity';
import { withConditions } from './conditions';
import { choiceOf, figuresOf, moved, readAnswer, rowOf, type Tile } from './tile';

const label = (zh: string) => ({ zh, en: zh });
registerEntity({
  name: 'contract',
  plural: 'contracts',
  type: 'Contract',
  label: label('合同'),
  fields: {
    approvalStatus: {
      kind: 'enum',
      type: 'Status',
      values: { DRAFT: label('草稿'), APPROVED: label('已批准') },
      label: label('审批'),
    },
    amount: { kind: 'money', label: label('金额') },
  },
  title: 'name',
  relations: {},
  searchable: true,
});

const document =
  '{ contractGroups(by: [{ approvalStatus: true }]) { nodes { key { approvalStatus } count aggregate { sum { amount { amount currency } } } drillDown } } }';
const node = (status: string | null, count: number, amounts: Record<string, string>) => ({
  key: { approvalStatus: status },
  count,
  aggregate: { sum: { amount: Object.entries(amounts).map(([currency, amount]) => ({ amount, currency })) } },
  drillDown: { approvalStatus: { eq: status } },
});
const data = {
  contractGroups: {
    nodes: [node('DRAFT', 2, { CNY: '10.10' }), node('APPROVED', 3, { CNY: '0.20', USD: '5.00' }), node(null, 1, {})],
  },
};
const tile = (more: Partial<Tile> = {}): Tile => ({
  query: 'sqy_1',
  title: null,
  shape: 'BAR',
  category: 'key.approvalStatus',
  series: null,
  measures: ['count'],
  width: 1,
  variables: null,
  ...more,
});

test('a tile asks each group for its condition, whatever the document selects', () => {
  const plain =
    '{ a: contractGroups(by: [{ approvalStatus: true }]) { nodes { count } total { count } } contracts { nodes { id } } }';
  expect(withConditions(plain).replace(/\s+/g, ' ')).toBe(
    '{ a: contractGroups(by: [{approvalStatus: true}]) { nodes { count drillDown } total { count } } contracts { nodes { id } } }',
  );
  for (const same of [document, '{ contracts { totalCount } }', 'query {', '']) expect(withConditions(same)).toBe(same);
});

test('conditions of groups are kept by row and are no columns', () => {
  const { result, entity, filters } = readAnswer(data, document, {});
  expect(result!.columns.map(({ key }) => key)).toEqual([
    'key.approvalStatus',
    'count',
    'aggregate.sum.amount.CNY',
    'aggregate.sum.amount.USD',
  ]);
  expect(entity?.type).toBe('Contract');
  expect(filters[1]).toEqual({ approvalStatus: { eq: 'APPROVED' } });
});

test('a tile draws what it names, and something sensible where the query has changed', () => {
  const result = readAnswer(data, document, {}).result!;
  expect(choiceOf(tile({ shape: 'RING' }), result)).toEqual({
    kind: 'ring',
    category: 'key.approvalStatus',
    series: null,
    measures: ['count'],
  });
  expect(choiceOf(tile({ category: 'gone' }), result)).toMatchObject({ kind: 'bar', category: 'key.approvalStatus' });
  expect(choiceOf(tile({ shape: 'TABLE' }), result)).toBeNull();
});

test('a figure is the sum of what may be added, for each currency by itself', () => {
  const result = readAnswer(data, document, {}).result!;
  expect(figuresOf(result, ['count'])).toEqual([{ title: 'count', unit: '', value: '6' }]);
  expect(figuresOf(result, ['aggregate.sum.amount'])).toEqual([
    { title: 'aggregate.sum.amount', unit: 'CNY', value: '10.30' },
    { title: 'aggregate.sum.amount', unit: 'USD', value: '5.00' },
  ]);
  const one = readAnswer({ contracts: { totalCount: 7 } }, '{ contracts { totalCount } }', {}).result!;
  expect(figuresOf(one, [])).toMatchObject([{ unit: '', value: '7' }]);
});

test('a bar leads to its row; one that joins several leads nowhere', () => {
  const result = readAnswer(data, document, {}).result!;
  const [category] = result.columns;
  const say = (_: unknown, value: unknown): string => (value === null ? '未填写' : String(value));
  expect(rowOf(result, [category, undefined], ['APPROVED', ''], say)).toBe(1);
  expect(rowOf(result, [category, undefined], ['未填写', ''], say)).toBe(2);
  expect(rowOf(result, [category, undefined], ['其他', ''], say)).toBeNull();
  expect(rowOf(result, [category, undefined], ['x', ''], () => 'x')).toBeNull();
});

test('a tile moves by one place and not over the end', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});
