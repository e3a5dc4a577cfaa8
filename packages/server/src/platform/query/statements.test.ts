import { openTestApp, type TestApp } from '../../test/test-app';
import { createMany } from '../db/write';
import { exposeId } from './model';

/**
 * The SQL of representative documents. One set of snapshots for both engines: a difference between their texts fails one of them.
 * Whoever changes the planner sees here what it costs.
 */
let app: TestApp;
let ids: string[];
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date('2026-03-15T04:00:00.000Z') });
  ids = await app.write(async (tx) => {
    const customers = await createMany(
      tx,
      tx.models.get('Customer'),
      Array.from({ length: 50 }, (_, i) => ({
        name: `示例${i}号机械有限公司`,
        ownerId: app.actors.SALES.userId,
        region: '330100',
        grade: i % 2 ? 'A' : null,
      })),
    );
    await createMany(
      tx,
      tx.models.get('Contact'),
      customers.map((customerId, i) => ({ customerId, name: `联系人${i}`, isPrimary: true })),
    );
    const contracts = await createMany(
      tx,
      tx.models.get('Contract'),
      customers.flatMap((customerId, i) =>
        [0, 1, 2, 3].map((n) => ({
          customerId,
          name: `合同${i}-${n}`,
          signedOn: `2026-0${n + 1}-01`,
          amount: { amount: '100.00', currency: 'CNY' },
        })),
      ),
    );
    await createMany(
      tx,
      tx.models.get('ContractItem'),
      contracts.slice(0, 20).map((contractId, i) => ({
        contractId,
        lineNo: i,
        product: '轴承',
        quantity: '1.0000',
        unitPrice: '2.000000',
      })),
    );
    const [scorecardId] = await createMany(tx, tx.models.get('Scorecard'), [
      { name: '评分卡', dimensions: [{}], gradeBands: [{}] },
    ]);
    await createMany(
      tx,
      tx.models.get('Assessment'),
      customers.map((customerId) => ({ customerId, scorecardId, assessedOn: '2026-02-01', total: '88.00' })),
    );
    return customers;
  });
});
afterAll(() => app.close());

