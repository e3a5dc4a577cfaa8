import { graphql } from 'graphql';
import { rangedResources } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';
import { createMany } from '../db/write';

/** Lists that may look at far more rows than they give run apart, so that nobody waits behind them (ADR 20). */
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** Where the statements of a document went, for somebody who reaches all, many or few customers. */
async function lanesOf(source: string, reached: 'all' | 'many' | 'few' = 'all'): Promise<string[]> {
  const heavy = jest.spyOn(app.db, 'heavy');
  const range = reached === 'all' ? (['ALL'] as const) : (['OWN'] as const);
  const ranges = { customer: range, contact: range, contract: range, assessment: range };
  const reach = { ranges, departmentIds: [], treeDepartmentIds: [], subordinateIds: [] };
  const actor = { ...app.actors.SALES, reach, ...(reached === 'few' && { fewIn: new Set(rangedResources) }) };
  app.statements();
  const { errors } = await graphql({ schema: app.schema, source, contextValue: { ...app.ctx('SALES'), actor } });
  expect(errors).toBeUndefined();
  // people take turns where reads must wait
  for (const [asked] of heavy.mock.calls) expect(asked?.person).toBe(actor.userId);
  const apart = heavy.mock.calls.map(([{ lane = 'report' } = {}]) => lane);
  heavy.mockRestore();
  return [...apart, ...Array.from({ length: app.statements().length - apart.length }, () => 'main')].sort();
}
const main = (n: number) => Array.from({ length: n }, () => 'main');
const report = (n: number) => Array.from({ length: n }, () => 'report');
const screen = (n: number) => Array.from({ length: n }, () => 'screen');

const both = '{ nodes { id } totalCount }';
const named = 'customer: {id: {eq: "cus_x"}}';
test.each([
  ['{ customers { nodes { name owner { name } contracts { totalCount } } totalCount } }', main(2)],
  [`{ customers(filter: {grade: {in: ["A", "B"]}}, orderBy: [{name: {}}]) ${both} }`, main(2)],
  [`{ customers(filter: {owner: {id: {eq: "usr_x"}}}) ${both} }`, main(2)],
  [`{ contracts(filter: {${named}, name: {startsWith: "x"}}, orderBy: [{name: {}}]) ${both} }`, main(2)],
  [`{ changes(filter: {${named}}, first: 20) { nodes { at } } }`, main(1)],
  ['{ customers { nodes { contracts(filter: {name: {contains: "x"}}) { totalCount } } } }', main(1)],
  // no index leads to these rows
  [`{ customers(filter: {scale: {eq: LARGE}}) ${both} }`, screen(2)],
  [`{ customers(filter: {name: {startsWith: "江"}, grade: {eq: "A"}}) ${both} }`, screen(2)],
  [`{ contracts(filter: {customer: {grade: {eq: "A"}}}) ${both} }`, screen(2)],
  ['{ customers(orderBy: [{website: {}}]) { nodes { id } } }', screen(1)],
  ['{ customers(orderBy: [{grade: {}}, {name: {}}]) { nodes { id } } }', screen(1)],
  [
    '{ customers(orderBy: [{relationshipStage: {direction: DESC}}, {lastInteractionAt: {}}]) { nodes { id } } }',
    screen(1),
  ],
  ['{ customers(orderBy: [{owner: {name: {}}}]) { nodes { name } } }', screen(1)],
  ['{ customers(orderBy: [{contracts: {aggregate: {count: {direction: DESC}}}}]) { nodes { id } } }', report(1)],
  [`{ customers(filter: {contracts: {some: {amount: {gte: "1"}}}}) ${both} }`, report(2)],
  [`{ customers(filter: {not: {contracts: {none: {}}}}) ${both} }`, report(2)],
  [`{ customers(filter: {contracts: {count: {gte: 1}}}) ${both} }`, report(2)],
  ['{ customers(filter: {name: {contains: "江"}}) { nodes { name } } }', screen(1)],
  // sums look at all rows, but for those of named parents
  ['{ contracts { aggregate { count } } }', ['report']],
  ['{ contractGroups(by: [{approvalStatus: true}]) { nodes { count } } }', ['report']],
  [`{ contracts(filter: {${named}}) { aggregate { count } } }`, screen(1)],
  [`{ changeGroups(by: [{entity: true}], filter: {${named}}) { nodes { count } } }`, screen(1)],
])('%s: %j', async (source, lanes) => expect(await lanesOf(source)).toEqual(lanes));

