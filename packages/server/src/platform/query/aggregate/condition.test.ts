import { openTestApp, type TestApp } from '../../../test/test-app';
import { createMany } from '../../db/write';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await app.write(async (tx) => {
    const names = Array.from({ length: 12 }, (_, i) => ({ name: `示例${i}号机械有限公司` }));
    const ids = await createMany(tx, tx.models.get('Customer'), names);
    // 0, 1, 2, 3 contracts, over and over
    const contracts = ids.flatMap((customerId, i) =>
      Array.from({ length: i % 4 }, (_, n) => ({ customerId, name: `第${n}号合同`, signedOn: `2026-01-0${n + 1}` })),
    );
    await createMany(tx, tx.models.get('Contract'), contracts);
  });
});
afterAll(() => app.close());

const counted = async (conditions: string) =>
  (await app.ask(`{ customers(filter: {contracts: {aggregate: {${conditions}}}}) { totalCount } }`)).data.customers
    .totalCount as number;

// MariaDB carries a COUNT(DISTINCT) that it need not look at over to the next row
test.each([
  ['count: {lte: 0}, countDistinct: {signedOn: {gte: 1}}', 0],
  ['count: {lte: 1}, countDistinct: {signedOn: {gte: 2}}', 0],
  ['count: {lte: 2}, countDistinct: {signedOn: {gte: 2}, customerId: {gte: 1}}', 3],
  ['count: {gte: 1}, countDistinct: {signedOn: {gte: 1, lte: 2}, customerId: {eq: 1}}', 6],
  ['countDistinct: {signedOn: {in: [0, 3]}}', 6],
])('%s holds for %i customers', async (conditions, expected) => {
  expect(await counted(conditions)).toBe(expected);
});

test('a question of many levels with a time zone in it is within what the engines can parse', async () => {
  const where = 'deletedAt: {part: {of: DAY_OF_WEEK, is: 1, timeZone: "America/New_York"}}';
  const { errors, data } = await app.ask(
    `{ customerGroups(by: [{id: true}], filter: {contracts: {count: {where: {${where}}, ne: 1, between: {from: 0, to: 0}}}}, having: {countDistinct: {code: {gte: 0}}, count: {lte: 1}}) { nodes { aggregate { min { paidInCapital { amount } } } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.customerGroups.nodes).toHaveLength(12);
});

test('an order by amounts of a currency that nobody knows is refused', async () => {
  const order = 'orderBy: [{contracts: {aggregate: {sum: {amount: {currency: "XYZ"}}}}}]';
  const { errors } = await app.ask(`{ customers(${order}) { nodes { id } } }`);
  expect(errors![0]!.extensions.code).toBe('FILTER_INVALID');
});
