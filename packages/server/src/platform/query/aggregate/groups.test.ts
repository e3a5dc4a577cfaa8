import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestApp, type TestApp } from '../../../test/test-app';
import { removeMany } from '../../db/bin';
import { createMany } from '../../db/write';

let app: TestApp;
beforeAll(async () => {
  let now = '2026-03-15T04:00:00.000Z';
  app = await openTestApp({ now: () => new Date(now) });
  await app.write(async (tx) => {
    const customers = await createMany(
      tx,
      tx.models.get('Customer'),
      ['A', 'A', 'B', null].map((grade, i) => ({
        name: `示例${i}号机械有限公司`,
        grade,
        headcount: [5, 10, 100, null][i],
        region: ['330106', '330206', '440103', null][i],
        industry: ['C3411', 'C34', 'C', null][i],
        tags: [['重点', 'VIP'], ['vip'], null, ['重点']][i],
        ownerId: i === 0 ? app.actors.SALES.userId : null,
        registeredCapital: [
          { amount: '100', currency: 'CNY' },
          { amount: '1000', currency: 'CNY' },
          { amount: '5', currency: 'USD' },
          null,
        ][i],
      })),
    );
    const days = ['2025-12-31', '2026-01-05', '2026-01-06', '2026-04-30', null];
    const ids = await createMany(
      tx,
      tx.models.get('Contract'),
      customers.slice(0, 3).flatMap((customerId, i) =>
        days.map((signedOn, n) => ({
          customerId,
          name: `合同${i}-${n}`,
          signedOn,
          type: n % 2 ? 'SALES' : null,
          amount: n === 4 ? null : { amount: `${n + 1}00.50`, currency: n === 3 ? 'USD' : 'CNY' },
        })),
      ),
    );
    await removeMany(tx, tx.models.get('Contract'), [ids[14]!]);
    now = '2026-03-31T17:00:00.000Z';
    await createMany(tx, tx.models.get('Contact'), [{ customerId: customers[0], name: '张三' }]);
  });
});
afterAll(() => app.close());

