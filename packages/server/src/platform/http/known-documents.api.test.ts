import { buildSchema } from 'graphql';
import { openTestServer, type TestServer } from '../../test/test-server';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await openTestServer();
  cookie = await server.signIn('manager');
  for (const name of ['第一家', '第二家', '第三家'])
    await server.ask(
      'mutation ($n: String!) { createCustomer(input: {name: $n}) { customer { id } } }',
      { n: name },
      { cookie },
    );
});
afterAll(() => server.close());

interface Plain {
  status: number;
  headers: Record<string, string>;
  text: string;
}
async function post(body: object, headers: Record<string, string> = {}): Promise<Plain> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, ...headers },
    body: JSON.stringify(body),
  });
  const given = Object.fromEntries(answer.headers);
  const text = (await answer.text()).replaceAll(given['x-request-id'] ?? '-', 'ID');
  for (const name of ['x-request-id', 'date']) delete given[name];
  return { status: answer.status, headers: given, text };
}

/** The third time a document has been let through and compiled; `accept` in an unusual order takes it to Apollo all the same. */
async function knownAndApollo(body: object, headers: Record<string, string> = {}): Promise<[Plain, Plain]> {
  for (let i = 0; i < 2; i++) await post(body, headers);
  return [await post(body, headers), await post(body, { ...headers, accept: 'application/json, */*' })];
}

const list = 'query List($n: Int) { customers(first: $n, orderBy: [{name: {direction: ASC}}]) { nodes { id name } } }';

describe('a known document is answered as Apollo answers it', () => {
  test.each([
    ['a list', { query: list, variables: { n: 2 } }],
    ['no variables', { query: list }],
    ['null for everything optional', { query: list, variables: null, operationName: null, extensions: null }],
    ['an empty operation name', { query: list, operationName: '' }],
    ['one of two operations', { query: `${list} query Other { viewer { scopes } }`, operationName: 'Other' }],
    [
      'a directive',
      { query: 'query ($x: Boolean!) { viewer { scopes @skip(if: $x) version } }', variables: { x: true } },
    ],
    ['a fault of one field', { query: list, variables: { n: -1 } }],
    ['a fault beside data', { query: '{ viewer { version } customer(id: "con_x") { id } }' }],
    ['a variable of another type', { query: list, variables: { n: 'two' } }],
    ['a variable that is missing', { query: 'query ($id: ID!) { customer(id: $id) { id } }' }],
    ['an operation that is not there', { query: list, operationName: 'Nobody' }],
    ['a name for __typename', { query: '{ __typename a: viewer { __typename } }' }],
  ])('%s', async (_name, body) => {
    const [known, apollo] = await knownAndApollo(body);
    expect(known).toEqual(apollo);
  });

  test('in the media type that is asked', async () => {
    const accept = 'application/graphql-response+json,application/json;q=0.9';
    const answers = [await post({ query: list }, { accept }), await post({ query: list }, { accept })];
    expect(answers.map((answer) => answer.headers['content-type'])).toEqual(
      Array(2).fill('application/graphql-response+json; charset=utf-8'),
    );
    expect((await post({ query: list }, { accept: 'text/html' })).status).toBe(406);
    expect((await post({ query: list }, { accept: 'constructor' })).status).toBe(406);
  });
});

test('known to one is not open to all: strangers, other languages, introspection', async () => {
  for (let i = 0; i < 3; i++) await post({ query: list });
  const stranger = await post({ query: list }, { cookie: '' });
  expect(JSON.parse(stranger.text).errors[0].extensions.code).toBe('UNAUTHENTICATED');
  const english = await post({ query: list, variables: { n: -1 } }, { 'accept-language': 'en' });
  const chinese = await post({ query: list, variables: { n: -1 } }, { 'accept-language': 'zh' });
  expect(english.text).not.toBe(chinese.text);

  const schema = { query: '{ __schema { queryType { name } } }' };
  for (let i = 0; i < 3; i++) expect((await post(schema)).status).toBe(200);
  expect(JSON.parse((await post(schema, { cookie: '' })).text).errors[0].extensions.code).toBe('UNAUTHENTICATED');
});

test('a mutation is never taken for a known query and never done twice', async () => {
  const query =
    'mutation ($n: String!) { createCustomer(input: {name: $n}) { customer { name } userErrors { code } } }';
  for (let i = 0; i < 4; i++) {
    const answer = JSON.parse((await post({ query, variables: { n: `只建一次${i}` } })).text);
    expect(answer.data.createCustomer).toEqual({ customer: { name: `只建一次${i}` }, userErrors: [] });
  }
  const counted = await post({ query: '{ customers(filter: {name: {startsWith: "只建一次"}}) { totalCount } }' });
  expect(JSON.parse(counted.text).data.customers.totalCount).toBe(4);
});

test('what a failing query has read is not read again for its error', async () => {
  const query = `query ($n: Int) { a: customers(first: 200) { nodes { contacts(first: 200) { nodes { id } } } } b: customers(first: $n) { nodes { id } } }`;
  const wide = `${query.slice(0, -1)} c: customers(first: 200) { nodes { contacts(first: 200) { nodes { id } } } } }`;
  for (let i = 0; i < 3; i++) {
    const answer = JSON.parse((await post({ query: wide, variables: { n: -1 } })).text);
    // the rows a document may ask are counted once: twice would refuse `a` and `c` too
    expect(answer.errors.map((error: { path: string[] }) => error.path[0])).toEqual(['b']);
  }
});

test('a new schema forgets what was known for the old one', async () => {
  const query = '{ customers { nodes { id } } }';
  for (let i = 0; i < 3; i++) expect((await post({ query })).status).toBe(200);
  server.server.replaceSchema(buildSchema('type Query { other: Int }'));
  expect((await post({ query })).status).toBe(400);
});