test.each([
  // what a clerk opens in passing
  ['{ customers(orderBy: [{name: {}}]) { nodes { name } } }', main(1), main(1)],
  [`{ contacts(filter: {${named}}) ${both} }`, main(2), main(2)],
  [`{ changes(filter: {${named}}, first: 20) { nodes { at } } }`, main(1), main(1)],
  ['{ changes(filter: {recordId: {eq: "con_x"}}, first: 20) { nodes { at } } }', main(1), main(1)],
  ['{ contracts { nodes { name } } }', main(1), main(1)],
  // what looks at all that is in reach, unless that is little
  [`{ contracts ${both} }`, ['main', 'screen'], main(2)],
  ['{ changes { nodes { at } } }', screen(1), main(1)],
  ['{ customers { totalCount } }', screen(1), main(1)],
  [`{ customers(filter: {scale: {eq: LARGE}}) ${both} }`, screen(2), main(2)],
  ['{ customerGroups(by: [{grade: true}]) { nodes { count } } }', ['report'], screen(1)],
])('%s with many in reach: %j, with few: %j', async (source, many, few) => {
  expect([await lanesOf(source, 'many'), await lanesOf(source, 'few')]).toEqual([many, few]);
});

test('who looks through somebody’s eyes waits in his own name', async () => {
  const heavy = jest.spyOn(app.db, 'heavy');
  const actor = { ...app.actors.SALES, viewedBy: app.actors.ADMINISTRATOR };
  const source = '{ contracts { aggregate { count } } }';
  await graphql({ schema: app.schema, source, contextValue: { ...app.ctx('SALES'), actor } });
  expect(heavy.mock.calls.map(([asked]) => asked?.person)).toEqual([app.actors.ADMINISTRATOR.userId]);
  heavy.mockRestore();
});

test('what was just written is found at once', async () => {
  await app.write(async (tx) => {
    const [customerId] = await createMany(tx, tx.models.get('Customer'), [{ name: '江南机械有限公司' }]);
    await createMany(tx, tx.models.get('Contract'), [{ customerId: customerId!, name: '一号合同' }]);
  });
  const { data } = await app.ask(
    '{ customers(filter: {contracts: {some: {name: {contains: "一号"}}}}) { totalCount } }',
  );
  expect(data.customers.totalCount).toBe(1);
});

test('while reports fill their lane a screen is answered, and a report when one has ended', async () => {
  const gone = new AbortController();
  const digits = `(${Array.from({ length: 10 }, (_, i) => `SELECT ${i} AS n`).join(' UNION ALL ')})`;
  const endless = `SELECT COUNT(*) AS n FROM ${Array.from({ length: 10 }, (_, i) => `${digits} d${i}`).join(', ')}`;
  const held = app.db.heavy({ signal: gone.signal, person: 'analyst' });
  const reports = Promise.allSettled(Array.from({ length: 20 }, () => held.query(endless)));
  let answered = false;
  const report = app
    .ask('{ contracts { aggregate { count } } }')
    .then(({ data }) => ((answered = true), data.contracts.aggregate.count as number));
  const screens = [
    '{ customers { nodes { name } totalCount } }',
    '{ customers(filter: {name: {contains: "江"}}) { totalCount } }',
    '{ customers(orderBy: [{website: {}}]) { nodes { id } } }',
  ];
  for (const screen of screens) expect((await app.ask(screen)).errors).toBeUndefined();
  expect(answered).toBe(false);
  gone.abort();
  expect(await report).toBe(
    await app.ask('{ contracts { totalCount } }').then(({ data }) => data.contracts.totalCount),
  );
  await reports;
});