/** The statements of one document, without line noise. */
async function statementsOf(source: string, variables: Record<string, unknown> = {}): Promise<string[]> {
  app.statements();
  const { data, errors } = await app.ask(source, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  expect(data).toBeTruthy();
  return app.statements();
}
const first = () => exposeId(app.models.get('Customer'), ids[0]!);

const DOCUMENTS: [string, string][] = [
  [
    'a list page with filter and order',
    '{ customers(filter: {region: {startsWith: "33"}, grade: {in: ["A", "B"]}, owner: {id: {eq: "usr_x"}}}, orderBy: [{name: {direction: ASC}}], first: 20) { nodes { id name grade } pageInfo { hasNextPage endCursor } totalCount } }',
  ],
  ['the default list', '{ customers { nodes { id name } } }'],
  [
    'an order through relations with nulls placed',
    '{ contracts(orderBy: [{owner: {name: {direction: ASC, nulls: LAST}}}, {amount: {direction: DESC, nulls: FIRST}}]) { edges { cursor } } }',
  ],
  [
    'a record with three nested lists',
    '{ customer(id: "$first") { name contacts(first: 3) { nodes { name mobile } } contracts(first: 3, orderBy: [{signedOn: {direction: DESC}}]) { totalCount nodes { number } } assessments(first: 3) { edges { cursor node { total } } } } }',
  ],
  [
    'a list with nested windowed lists',
    '{ customers(first: 10) { nodes { name contracts(first: 3, orderBy: [{signedOn: {direction: DESC}}], filter: {amount: {gte: "10"}}) { totalCount nodes { name items(first: 5) { nodes { product } } } } } } }',
  ],
  [
    'to-one relations',
    '{ contracts(first: 5) { nodes { name customer { name owner { name } } ourSignatory { name } } } }',
  ],
  [
    'one of many',
    '{ customers(first: 5) { nodes { name primaryContact { name } latestAssessment { total grade } } } }',
  ],
  ['some', '{ customers(filter: {contacts: {some: {mobile: {startsWith: "138"}}}}) { nodes { id } } }'],
  ['none', '{ customers(filter: {contracts: {none: {approvalStatus: {eq: APPROVED}}}}) { nodes { id } } }'],
  ['every', '{ customers(filter: {contracts: {every: {expiresOn: {relative: PAST}}}}) { nodes { id } } }'],
  [
    'count',
    '{ customers(filter: {contracts: {count: {gte: 2, where: {signedOn: {relative: LAST_90_DAYS}}}}}) { nodes { id } } }',
  ],
  [
    'and, or, not',
    '{ customers(filter: {or: [{name: {contains: "机械"}}, {and: [{headcount: {gt: 10}}, {blacklisted: {eq: false}}]}], not: {tags: {has: "重点"}, registeredCapital: {between: {from: "1", to: "2"}, currency: "USD"}}}) { nodes { id } } }',
  ],
  [
    'computed fields',
    '{ contracts(filter: {timeState: {eq: EXPIRING}}, orderBy: [{timeState: {}}]) { nodes { timeState } } }',
  ],
  ['search for one character', '{ customers(search: "恒") { nodes { id } } }'],
  ['search for two characters', '{ customers(search: "恒信") { nodes { id } } }'],
  ['search for four characters', '{ customers(search: "恒信机械") { nodes { id } totalCount } }'],
  ['search for initials', '{ customers(search: "hxjx") { nodes { id } } }'],
  ['search for three letters', '{ customers(search: "hxj") { nodes { id } } }'],
  ['search for mixed words', '{ customers(search: "恒信 wang") { nodes { id } } }'],
  [
    'search for a code, filtered and ordered',
    '{ customers(search: "91330100", filter: {grade: {eq: "A"}}, orderBy: [{updatedAt: {direction: DESC}}]) { nodes { id } } }',
  ],
  [
    'aggregates of a list, with its count',
    '{ contracts(filter: {customer: {grade: {eq: "A"}}}) { totalCount aggregate { count countDistinct { customerId } sum { amount { amount currency } } avg { taxRate } max { signedOn } } } }',
  ],
  [
    'aggregates of nested lists, and a page beside them',
    '{ customers(first: 5) { nodes { name contracts(first: 2, filter: {signedOn: {gte: "2026-01-01"}}) { totalCount nodes { name } aggregate { count avg { taxRate } } } } } }',
  ],
  [
    'groups by month and the grade of the customer',
    '{ contractGroups(by: [{signedOn: MONTH}, {customer: {grade: true}}]) { truncated nodes { keys count aggregate { sum { amount { amount currency } } } } } }',
  ],
  [
    'groups with conditions and an order, their number and shares of the whole',
    '{ customerGroups(by: [{region: PROVINCE}, {registeredCapital: {edges: ["1000000"]}}], having: {count: {gte: 2}, avg: {headcount: {gt: "10"}}}, orderBy: [{sum: {registeredCapital: {direction: DESC, currency: "USD"}}}, {key: {region: {}}}], first: 10, offset: 5) { totalGroups nodes { count share { count } aggregate { max { registeredCapital { amount } } } } } }',
  ],
  [
    'groups by one plain key',
    '{ customerGroups(by: [{tenure: true}], filter: {deletedAt: {isNull: true}}, search: "机械") { nodes { keys count } subtotals { count } } }',
  ],
  [
    'conditions on aggregates of related records',
    '{ customers(filter: {contracts: {aggregate: {where: {approvalStatus: {eq: APPROVED}}, count: {gte: 2}, sum: {amount: {gte: "1000000"}}, avg: {taxRate: {lt: "6"}}, max: {signedOn: {relative: LAST_90_DAYS}}}}}) { totalCount } }',
  ],
  [
    'an order by an aggregate of related records',
    '{ customers(first: 3, orderBy: [{contracts: {aggregate: {where: {signedOn: {isNull: false}}, sum: {amount: {direction: DESC, nulls: LAST}}}}}]) { nodes { name } } }',
  ],
  ['the recycle bin', '{ customers(deleted: true) { nodes { id deletedAt deletedBy { name } } totalCount } }'],
];

test.each(DOCUMENTS)('%s', async (_name, source) => {
  expect((await statementsOf(source.replace('$first', first()))).join('\n\n')).toMatchSnapshot();
});

test('a deep page by cursor', async () => {
  const page =
    'query ($after: String) { customers(orderBy: [{grade: {direction: DESC}}, {name: {direction: ASC}}], first: 10, after: $after) { nodes { name } pageInfo { endCursor } } }';
  const { data } = await app.ask(page);
  expect((await statementsOf(page, { after: data.customers.pageInfo.endCursor })).join('\n\n')).toMatchSnapshot();
});

test('50 customers with primary contact, latest three contracts and latest assessment: four statements', async () => {
  const statements = await statementsOf(
    `{ customers(first: 50) { nodes { name primaryContact { name } contracts(first: 3, orderBy: [{signedOn: {direction: DESC}}]) { nodes { name amount { amount currency } } } latestAssessment { total } } } }`,
  );
  expect(statements).toHaveLength(4);
});

test('one statement per relation level, however many rows', async () => {
  const levels =
    '{ customers(first: $n) { nodes { owner { name } contacts(first: 5) { nodes { name customer { name } } } contracts(first: 5) { nodes { items(first: 5) { nodes { product } } customer { name } } } } } }';
  for (const n of ['1', '2', '50']) expect(await statementsOf(levels.replace('$n', n))).toHaveLength(7);
});

test('only asked columns are read', async () => {
  const [statement] = await statementsOf('{ customers { nodes { short: shortName registeredCapital { amount } } } }');
  const columns = statement!.slice('SELECT '.length, statement!.indexOf(' FROM ')).split(', ');
  expect(columns).toEqual([
    't0.`id` AS `@id`',
    't0.`short_name` AS `shortName`',
    't0.`registered_capital_minor` AS `registeredCapital`',
    't0.`registered_capital_currency` AS `@registeredCapital`',
  ]);
});

test('what is not asked costs no statement', async () => {
  expect(await statementsOf('{ customers { totalCount } }')).toEqual([
    'SELECT COUNT(*) AS n FROM customer t0 WHERE t0.`deleted_at` IS NULL',
  ]);
  expect(await statementsOf('{ customers { __typename } }')).toEqual([]);
  expect(await statementsOf('{ customers { pageInfo { hasNextPage } } }')).toHaveLength(1);
  expect(
    await statementsOf(
      'query ($no: Boolean = false) { customers(first: 5) { nodes { id contacts @include(if: $no) { nodes { name } } owner @skip(if: true) { name } } totalCount @include(if: $no) } }',
    ),
  ).toHaveLength(1);
  expect(await statementsOf('{ customers(first: 5) { nodes { contacts { totalCount } } } }')).toHaveLength(2);
  expect(await statementsOf('{ customers { totalCount aggregate { count sum { headcount } } } }')).toHaveLength(1);
  expect(
    await statementsOf('{ customers(first: 5) { nodes { contacts { totalCount aggregate { count } } } } }'),
  ).toHaveLength(2);
  expect(await statementsOf('{ customerGroups(by: [{grade: true}]) { nodes { keys } } }')).toHaveLength(1);
  expect(await statementsOf('{ customerGroups(by: [{grade: true}]) { totalGroups } }')).toHaveLength(1);
  expect(await statementsOf('{ customerGroups(by: [{grade: true}]) { __typename } }')).toEqual([]);
  expect(await statementsOf('{ customer(id: "cus_unknown") { name } node(id: "x_y") { id } }')).toEqual([]);
});
