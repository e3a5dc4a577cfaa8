import { openTestServer, type TestServer } from '../../test/test-server';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await openTestServer();
  cookie = await server.signIn('manager');
  await server.ask('mutation { createCustomer(input: {name: "某某公司"}) { customer { id } } }', {}, { cookie });
});
afterAll(() => server.close());

const cost = async (query: string, variables = {}) =>
  (await server.ask(query, variables, { cookie, 'x-cost-only': '1' })).body;

test('the cost of a query is told and nothing runs', async () => {
  const list = '{ customers(first: 20) { nodes { name contacts(first: 10) { nodes { name } } } } }';
  for (let i = 0; i < 3; i++) {
    server.app.statements();
    expect(await cost(list)).toEqual({
      data: null,
      extensions: { cost: { rows: 220, max: 100_000, dearest: 'contacts' } },
    });
    expect(server.app.statements().filter((text) => /customer/.test(text))).toEqual([]);
    // the same document runs in between
    expect((await server.ask(list, {}, { cookie })).body.data.customers.nodes).toHaveLength(1);
  }
  expect(
    (await cost('{ customers { nodes { name } } a: customers(first: 5) { nodes { name } } }')).extensions.cost.rows,
  ).toBe(55);
});

test('sums and groups are reckoned too, and do not run', async () => {
  server.app.statements();
  const body = await cost(
    '{ customerGroups(by: [{ grade: true }]) { nodes { keys count } } customers { aggregate { count } } }',
  );
  expect(body.errors).toBeUndefined();
  expect(body.extensions.cost.rows).toBeGreaterThan(1000);
  expect(server.app.statements().filter((text) => /customer/.test(text))).toEqual([]);
});

test('what is too dear says what, with its cost beside', async () => {
  const body = await cost(
    '{ customers(first: 200) { nodes { contacts(first: 200) { nodes { id } } contracts(first: 200) { nodes { items(first: 200) { nodes { id } } } } } } }',
  );
  expect(body.errors[0].extensions.code).toBe('QUERY_TOO_COSTLY');
  expect(body.errors[0].message).toContain('contracts');
  expect(body.extensions.cost.rows).toBeGreaterThan(100_000);
});

test('a document that is not valid says so, and a mutation has no cost', async () => {
  expect((await cost('{ customers { nodes { colour } } }')).errors[0].extensions.code).toBe(
    'GRAPHQL_VALIDATION_FAILED',
  );
  const { errors } = await cost('mutation { createCustomer(input: {name: "另一家"}) { customer { id } } }');
  expect(errors[0].extensions.code).toBe('COST_OF_QUERY_ONLY');
  const { body } = await server.ask('{ customers { totalCount } }', {}, { cookie });
  expect(body.data.customers.totalCount).toBe(1);
});
