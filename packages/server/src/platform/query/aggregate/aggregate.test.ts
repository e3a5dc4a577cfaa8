import { openTestApp, type TestApp } from '../../../test/test-app';
import { createMany } from '../../db/write';
import { exposeId } from '../model';

let app: TestApp;
let first: string;
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date('2026-03-15T04:00:00.000Z') });
  const ids = await app.write(async (tx) => {
    const customers = await createMany(
      tx,
      tx.models.get('Customer'),
      ['A', 'A', 'B', null].map((grade, i) => ({
        name: `示例${i}号机械有限公司`,
        grade,
        headcount: i === 3 ? null : i + 1,
        registeredCapital: i < 2 ? { amount: '9007199254740.93', currency: i ? 'USD' : 'CNY' } : null,
      })),
    );
    await createMany(
      tx,
      tx.models.get('Contract'),
      customers.slice(0, 2).flatMap((customerId, i) =>
        [1, 2, 3].map((n) => ({
          customerId,
          name: `合同${i}-${n}`,
          signedOn: n === 3 ? null : `2026-0${n}-01`,
          taxRate: n === 1 ? '13' : '6',
          amount: n === 3 ? null : { amount: `${n}00.01`, currency: n === 1 ? 'CNY' : 'USD' },
        })),
      ),
    );
    return customers;
  });
  first = exposeId({ prefix: 'cus' }, ids[0]!);
});
afterAll(() => app.close());

async function ask(source: string, role?: 'AUDITOR') {
  app.statements();
  const { data, errors } = await app.ask(source, {}, role);
  if (errors) throw new Error(JSON.stringify(errors));
  return { data, statements: app.statements() };
}

test('over a list: counts, sums per currency, averages, extremes, in one statement', async () => {
  const { data, statements } = await ask(
    '{ customers { totalCount aggregate { count countDistinct { grade ownerId } sum { headcount } avg { headcount } min { headcount } max { headcount } } } }',
  );
  expect(data.customers).toEqual({
    totalCount: 4,
    aggregate: {
      count: 4,
      countDistinct: { grade: 2, ownerId: 0 },
      sum: { headcount: '6' },
      avg: { headcount: '2.00' },
      min: { headcount: 1 },
      max: { headcount: 3 },
    },
  });
  expect(statements).toHaveLength(1);
});

test('amounts: exact beyond 2^53, never added across currencies', async () => {
  const { data, statements } = await ask(
    '{ customers { a: aggregate { sum { registeredCapital { amount currency } } } b: aggregate { count countDistinct { grade } } } contracts { aggregate { count sum { amount { amount currency } } avg { amount { amount currency } taxRate } min { signedOn amount { amount } } max { signedOn } } } }',
  );
  expect(data.customers).toEqual({
    a: {
      sum: {
        registeredCapital: [
          { amount: '9007199254740.93', currency: 'CNY' },
          { amount: '9007199254740.93', currency: 'USD' },
        ],
      },
    },
    b: { count: 4, countDistinct: { grade: 2 } },
  });
  expect(data.contracts.aggregate).toEqual({
    count: 6,
    sum: {
      amount: [
        { amount: '200.02', currency: 'CNY' },
        { amount: '400.02', currency: 'USD' },
      ],
    },
    avg: {
      amount: [
        { amount: '100.01', currency: 'CNY' },
        { amount: '200.01', currency: 'USD' },
      ],
      taxRate: '8.3333',
    },
    min: { signedOn: '2026-01-01', amount: [{ amount: '100.01' }, { amount: '200.01' }] },
    max: { signedOn: '2026-02-01' },
  });
  expect(statements).toHaveLength(2);
});

test('over nested lists: one statement for all parents, those without children too', async () => {
  const { data, statements } = await ask(
    '{ customers(orderBy: [{headcount: {nulls: LAST}}]) { nodes { contracts(filter: {signedOn: {isNull: false}}) { totalCount aggregate { count sum { amount { amount currency } } avg { taxRate } } } } } }',
  );
  const some = {
    totalCount: 2,
    aggregate: {
      count: 2,
      sum: {
        amount: [
          { amount: '100.01', currency: 'CNY' },
          { amount: '200.01', currency: 'USD' },
        ],
      },
      avg: { taxRate: '9.5000' },
    },
  };
  const none = { totalCount: 0, aggregate: { count: 0, sum: { amount: [] }, avg: { taxRate: null } } };
  expect(data.customers.nodes.map((n: any) => n.contracts)).toEqual([some, some, none, none]);
  expect(statements).toHaveLength(2);
  const one = await ask(
    `{ customer(id: "${first}") { contracts(filter: {signedOn: {isNull: false}}) { totalCount aggregate { count sum { amount { amount currency } } avg { taxRate } } } } }`,
  );
  expect(one.data.customer.contracts).toEqual(some);
});

test('a list that nothing matches, and an aggregate of which nothing is asked', async () => {
  const { data } = await ask(
    '{ customers(filter: {name: {eq: "无"}}) { aggregate { count sum { headcount registeredCapital { amount } } max { headcount } } } }',
  );
  expect(data.customers.aggregate).toEqual({
    count: 0,
    sum: { headcount: null, registeredCapital: [] },
    max: { headcount: null },
  });
  const nothing = await ask('{ customers { aggregate { __typename sum { __typename } } } }');
  expect(nothing.data.customers.aggregate).toEqual({
    __typename: 'CustomerAggregate',
    sum: { __typename: 'CustomerFigures' },
  });
  expect(nothing.statements).toEqual([]);
});
