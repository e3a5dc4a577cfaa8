import { openTestServer, type TestServer } from '../../test/test-server';

let server: TestServer;
let analyst: string;
let sales: string;
beforeAll(async () => {
  server = await openTestServer({ now: () => new Date('2026-11-22T08:00:00.000Z') });
  analyst = await server.signIn('analyst');
  sales = await server.signIn('sales');
  for (const name of ['华东钢铁有限公司', '华南机电有限公司'])
    await server.ask(
      'mutation ($n: String!) { createCustomer(input: {name: $n}) { customer { id } } }',
      { n: name },
      { cookie: sales },
    );
});
afterAll(() => server.close());

const fields = 'savedQuery { id version revision publishedName publishedRevision } userErrors { code path message }';
async function run(text: string, variables: object, cookie = analyst) {
  const { body } = await server.ask(text, variables as Record<string, unknown>, { cookie });
  if (body.errors) return { userErrors: body.errors.map((one: any) => one.extensions) };
  return Object.values(body.data)[0] as any;
}
const create = (input: object, cookie?: string) =>
  run(
    `mutation($i: SavedQueryInput!) { createSavedQuery(input: $i) { ${fields} } }`,
    { i: { name: '查询', ...input } },
    cookie,
  );
const update = (id: string, v: number, p: object, cookie?: string) =>
  run(
    `mutation($id: ID!, $v: Int!, $p: SavedQueryPatch!) { updateSavedQuery(id: $id, expectedVersion: $v, patch: $p) { ${fields} } }`,
    { id, v, p },
    cookie,
  );
const publish = (id: string, v: number, name: string, cookie?: string) =>
  run(
    `mutation($id: ID!, $v: Int!, $name: String!) { publishSavedQuery(id: $id, expectedVersion: $v, name: $name) { ${fields} } }`,
    { id, v, name },
    cookie,
  );
const post = (body: object, headers: Record<string, string>) =>
  server.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
    body: JSON.stringify(body),
  });
async function token(variables: object, cookie = analyst): Promise<Record<string, string>> {
  const { body } = await server.ask(
    'mutation($o: Boolean, $s: [String!]) { createApiToken(name: "报表", expiresOn: "2026-12-31", persistedOnly: $o, scopes: $s) { apiToken { persistedOnly } secret userErrors { code } } }',
    variables as Record<string, unknown>,
    { cookie },
  );
  return { authorization: `Bearer ${body.data.createApiToken.secret}` };
}
const byName =
  'query ($text: String!, $first: Int) { customers(filter: { name: { contains: $text } }, first: $first) { nodes { name } } }';

describe('what is kept can run', () => {
  test.each([
    ['not GraphQL', '{ customers {', 'DOCUMENT_INVALID', /1:14|Syntax/],
    ['a field that does not exist', '{\n  customers { nodes { colour } }\n}', 'DOCUMENT_INVALID', /colour.*2:23/],
    ['a mutation', 'mutation { signOut { userErrors { code } } }', 'DOCUMENT_NOT_ONE_QUERY', /./],
    ['two queries', 'query A { viewer { version } } query B { viewer { version } }', 'DOCUMENT_NOT_ONE_QUERY', /./],
    [
      'too deep',
      `{ customers { nodes ${'{ owner { savedQueries { nodes '.repeat(5)}{ id }${' } } }'.repeat(5)} } }`,
      'DOCUMENT_INVALID',
      /./,
    ],
    [
      'an account number',
      '{ customers(filter: { bankAccounts: { some: { accountNumber: { eq: "6222021234567890128" } } } }) { totalCount } }',
      'SAVED_SECRET',
      /./,
    ],
    [
      'an account number that a variable begins with',
      'query ($f: BankAccountFilter = {accountNumber: {eq: "6222021234567890128"}}) { bankAccounts(filter: $f) { nodes { id } } }',
      'SAVED_SECRET',
      /./,
    ],
  ])('refused: %s', async (_name, document, code, message) => {
    const { userErrors } = await create({ document });
    expect(userErrors[0]).toMatchObject({ code, path: ['document'] });
    expect(userErrors[0].message).toMatch(message);
  });

  test('kept: a number that is asked for when it runs', async () => {
    for (const document of [
      'query ($n: String!) { bankAccounts(filter: {accountNumber: {eq: $n}}) { nodes { id } } }',
      'query ($f: SecretFilter) { bankAccounts(filter: {accountNumber: $f}) { nodes { id } } }',
    ])
      expect((await create({ document })).userErrors).toEqual([]);
  });

  test('parameters name variables and their defaults fit', async () => {
    const { userErrors } = await create({
      document: byName,
      parameters: [
        { name: 'text', label: '名称含', defaultValue: '"钢"' },
        { name: 'first', defaultValue: '"many"' },
        { name: 'colour' },
      ],
    });
    expect(userErrors.map(({ code, path }: any) => [code, path.join('.')])).toEqual([
      ['PARAMETER_DEFAULT', 'parameters.1.defaultValue'],
      ['PARAMETER_UNKNOWN', 'parameters.2.name'],
    ]);
    const twice = await create({
      document: byName,
      parameters: [{ name: 'text' }, { name: 'text', defaultValue: '{' }],
    });
    expect(twice.userErrors.map(({ code }: any) => code)).toEqual(['PARAMETER_TWICE', 'INVALID_JSON']);
  });
});

