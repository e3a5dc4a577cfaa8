import { buildSchema, parse } from 'graphql';
import { fieldAt } from './editor';
import { formatDocument } from './format';
import { allLines, labelsOf, searchLines } from './schema-index';
import { shareHash, sharedIn } from './share';
import { tablesOf } from '../../graph/result/table';
import { csvOf, sourcesOf, titleOf } from './table';
import { labelOf, readInput, variableInputs } from './variables';

const schema = buildSchema(`
  scalar Date
  "Stage (阶段)."
  enum Stage { "Potential (潜在)." POTENTIAL "Lost (流失)." LOST }
  input CustomerFilter { name: String }
  type Money { amount: String currency: String }
  type Customer { "Name (客户名称)." name: String! capital: Money tags: [String!] owner: User contacts: ContactConnection! }
  type User { name: String }
  type Contact { name: String }
  type ContactConnection { totalCount: Int! nodes: [Contact!]! }
  type CustomerConnection { totalCount: Int! nodes: [Customer!]! edges: [CustomerEdge!]! }
  type CustomerEdge { node: Customer! }
  type Query { customers(filter: CustomerFilter, stage: Stage, on: Date): CustomerConnection! }
`);
const label = labelsOf(
  [
    {
      name: 'Customer',
      plural: 'customers',
      label: { zh: '客户', en: 'Customer' },
      fields: [{ name: 'capital', label: { zh: '注册资本', en: 'Capital' } }],
      relations: [],
    },
  ],
  schema,
);

test('formatting prints a document, and keeps what it cannot print', () => {
  expect(formatDocument('{customers{totalCount}}')).toBe('{\n  customers {\n    totalCount\n  }\n}\n');
  expect(formatDocument('{ # 数\ncustomers {\ntotalCount # }\n}\n}')).toBe(
    '{ # 数\n  customers {\n    totalCount # }\n  }\n}\n',
  );
  expect(formatDocument('{')).toBeNull();
});

test('variables become inputs by their types', () => {
  const inputs = variableInputs(
    'query ($on: Date!, $stages: [Stage!] = [LOST], $n: Int, $f: CustomerFilter) { customers { totalCount } }',
    schema,
  )!;
  expect(inputs.map(({ name, kind, many, required }) => [name, kind, many, required])).toEqual([
    ['on', 'date', false, true],
    ['stages', 'enum', true, false],
    ['n', 'int', false, false],
    ['f', 'json', false, false],
  ]);
  expect(inputs[1]).toMatchObject({
    defaultText: '[LOST]',
    options: [{ value: 'POTENTIAL', label: { zh: '潜在', en: 'Potential' } }, { value: 'LOST' }],
  });
  expect(variableInputs('query (', schema)).toBeNull();
  expect(readInput('int', false, '12')).toBe(12);
  expect(readInput('int', false, 'x')).toBe('x');
  expect(readInput('decimal', true, ['1.50', '2'])).toEqual(['1.50', '2']);
  expect(readInput('text', false, '')).toBeUndefined();
  expect(labelOf('Company name (企业名称). More (more).', 'x')).toEqual({ en: 'Company name', zh: '企业名称' });
});

test('an answer becomes tables: references flat, lists inside a cell, edges too', () => {
  const tables = tablesOf({
    customers: {
      totalCount: 2,
      nodes: [
        {
          name: '甲',
          capital: { amount: '10.00', currency: 'CNY' },
          owner: null,
          contacts: { nodes: [{ name: '张' }, { name: '李' }] },
        },
        { name: '乙', capital: { amount: '5.50', currency: 'CNY' }, owner: { name: '王' }, contacts: { nodes: [] } },
      ],
    },
  });
  expect(tables[0]!.path).toBe('customers.nodes');
  expect(tables[0]!.columns).toEqual([
    { key: 'name', numeric: false },
    { key: 'capital.amount', numeric: true },
    { key: 'capital.currency', numeric: false },
    { key: 'contacts.nodes', numeric: false },
    { key: 'owner.name', numeric: false },
  ]);
  expect(tables[0]!.rows[0]).toMatchObject({ 'contacts.nodes': '张、李' });
  expect(tablesOf({ customers: { edges: [{ node: { name: '甲' } }] } })[0]!.columns).toEqual([
    { key: 'name', numeric: false },
  ]);
  expect(tablesOf({ customers: { totalCount: 3 } })).toMatchObject([
    { path: '', rows: [{ 'customers.totalCount': 3 }] },
  ]);
  expect(tablesOf(null)).toEqual([]);
});