async function ask(source: string, variables: Record<string, unknown> = {}) {
  app.statements();
  const { data, errors } = await app.ask(source, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return { data, statements: app.statements() };
}
/** Every group leads back to its rows. */
async function drill(plural: string, entity: string, nodes: { count: number; drillDown: unknown }[]) {
  for (const { count, drillDown } of nodes) {
    const { data } = await ask(`query ($f: ${entity}Filter) { ${plural}(filter: $f) { totalCount } }`, {
      f: drillDown,
    });
    expect([drillDown, data[plural].totalCount]).toEqual([drillDown, count]);
  }
}

test('months and the grade of the customer, with sums per currency, in one statement', async () => {
  const { data, statements } = await ask(
    `{ contractGroups(by: [{signedOn: MONTH}, {customer: {grade: true}}]) { truncated nodes { keys count
      key { signedOn { label from to } customer { grade } } aggregate { count sum { amount { amount currency } } } drillDown } } }`,
  );
  expect(statements).toHaveLength(1);
  const { nodes, truncated } = data.contractGroups;
  expect(truncated).toBe(false);
  expect(nodes.map((n: any) => [...n.keys, n.count])).toEqual([
    [null, 'A', 2],
    ['2025-12', 'A', 2],
    ['2025-12', 'B', 1],
    ['2026-01', 'A', 4],
    ['2026-01', 'B', 2],
    ['2026-04', 'A', 2],
    ['2026-04', 'B', 1],
  ]);
  expect(nodes[3]).toMatchObject({
    key: { signedOn: { label: '2026-01', from: '2026-01-01', to: '2026-01-31' }, customer: { grade: 'A' } },
    aggregate: { count: 4, sum: { amount: [{ amount: '1002.00', currency: 'CNY' }] } },
    drillDown: {
      and: [{ signedOn: { between: { from: '2026-01-01', to: '2026-01-31' } } }, { customer: { grade: { eq: 'A' } } }],
    },
  });
  expect(nodes[0].key.signedOn).toBeNull();
  await drill('contracts', 'Contract', nodes);
});

test.each([
  ['{signedOn: DAY}', ['-', '2025-12-31', '2026-01-05', '2026-01-06', '2026-04-30']],
  ['{signedOn: WEEK}', ['-', '2025-12-29', '2026-01-05', '2026-04-27']],
  ['{signedOn: QUARTER}', ['-', '2025-Q4', '2026-Q1', '2026-Q2']],
  ['{signedOn: YEAR}', ['-', '2025', '2026']],
  ['{signedOn: FISCAL_YEAR}', ['-', '2025/26', '2026/27']],
  ['{signedOn: FISCAL_QUARTER}', ['-', '2025/26-Q3', '2025/26-Q4', '2026/27-Q1']],
  ['{signedOn: QUARTER_OF_YEAR}', ['-', '1', '2', '4']],
  ['{signedOn: MONTH_OF_YEAR}', ['-', '1', '4', '12']],
  ['{signedOn: DAY_OF_WEEK}', ['-', '1', '2', '3', '4']],
  ['{createdAt: HOUR}', ['2026-03-15 12:00']],
  ['{createdAt: HOUR_OF_DAY}', ['12']],
  ['{amount: {}}', ['-', 'CNY', 'USD']],
  ['{amount: {edges: ["100.5", "300"]}}', ['-', 'CNY 100.50 – 300.00', 'CNY ≥ 300.00', 'USD']],
  ['{amount: {edges: ["100.51", "400.5"], currency: "USD"}}', ['-', 'USD ≥ 400.50', 'CNY']],
  ['{timeState: true}', ['-']],
  ['{customer: {headcount: {edges: ["10"]}}}', ['< 10', '≥ 10']],
  ['{customer: {headcount: {}}}', ['5', '10', '100']],
  ['{customer: {owner: {name: true}}}', ['-', '测试SALES']],
  ['{customer: {tags: true}}', ['-', 'VIP', 'vip', '重点']],
  ['{customer: {region: PROVINCE}}', ['330000', '440000']],
  ['{customer: {region: CITY}}', ['330100', '330200', '440100']],
  ['{customer: {industry: DIVISION}}', ['C', 'C34']],
  ['{renewedFrom: {signedOn: MONTH}}', ['-']],
])('contracts by %s, and back to the rows', async (by, keys) => {
  const { data } = await ask(
    `{ contractGroups(by: [${by}], fiscalYearStart: 4) { nodes { keys count drillDown } total { count } } }`,
  );
  const { nodes } = data.contractGroups;
  expect(nodes.map((n: any) => n.keys[0] ?? '-')).toEqual(keys);
  if (!by.includes('tags')) expect(nodes.reduce((n: number, g: any) => n + g.count, 0)).toBe(14);
  await drill('contracts', 'Contract', nodes);
});

test('instants fall into the days of the caller’s zone', async () => {
  const by = async (timeZone: string) =>
    (
      await ask(
        `{ contactGroups(by: [{createdAt: DAY}], timeZone: "${timeZone}") { nodes { count drillDown keys key { createdAt { from start end } } } } }`,
      )
    ).data.contactGroups.nodes;
  const shanghai = await by('Asia/Shanghai');
  expect(shanghai[0]).toMatchObject({
    keys: ['2026-04-01'],
    key: { createdAt: { from: '2026-04-01', start: '2026-03-31T16:00:00.000Z', end: '2026-04-01T16:00:00.000Z' } },
  });
  const newYork = await by('America/New_York');
  expect(newYork[0].key.createdAt).toEqual({
    from: '2026-03-31',
    start: '2026-03-31T04:00:00.000Z',
    end: '2026-04-01T04:00:00.000Z',
  });
  await drill('contacts', 'Contact', [...shanghai, ...newYork]);
});

test('having and order by aggregates, paging, the number of groups, shares and the whole', async () => {
  const { data, statements } = await ask(
    `{ contractGroups(by: [{signedOn: MONTH}], having: {count: {gte: 3}, sum: {amount: {gt: "0"}}}, orderBy: [{sum: {amount: {direction: DESC}}}], first: 1, offset: 1) {
      truncated totalGroups nodes { keys share { count sum { amount { currency share } } } } total { count sum { amount { amount currency } } } } }`,
  );
  expect(data.contractGroups).toEqual({
    truncated: false,
    totalGroups: 2,
    nodes: [
      { keys: ['2025-12'], share: { count: '0.214286', sum: { amount: [{ currency: 'CNY', share: '0.167082' }] } } },
    ],
    total: {
      count: 14,
      sum: {
        amount: [
          { amount: '1804.50', currency: 'CNY' },
          { amount: '1201.50', currency: 'USD' },
        ],
      },
    },
  });
  expect(statements).toHaveLength(3);
  const cut = await ask('{ customerGroups(by: [{grade: true}], first: 2) { truncated nodes { keys } } }');
  expect(cut.data.customerGroups).toEqual({ truncated: true, nodes: [{ keys: [null] }, { keys: ['A'] }] });
  expect(cut.statements).toHaveLength(1);
});

test('different values beside amounts, averages in having and order', async () => {
  const { data, statements } = await ask(
    `{ customerGroups(by: [{grade: true}], having: {avg: {headcount: {gte: "7.5"}}}, orderBy: [{avg: {headcount: {direction: DESC}}}]) {
      nodes { keys aggregate { countDistinct { region ownerId } max { registeredCapital { amount currency } } avg { headcount } } } } }`,
  );
  expect(statements).toHaveLength(1);
  expect(data.customerGroups.nodes).toEqual([
    {
      keys: ['B'],
      aggregate: {
        countDistinct: { region: 1, ownerId: 0 },
        max: { registeredCapital: [{ amount: '5.00', currency: 'USD' }] },
        avg: { headcount: '100.00' },
      },
    },
    {
      keys: ['A'],
      aggregate: {
        countDistinct: { region: 2, ownerId: 1 },
        max: { registeredCapital: [{ amount: '1000.00', currency: 'CNY' }] },
        avg: { headcount: '7.50' },
      },
    },
  ]);
});

test('gaps are filled: months in between, values of an enum', async () => {
  const { data } = await ask(
    '{ contractGroups(by: [{signedOn: MONTH}], filter: {signedOn: {isNull: false}}, fillGaps: true) { nodes { keys count aggregate { sum { amount { amount } } } drillDown } } }',
  );
  expect(data.contractGroups.nodes.map((n: any) => [n.keys[0], n.count])).toEqual([
    ['2025-12', 3],
    ['2026-01', 6],
    ['2026-02', 0],
    ['2026-03', 0],
    ['2026-04', 3],
  ]);
  expect(data.contractGroups.nodes[2].aggregate).toEqual({ sum: { amount: [] } });
  await drill('contracts', 'Contract', data.contractGroups.nodes);
});

test.each([
  // the fixture's first contract is of 2025-12, its last of 2026-04
  ['{ between: { from: "2025-11-15", to: "2026-05-01" } }', ['2025-11', '2025-12'], ['2026-04', '2026-05']],
  ['{ gte: "2026-02-10" }', ['2026-02', '2026-03'], ['2026-03', '2026-04']],
  ['{ lt: "2026-07-01" }', ['2025-12', '2026-01'], ['2026-06', '2026-07']],
  ['{ between: { from: "2030-01-01", to: "2030-03-31" } }', ['2030-01', '2030-02'], ['2030-02', '2030-03']],
])('gaps of a key whose days are asked for, %s', async (condition, first, last) => {
  const { data } = await ask(
    `{ contractGroups(by: [{signedOn: MONTH}], filter: {and: [{signedOn: ${condition}}]}, fillGaps: true) { nodes { keys count } } }`,
  );
  const keys = data.contractGroups.nodes.map((n: any) => n.keys[0]);
  expect([keys.slice(0, 2), keys.slice(-2)]).toEqual([first, last]);
});

test('gaps of instants are of the zone whose days they fall into; of weeks, quarters and fiscal years', async () => {
  const keys = async (bucket: string, more = '') =>
    (
      await ask(
        `{ customerGroups(by: [{createdAt: ${bucket}}], filter: {createdAt: {gte: "2025-12-31T16:00:00.000Z", lt: "2026-03-01T16:00:00.000Z"}}, fillGaps: true${more}) { nodes { keys } } }`,
      )
    ).data.customerGroups.nodes.map((n: any) => n.keys[0]);
  expect(await keys('MONTH', ', timeZone: "Asia/Shanghai"')).toEqual(['2026-01', '2026-02', '2026-03']);
  expect(await keys('MONTH', ', timeZone: "UTC"')).toEqual(['2025-12', '2026-01', '2026-02', '2026-03']);
  expect((await keys('WEEK', ', timeZone: "Asia/Shanghai"'))[0]).toBe('2025-12-29');
  expect(await keys('QUARTER', ', timeZone: "Asia/Shanghai"')).toEqual(['2026-Q1']);
  expect(await keys('FISCAL_YEAR', ', timeZone: "Asia/Shanghai", fiscalYearStart: 2')).toEqual(['2025/26', '2026/27']);
});

test('gaps are not left when there are more groups than asked for', async () => {
  const { errors } = await app.ask(
    '{ contractGroups(by: [{signedOn: MONTH}], fillGaps: true, first: 2) { nodes { keys } } }',
  );
  const { code, params } = errors![0]!.extensions as { code: string; params: { detail: { en: string } } };
  expect([code, params.detail.en]).toEqual(['AGGREGATE_INVALID', expect.stringContaining('raise first')]);
});

test('subtotals by the first keys', async () => {
  const { data, statements } = await ask(
    '{ contractGroups(by: [{customer: {grade: true}}, {signedOn: YEAR}]) { nodes { keys } subtotals { level keys count drillDown } } }',
  );
  expect(data.contractGroups.subtotals).toMatchObject([
    { level: 1, keys: ['A'], count: 10 },
    { level: 1, keys: ['B'], count: 4 },
  ]);
  expect(statements).toHaveLength(2);
  await drill('contracts', 'Contract', data.contractGroups.subtotals);
});

test('conditions and orders by aggregates of related records', async () => {
  const names = async (args: string) =>
    (await ask(`{ customers(${args}) { nodes { name } } }`)).data.customers.nodes.map((n: any) => n.name[2]);
  const by = 'orderBy: [{name: {}}]';
  expect(await names(`filter: {contracts: {aggregate: {count: {gte: 5}}}}, ${by}`)).toEqual(['0', '1']);
  expect(
    await names(
      `filter: {contracts: {aggregate: {where: {type: {eq: SALES}}, sum: {amount: {gte: "200.5", currency: "CNY"}}}}}, ${by}`,
    ),
  ).toEqual(['0', '1', '2']);
  expect(
    await names(
      `filter: {contracts: {aggregate: {sum: {amount: {gte: "200.51"}}, max: {signedOn: {lt: "2020-01-01"}}}}}, ${by}`,
    ),
  ).toEqual([]);
  expect(
    await names(
      `filter: {contracts: {aggregate: {avg: {amount: {eq: "200.5"}}, min: {signedOn: {part: {of: MONTH_OF_YEAR, is: 12}}}}}}, ${by}`,
    ),
  ).toEqual(['0', '1', '2']);
  expect(await names(`filter: {not: {contracts: {aggregate: {sum: {amount: {gte: "1"}}}}}}`)).toEqual(['3']);
  expect(await names(`filter: {contracts: {aggregate: {}}}, ${by}`)).toEqual(['0', '1', '2', '3']);
  expect(await names(`filter: {contracts: {aggregate: {count: {in: []}}}}`)).toEqual([]);
  expect(await names(`orderBy: [{contracts: {aggregate: {count: {direction: DESC}}}}, {name: {}}]`)).toEqual([
    '0',
    '1',
    '2',
    '3',
  ]);
  expect(
    await names(
      `orderBy: [{contracts: {aggregate: {where: {customer: {grade: {eq: "B"}}}, sum: {amount: {direction: DESC, nulls: LAST}}}}}, {name: {direction: DESC}}]`,
    ),
  ).toEqual(['2', '3', '1', '0']);
});

test.each([
  ['{ customerGroups(by: []) { truncated } }', 'AGGREGATE_INVALID'],
  ['{ customerGroups(by: [{grade: true, region: CITY}]) { truncated } }', 'AGGREGATE_INVALID'],
  ['{ customerGroups(by: [{grade: false}]) { truncated } }', 'AGGREGATE_INVALID'],
  ['{ customerGroups(by: [{grade: true}]) { nodes { key { region } } } }', 'AGGREGATE_INVALID'],
  ['{ customerGroups(by: [{grade: true}], first: 1001) { truncated } }', 'AGGREGATE_INVALID'],
  ['{ customerGroups(by: [{headcount: {edges: ["2", "1"]}}]) { truncated } }', 'AGGREGATE_INVALID'],
  ['{ customerGroups(by: [{headcount: {edges: ["1.5"]}}]) { truncated } }', 'AGGREGATE_INVALID'],
  ['{ customerGroups(by: [{createdAt: DAY}], timeZone: "Mars/Base") { truncated } }', 'AGGREGATE_INVALID'],
  ['{ customerGroups(by: [{createdAt: DAY}], fillGaps: true, offset: 3) { truncated } }', 'AGGREGATE_INVALID'],
  ['{ customerGroups(by: [{grade: true}], orderBy: [{key: {region: {}}}]) { truncated } }', 'ORDER_INVALID'],
  [
    '{ customerGroups(by: [{grade: true}], having: {avg: {headcount: {gte: "1.123456"}}}) { truncated } }',
    'FILTER_INVALID',
  ],
])('%s is refused', async (source, code) => {
  app.statements();
  const { errors } = await app.ask(source);
  expect(errors?.[0]?.extensions.code).toBe(code);
  expect(app.statements()).toEqual([]);
});

test('the dictionary tells what can be grouped and aggregated, and all of it can', async () => {
  const { data } = await ask(
    '{ entityInfo { name plural groups fields { name kind groupKind groupLevels aggregates } relations { reference } } }',
  );
  const word = (kind: string, levels: string[]) =>
    ({
      VALUE: 'true',
      ITEM: 'true',
      ENTRY: `{${levels[0]}: true}`,
      NUMBER: '{edges: ["1", "2"]}',
      MONEY: '{edges: ["1"]}',
    })[kind] ?? levels;
  let asked = 0;
  for (const { plural, groups, fields, relations } of data.entityInfo) {
    for (const { name, groupKind, groupLevels } of fields) {
      if (!groupKind) continue;
      for (const how of [word(groupKind, groupLevels)].flat()) {
        await ask(`{ ${groups}(by: [{${name}: ${how}}]) { truncated nodes { count keys drillDown } } }`);
        asked++;
      }
    }
    const parts = new Map<string, string[]>();
    for (const { name, kind, aggregates } of fields)
      for (const fn of aggregates)
        parts.set(fn, [
          ...(parts.get(fn) ?? []),
          kind === 'money' && fn !== 'countDistinct' ? `${name} { amount }` : name,
        ]);
    parts.set('countDistinct', [
      ...(parts.get('countDistinct') ?? []),
      ...relations.flatMap((r: any) => r.reference ?? []),
    ]);
    const all = [...parts].filter(([, names]) => names.length).map(([fn, names]) => `${fn} { ${names.join(' ')} }`);
    await ask(`{ ${plural} { aggregate { count ${all.join(' ')} } } }`);
  }
  expect(asked).toBeGreaterThan(400);
});

const page = readFileSync(join(__dirname, '../../../../../../docs/aggregates-and-groups.md'), 'utf8');
const examples = [...page.matchAll(/```graphql\n(.*?)```/gs)].map(([, text]) => text!);
test('the examples of the documentation run', async () => {
  expect(examples).toHaveLength(4);
  for (const example of examples) await ask(example);
});
test.each([...page.matchAll(/`(\{ \w+: [^`]*\})`/g)].map(([, by]) => by!))(
  'the key %s of the documentation',
  async (by) => {
    const entity = /changes/.test(by) ? 'change' : /signedOn|customer|amount/.test(by) ? 'contract' : 'customer';
    await ask(`{ ${entity}Groups(by: [${by}], timeZone: "Europe/Berlin") { nodes { keys } } }`);
  },
);

test('a sum beyond 64 bits is refused with its reason, not rounded', async () => {
  await app.write(async (tx) => {
    const most = { amount: '9999999999999.99', currency: 'JPY' };
    const rows = Array.from({ length: 200 }, (_, i) => ({ name: `巨额${i}有限公司`, registeredCapital: most }));
    await createMany(tx, tx.models.get('Customer'), rows);
    // what no writer takes: the engine's own bound is nearer then
    await tx.connection.execute(
      "UPDATE customer SET registered_capital_minor = 900000000000000000 WHERE registered_capital_currency = 'JPY'",
    );
  });
  const { data, errors } = await app.ask(
    '{ customers(filter: {registeredCapital: {currency: "JPY"}}) { aggregate { sum { registeredCapital { amount } } } } }',
  );
  if (app.db.dialect === 'sqlite') expect(errors?.[0]?.extensions.code).toBe('AGGREGATE_INVALID');
  else expect(data.customers.aggregate.sum.registeredCapital).toEqual([{ amount: '1800000000000000000.00' }]);
});
