import { getIntrospectionQuery } from 'graphql';
import { serverAudits } from 'graphql-http';
import { openTestServer, type TestServer } from '../test/test-server';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await openTestServer();
  cookie = await server.signIn('administrator');
});
afterAll(() => server.close());

const codes = (answer: { body: { errors?: { extensions: { code: string } }[] } }): string[] =>
  (answer.body.errors ?? []).map((e) => e.extensions.code);
const signed = () => ({ cookie });

describe('GraphQL over HTTP', () => {
  test('every MUST of the specification is kept', async () => {
    const audits = serverAudits({
      url: `${server.url}/graphql`,
      fetchFn: (url: string, init?: RequestInit) =>
        fetch(url, { ...init, headers: { ...init?.headers, cookie, 'x-requested-with': 'audit' } }),
    });
    const results = await Promise.all(
      audits.map(async (audit) => ({ ...(await audit.fn()), name: `${audit.id} ${audit.name}` })),
    );
    expect(results).toHaveLength(61);
    expect(results.filter((result) => result.status === 'error').map((result) => result.name)).toEqual([]);
    // legacy application/json: Apollo answers 400 where a SHOULD asks for 200
    const warned = results.filter((result) => result.status === 'warn').map((result) => result.name.slice(0, 4));
    expect(warned.sort()).toEqual(['572B', '7B9B', 'FDE2']);
  });

  test('strangers read nothing, not even the schema', async () => {
    expect(codes(await server.ask('{ customers { nodes { id } } }'))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await server.ask(getIntrospectionQuery()))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await server.ask('{ a: __type(name: "Customer") { name } }'))).toEqual(['UNAUTHENTICATED']);
    const wrong = await server.ask('{ customers { nodes { nam } } }');
    expect(wrong.body.errors[0].message).not.toMatch(/nam|Customer/);
  });

  test('signed in the schema may be read; what does not fit it is said in the language of the caller', async () => {
    expect(
      (await server.ask(getIntrospectionQuery(), undefined, signed())).body.data.__schema.types.length,
    ).toBeGreaterThan(50);
    const ask = async (document: string, variables?: Record<string, unknown>, language = 'zh') => {
      const { status, body } = await server.ask(document, variables, { ...signed(), 'accept-language': language });
      expect(status).toBe(400);
      return { message: body.errors[0].message, original: body.errors[0].extensions.original };
    };
    const wrong = '{ customers { nodes { nam } } }';
    expect(await ask(wrong)).toEqual({
      message: '类型 Customer 没有字段 nam，请改正字段名或删去它。是否要写 name、fax？',
      original: 'Cannot query field "nam" on type "Customer".',
    });
    expect(await ask(wrong, undefined, 'en')).toEqual({
      message: 'Cannot query field "nam" on type "Customer". Did you mean name, fax?',
      original: undefined,
    });
    expect((await ask('{ customer { id } }')).message).toBe('字段 customer 缺少必填参数 id（类型 ID!），请补上');
    expect((await ask('{ customers(first: "x") { totalCount } }')).message).toBe('应为整数');
    expect((await ask('{ customers { ')).message).toMatch(/^语法错误：/);
    expect(
      (await ask('query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }', { f: { nam: 1 } })).message,
    ).toBe('变量 $f：输入类型 CustomerFilter 没有字段 nam，请改正字段名或删去它。是否要写 name、and、fax？');
    const secret = await ask('query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }', {
      f: { relationshipStage: { eq: 'x Did you mean "hunter2"?' } },
    });
    expect(JSON.stringify(secret)).not.toMatch(/hunter2/);
    expect(secret.message).toMatch(/没有这个选项/);
  });

  test('a list is answered, and says how many statements it took when asked', async () => {
    const query = '{ customers(first: 3) { nodes { id name contacts { nodes { name } } } } users { totalCount } }';
    const answer = await server.ask(query, undefined, { ...signed(), 'x-dossier-explain': '1' });
    expect(answer.body.errors).toBeUndefined();
    expect(answer.body.extensions.statements).toBeGreaterThanOrEqual(2);
    expect((await server.ask(query, undefined, signed())).body.extensions).toBeUndefined();
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]+$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('compiled and interpreted give the same, twice', async () => {
    const query =
      'query Q($f: UserFilter, $x: Boolean!) { users(filter: $f, first: 2) { nodes { id ... on Node @include(if: $x) { id } userName roles } totalCount } }';
    const variables = { f: { or: [{ userName: { contains: 'a' } }, { not: { roles: { has: 'SALES' } } }] }, x: true };
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push((await server.ask(query, variables, signed())).body);
    expect(answers[0].data.users.nodes).toHaveLength(2);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});

test('errors of a query keep their types when it is compiled', async () => {
  const query =
    '{ assessmentPreview(input: { customerId: "x" }) { userErrors { __typename code } } node(id: "cus_x") { __typename } }';
  for (let i = 0; i < 3; i++) {
    const { body } = await server.ask(query, undefined, signed());
    expect(body.errors).toBeUndefined();
    expect(body.data.assessmentPreview.userErrors[0].__typename).toBe('ValidationError');
  }
});

describe('limits', () => {
  const nested = (depth: number) =>
    `{ customers { nodes { ${'contacts { nodes { customer { '.repeat(depth)}id${' } } }'.repeat(depth)} } } }`;

  test.each([
    ['depth', nested(6), 'QUERY_TOO_DEEP'],
    [
      'aliases',
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: viewer { demo }`).join(' ')} }`,
      'QUERY_TOO_MANY_ALIASES',
    ],
  ])('%s', async (_name, query, code) => {
    const answer = await server.ask(query, undefined, signed());
    expect(answer.status).toBe(400);
    expect(codes(answer)).toEqual([code]);
    expect(JSON.stringify(answer.body).length).toBeLessThan(2048);
    expect(answer.body.errors[0].message).toMatch(/\d/);
  });

  test('tokens: people at the workbench may write longer documents than programs and strangers', async () => {
    const wide = (characters: number) => '{ customers { totalCount } }'.padEnd(characters, ' ');
    const long = (values: number) =>
      `{ customers(filter: { or: [${'{ name: { eq: "A" } } '.repeat(values)}] }) { totalCount } }`;
    const made = await server.ask(
      'mutation($on: Date!) { createApiToken(name: "长文档", expiresOn: $on) { secret } }',
      { on: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10) },
      signed(),
    );
    const token = { authorization: `Bearer ${made.body.data.createApiToken.secret}` };
    for (const headers of [signed(), token])
      expect((await server.ask(wide(9000), undefined, headers)).body.errors).toBeUndefined();
    // the parser takes it; the bound on conditions is another
    expect(codes(await server.ask(long(300), undefined, signed()))).not.toContain('QUERY_TOO_LARGE');
    for (const [headers, values, max] of [
      [signed(), 1200, '10000'],
      [token, 300, '2000'],
      [{}, 300, '2000'],
    ] as const) {
      const answer = await server.ask(long(values), undefined, headers);
      expect([answer.status, codes(answer)]).toEqual([400, ['QUERY_TOO_LARGE']]);
      expect(answer.body.errors[0].message.replace(/[ ,]/g, '')).toContain(max);
    }
    // what repeats itself is refused all the same
    const fields = await server.ask(`{ viewer { ${'demo '.repeat(9900)} } }`, undefined, signed());
    expect([fields.status, codes(fields)]).toEqual([400, ['GRAPHQL_VALIDATION_FAILED']]);
  });

  test('a batch is refused', async () => {
    const answer = await server.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[{"query":"{viewer{demo}}"}]',
    });
    expect(answer.status).toBe(400);
  });

  test('many repeated fields are answered quickly', async () => {
    const start = performance.now();
    await server.ask(`{ viewer { ${'demo '.repeat(1900)} } }`, undefined, signed());
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('a stored operation is found by its hash', async () => {
    const { createHash } = await import('node:crypto');
    const query = '{ viewer { demo } }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
    const post = (body: object) =>
      server.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect(codes(await post({ extensions }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect((await post({ query, extensions })).body.data).toEqual({ viewer: { demo: false } });
    expect((await post({ extensions })).body.data).toEqual({ viewer: { demo: false } });
  });
});

describe('what was typed never comes back', () => {
  const canary = 'canary-6222021234567890';
  test.each([
    ['variable of a wrong type', 'query($n: Int!) { customers(first: $n) { totalCount } }', { n: canary }],
    [
      'unknown enum value',
      'query($f: UserFilter) { users(filter: $f) { totalCount } }',
      { f: { role: { eq: canary } } },
    ],
    [
      'deep in a variable',
      'query($f: CustomerFilter) { customers(filter: $f) { totalCount } }',
      { f: { and: [{ establishedOn: { eq: canary } }] } },
    ],
    [
      'unknown field of an input',
      'query($f: CustomerFilter) { customers(filter: $f) { totalCount } }',
      { f: { name: { [`contains`]: 1 }, [canary]: 1 } },
    ],
    ['literal', `{ customers(first: "${canary}") { totalCount } }`, undefined],
    ['enum literal', `{ users(filter: { role: { eq: "${canary}" } }) { totalCount } }`, undefined],
    ['syntax', `{ users("${canary}") }`, undefined],
  ])('%s', async (name, query, variables) => {
    const answer = await server.ask(query, variables, signed());
    expect(answer.body.errors.length).toBeGreaterThan(0);
    // the name of an unknown field is the caller's own text, needed to find it
    if (!name.startsWith('unknown field')) expect(JSON.stringify(answer.body)).not.toContain(canary);
  });

  test('the place of a wrong value is told', async () => {
    const answer = await server.ask(
      'query($f: CustomerFilter) { customers(filter: $f) { totalCount } }',
      { f: { and: [{ establishedOn: { eq: 'x' } }] } },
      signed(),
    );
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].message).toContain('f.and[0].establishedOn.eq');
  });
});