test('columns are headed by words, through aliases and wrappings', () => {
  const sources = sourcesOf(
    schema,
    parse(
      'query { all: customers { edges { node { ...F } } nodes { money: capital { amount } contacts { nodes { name } } } } } fragment F on Customer { name }',
    ),
  );
  const title = (table: string, key: string) => titleOf(table, key, sources, label, 'zh');
  expect(title('all.edges', 'name')).toBe('客户名称');
  expect(title('all.nodes', 'money.amount')).toBe('注册资本 · 金额');
  expect(title('all.nodes', 'contacts.nodes')).toBe('contacts');
  expect(title('all.nodes', 'unknown')).toBe('unknown');
});

test('a file runs no formula, keeps figures and opens in a sheet', () => {
  const [table] = tablesOf({ x: [{ a: '=1+1', b: -5, c: '-5.20', d: '说"好",\n行' }] });
  expect(csvOf(table!, ['a', 'b', 'c', '=d'])).toBe(`\ufeffa,b,c,'=d\r\n'=1+1,-5,-5.20,"说""好"",\n行"\r\n`);
});

test('fields are found in Chinese and English, the exact ones first', () => {
  const lines = allLines(schema, label);
  expect(searchLines(lines, '注册资本').map(({ type, field }) => `${type}.${field}`)).toEqual(['Customer.capital']);
  expect(searchLines(lines, 'customer name')[0]).toMatchObject({ type: 'Customer', field: 'name' });
  expect(searchLines(lines, '没有')).toEqual([]);
});

test('the field under the pointer tells its type and words', () => {
  const text = '{ customers { nodes { name } } }';
  const words = (type: string, field: string) => label(type, field)?.zh ?? '';
  expect(fieldAt(schema, text, text.indexOf('name') + 1, words)).toMatchObject({
    title: 'Customer.name: String! — 客户名称',
  });
  expect(fieldAt(schema, text, 0, words)).toBeNull();
  expect(fieldAt(schema, '{', 0, words)).toBeNull();
});

test('a link carries a question and nothing else', () => {
  const shared = { title: '即将到期', text: '{ customers { totalCount } }', variables: '{"中":"文"}' };
  expect(sharedIn(`#${shareHash(shared)}`)).toEqual(shared);
  expect(sharedIn('#q=%%%')).toBeNull();
  expect(sharedIn(`#q=${btoa('{"a":1}')}`)).toBeNull();
  expect(sharedIn('')).toBeNull();
});

test('groups stand before their subtotals and the total, which are no pages of them', () => {
  const tables = tablesOf({
    customerGroups: {
      totalGroups: 40,
      subtotals: [{ count: 1 }, { count: 2 }, { count: 3 }],
      total: { count: 6, sum: { amount: [{ amount: '1.00', currency: 'CNY' }] } },
      nodes: [{ count: 1 }, { count: 5 }],
    },
  });
  expect(tables.map(({ path, rows, beside }) => [path, rows.length, beside])).toEqual([
    ['customerGroups.nodes', 2, { totalGroups: 40 }],
    ['customerGroups.subtotals', 3, {}],
    ['customerGroups.total', 1, {}],
  ]);
  expect(tables[2]!.columns.map(({ key }) => key)).toEqual(['count', 'sum.amount.CNY']);
});