describe('a published query', () => {
  let id: string;
  test('has a name of its own, given by those who may publish', async () => {
    const made = await create({
      document: byName,
      parameters: [{ name: 'text', label: '名称含', defaultValue: '"钢"' }],
    });
    expect(made.userErrors).toEqual([]);
    id = made.savedQuery.id;
    expect((await publish(id, 1, 'Not A Name')).userErrors[0].code).toBe('QUERY_NAME_FORMAT');
    expect((await publish(id, 1, 'by-name', sales)).userErrors[0].code).toBe('FORBIDDEN');
    expect((await publish(id, 1, 'by-name')).savedQuery).toMatchObject({
      publishedName: 'by-name',
      publishedRevision: 1,
    });
    const other = (await create({ document: '{ viewer { version } }' })).savedQuery;
    expect((await publish(other.id, 1, 'by-name')).userErrors).toMatchObject([{ code: 'DUPLICATE_QUERY_NAME' }]);
  });

  test('is run by name with the rights of who runs it', async () => {
    const headers = await token({});
    const answer = await post({ documentId: 'by-name' }, headers);
    expect([answer.status, answer.body]).toEqual([
      200,
      { data: { customers: { nodes: [{ name: '华东钢铁有限公司' }] } } },
    ]);
    const other = await post({ documentId: 'by-name', variables: { text: '华南' } }, headers);
    expect(other.body.data.customers.nodes).toEqual([{ name: '华南机电有限公司' }]);
    const got = await server.fetch(`/graphql?documentId=by-name&variables=${encodeURIComponent('{"text":"机电"}')}`, {
      headers,
    });
    expect(got.body.data.customers.nodes).toEqual([{ name: '华南机电有限公司' }]);
    const narrow = await token({ s: ['query:read'] });
    expect((await post({ documentId: 'by-name' }, narrow)).body.errors[0].extensions.code).toBe('FORBIDDEN');
    const foreign = await server.fetch('/graphql?documentId=by-name', { headers: { cookie: analyst } });
    expect(foreign.status).toBe(400);
  });

  test('stays as published until it is published again, and old versions can be kept to', async () => {
    const headers = await token({});
    expect((await update(id, 2, { document: byName.replace('{ name }', '{ name code }') })).savedQuery).toMatchObject({
      revision: 2,
      publishedRevision: 1,
    });
    const names = async (documentId: string) =>
      Object.keys((await post({ documentId }, headers)).body.data?.customers.nodes[0] ?? {});
    expect(await names('by-name')).toEqual(['name']);
    expect(await names('by-name@2')).toEqual([]);
    await publish(id, 3, 'by-name');
    expect(await names('by-name')).toEqual(['name', 'code']);
    expect(await names('by-name@1')).toEqual(['name']);
  });

  test('bad requests say what is wrong', async () => {
    const headers = await token({});
    const code = async (body: object) => {
      const answer = await post(body, headers);
      return [answer.status, answer.body.errors[0].extensions.code];
    };
    expect(await code({ documentId: 'nobody' })).toEqual([404, 'PUBLISHED_QUERY_NOT_FOUND']);
    expect(await code({ documentId: 5 })).toEqual([400, 'BAD_REQUEST']);
    expect(await code({ documentId: 'by-name', query: '{ viewer { version } }' })).toEqual([400, 'BAD_REQUEST']);
    expect(await code({ documentId: 'by-name', variables: { text: 5 } })).toEqual([400, 'BAD_USER_INPUT']);
    expect((await post({ documentId: 'by-name' }, {})).status).toBe(401);
  });

  test('that the schema has outgrown says which field', async () => {
    const made = await create({ document: '{ customers { nodes { name } } }' });
    await publish(made.savedQuery.id, 1, 'outgrown');
    await server.app.write(async (tx) => {
      await tx.connection.execute(
        "UPDATE saved_revision SET content = REPLACE(content, 'nodes { name }', 'nodes { formerField }') WHERE query_id = ?",
        [made.savedQuery.id.slice(4)],
      );
    });
    const { body } = await post({ documentId: 'outgrown' }, await token({}));
    expect(body.errors[0]).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
    expect(body.errors[0].message).toContain('formerField');
  });

  test('ends when it is taken back or removed', async () => {
    const headers = await token({});
    const retire = () =>
      run(`mutation($id: ID!) { retireSavedQuery(id: $id, expectedVersion: 4) { ${fields} } }`, { id });
    expect((await retire()).savedQuery).toMatchObject({ publishedName: null });
    expect((await post({ documentId: 'by-name' }, headers)).status).toBe(404);
    const again = await run(`mutation($id: ID!) { retireSavedQuery(id: $id, expectedVersion: 5) { ${fields} } }`, {
      id,
    });
    expect(again.userErrors[0].code).toBe('NOT_PUBLISHED');
    await publish(id, 5, 'by-name');
    const removed = await run(
      `mutation($id: ID!) { removeSavedQuery(id: $id, expectedVersion: 6, reason: "不用了") { ${fields} } }`,
      { id },
    );
    expect(removed.userErrors).toEqual([]);
    expect((await post({ documentId: 'by-name' }, headers)).status).toBe(404);
    const { body } = await server.ask(
      '{ changes(filter: { entity: { eq: "SavedQuery" }, verb: { ne: "REFUSED" } }) { nodes { verb } } }',
      {},
      { cookie: await server.signIn('security') },
    );
    expect(new Set(body.data.changes.nodes.map(({ verb }: any) => verb))).toEqual(
      new Set(['CREATE', 'UPDATE', 'PUBLISH', 'RETIRE', 'REMOVE']),
    );
  });
});

