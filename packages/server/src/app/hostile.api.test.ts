import { openTestServer, testPassword, type Answer, type TestServer } from '../test/test-server';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await openTestServer();
  cookie = await server.signIn('administrator');
});
afterAll(() => server.close());

const codes = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((e: { extensions: { code: string } }) => e.extensions.code);
const post = (body: string) =>
  server.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body });
const nested = (open: string, depth: number, close: string): string => `${open.repeat(depth)}{}${close.repeat(depth)}`;

describe('a document that cannot run is the caller’s fault, not ours', () => {
  const query = '{ viewer { demo } }';
  test.each([
    ['an operation it does not have', { query, operationName: 'Nope' }, 'OPERATION_RESOLUTION_FAILURE'],
    ['a stored operation of another text', { query, extensions: stored({ sha256Hash: 'x' }) }, 'BAD_REQUEST'],
    ['a stored operation of another version', { query, extensions: stored({ version: 9 }) }, 'BAD_REQUEST'],
    ['a subscription', { query: 'subscription { x }' }, 'BAD_REQUEST'],
  ])('%s', async (_name, body, code) => {
    const answer = await post(JSON.stringify(body));
    expect([answer.status, codes(answer)]).toEqual([400, [code]]);
  });

  test('and is not run as the one it has', async () => {
    const source = 'mutation Real { createCustomer(input: { name: "误执行有限公司" }) { userErrors { code } } }';
    await post(JSON.stringify({ query: source, operationName: 'Other' }));
    const found = await server.ask('{ customers { totalCount } }', {}, { cookie });
    expect(found.body.data.customers.totalCount).toBe(0);
  });

  function stored(more: object): object {
    return { persistedQuery: { version: 1, sha256Hash: 'x', ...more } };
  }

  test('thousands of faults in one variable', async () => {
    const items = Array.from({ length: 3000 }, () => ({ a: 1 }));
    const source = 'mutation($i: ContractInput!) { createContract(input: $i) { userErrors { code } } }';
    const answer = await server.ask(source, { i: { items } }, { cookie });
    expect(answer.status).toBe(400);
    expect(new Set(codes(answer))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(codes(answer)).toHaveLength(10);
  });
});

test('a body that nests thousands deep is refused before anything reads it', async () => {
  for (const [depth, status] of [
    [200, 400],
    [5000, 400],
    // so many levels are too many values
    [30_000, 413],
  ] as const) {
    const filter = nested('{"not":', depth, '}');
    const query = 'query($f: CustomerFilter) { customers(filter: $f) { totalCount } }';
    const answer = await post(`{"query":${JSON.stringify(query)},"variables":{"f":${filter}}}`);
    expect([answer.status, codes(answer)]).toEqual([status, ['BAD_REQUEST']]);
  }
});

test('a stranger brings no more values than signing in takes', async () => {
  const query = 'query($f: CustomerFilter) { customers(filter: $f) { totalCount } }';
  const many = { f: { or: Array.from({ length: 300 }, () => ({})) } };
  const stranger = await server.ask(query, many);
  expect([stranger.status, codes(stranger)]).toEqual([413, ['BAD_REQUEST']]);
  expect(codes(await server.ask(query, many, { cookie }))).toEqual(['FILTER_TOO_COMPLEX']);
});

test('variables tell strangers nothing of the schema, and others the names that are near', async () => {
  const source = 'mutation($i: CustomerInput!) { createCustomer(input: $i) { userErrors { code } } }';
  const stranger = await server.ask(source, { i: { nam: 1 } });
  expect(JSON.stringify(stranger.body)).not.toMatch(/nam|Customer/);
  const known = await server.ask(source, { i: { nam: 1 } }, { cookie });
  expect(known.body.errors[0].message).toBe(
    'Variable "$i": Field "nam" is not defined by type "CustomerInput". Did you mean name, fax?',
  );
});

test('a token that is none is an error, whatever cookie comes with it', async () => {
  for (const token of ['x', 'two words', 'x'.repeat(300), '']) {
    const answer = await server.ask('{ viewer { demo } }', {}, { cookie, authorization: `Bearer ${token}` });
    expect([answer.status, codes(answer)]).toEqual([401, ['TOKEN_INVALID']]);
  }
});

test('an open session is no place to guess the password', async () => {
  const mine = { cookie: await server.signIn('sales'), 'x-forwarded-for': '10.1.2.3' };
  const guesses = Array.from(
    { length: 20 },
    (_, i) => `g${i}: changePassword(currentPassword: "${i}", newPassword: "n") { userErrors { code } }`,
  );
  const { data } = (await server.ask(`mutation { ${guesses.join(' ')} }`, {}, mine)).body;
  const answers = Object.values<{ userErrors: { code: string }[] }>(data).map(({ userErrors }) => userErrors[0]!.code);
  expect(answers.slice(0, 5)).toEqual(Array(5).fill('PASSWORD_WRONG'));
  expect(new Set(answers.slice(5))).toEqual(new Set(['TOO_MANY_ATTEMPTS']));
  // elsewhere the right person is not kept waiting
  await expect(server.signIn('sales', testPassword)).resolves.toBeTruthy();
});

describe('exports', () => {
  const ask = (query: string) => server.fetch(`/exports/customers.csv?columns=name&${query}`, { headers: { cookie } });

  test.each([
    'filter=1',
    'filter=[]',
    'filter={',
    'orderBy=1',
    'orderBy={}',
    'orderBy="x"',
    'orderBy=[null]',
    'orderBy=[{}]',
  ])('%s is refused', async (query) => expect((await ask(query)).status).toBe(400));

  test('what was asked for does not come back, nor a guess at a name', async () => {
    const canary = 'canary-6222021234567890';
    const wrong = await ask(`filter=${encodeURIComponent(`{"establishedOn":{"eq":"${canary}"}}`)}`);
    expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([400, expect.not.stringContaining(canary)]);
    const guess = await ask(`filter=${encodeURIComponent('{"nam":{}}')}`);
    expect(JSON.stringify(guess.body)).not.toContain('Did you mean');
  });

  test('a filter of a thousand levels is refused', async () => {
    expect((await ask(`filter=${nested('{"not":', 1000, '}')}`)).status).toBe(400);
  });
});
