import { openTestApp, type TestApp } from '../../test/test-app';
import { createMany } from '../db/write';

/** Lists that may look at far more rows than they give run apart, so that nobody waits behind them (ADR 20). */
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const both = '{ nodes { name } totalCount }';
test.each([
  ['{ customers { nodes { name owner { name } contracts { totalCount } } totalCount } }', 0],
  ['{ customers(filter: {name: {startsWith: "江"}, grade: {eq: "A"}}, orderBy: [{grade: {}}]) { nodes { name } } }', 0],
  ['{ contracts(filter: {customer: {grade: {eq: "A"}}}) { nodes { name } totalCount } }', 0],
  ['{ customers { nodes { contracts(filter: {name: {contains: "x"}}) { totalCount } } } }', 0],
  [`{ customers(filter: {contracts: {some: {amount: {gte: "1"}}}}) ${both} }`, 2],
  [`{ customers(filter: {not: {contracts: {none: {}}}}) ${both} }`, 2],
  [`{ customers(filter: {contracts: {count: {gte: 1}}}) ${both} }`, 2],
  ['{ customers(filter: {name: {contains: "江"}}) { nodes { name } } }', 1],
  ['{ customers(orderBy: [{owner: {name: {}}}]) { nodes { name } } }', 1],
  ['{ customers(orderBy: [{contracts: {aggregate: {count: {direction: DESC}}}}]) { nodes { name } } }', 1],
])('%s: %i statements run apart', async (document, apart) => {
  const heavy = jest.spyOn(app.db, 'heavy');
  const { errors } = await app.ask(document);
  expect([errors, heavy.mock.calls.length]).toEqual([undefined, apart]);
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