test('how the answer is shown is kept with the query and comes back with a version', async () => {
  const document = '{ customers { nodes { name } } }';
  const chart = (kind: string) =>
    JSON.stringify({ shape: 'chart', chart: { kind, category: 'name', measures: ['#'] } });
  expect((await create({ document, layout: '{chart' })).userErrors).toMatchObject([
    { code: 'INVALID_JSON', path: ['layout'] },
  ]);
  const { savedQuery: made } = await create({ document, layout: chart('line'), visibility: 'ALL' });
  expect((await update(made.id, 1, { layout: chart('ring') }, sales)).userErrors[0].code).toBe('RECORD_NOT_EDITABLE');
  expect((await update(made.id, 1, { layout: chart('ring') })).savedQuery.revision).toBe(2);
  const back = await run(
    'mutation($id: ID!) { restoreSavedQueryRevision(id: $id, expectedVersion: 2, revision: 1) { savedQuery { layout revision } userErrors { code } } }',
    { id: made.id },
  );
  expect(back).toEqual({ savedQuery: { layout: chart('line'), revision: 3 }, userErrors: [] });
});

test('a locked token runs published queries and nothing else', async () => {
  const made = await create({ document: '{ viewer { user { userName } } }' });
  await publish(made.savedQuery.id, 1, 'who');
  const headers = await token({ o: true });
  expect((await post({ documentId: 'who' }, headers)).body.data.viewer.user.userName).toBe('analyst');
  for (const body of [
    { query: '{ viewer { version } }' },
    { query: 'mutation { signOut { userErrors { code } } }' },
    { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
  ]) {
    const answer = await post(body, headers);
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([403, 'PERSISTED_ONLY']);
    expect(answer.body.errors[0].message).toContain('documentId');
  }
  expect((await server.fetch('/graphql?query={viewer{version}}', { headers })).status).toBe(403);
  expect((await server.fetch('/exports/customers.csv?columns=name', { headers })).status).toBe(403);
  // one that runs everything is not locked by it
  expect((await post({ query: '{ viewer { version } }' }, await token({}))).status).toBe(200);
});
