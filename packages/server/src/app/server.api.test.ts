import { request } from 'node:http';
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

  test('signed in the schema may be read, guesses are not helped', async () => {
    expect(
      (await server.ask(getIntrospectionQuery(), undefined, signed())).body.data.__schema.types.length,
    ).toBeGreaterThan(50);
    const wrong = await server.ask('{ customers { nodes { nam } } }', undefined, signed());
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors[0].message).toBe('Cannot query field "nam" on type "Customer".');
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
      'query Q($f: UserFilter, $x: Boolean!) { users(filter: $f, first: 2) { nodes { id ... on Node @include(if: $x) { id } userName role } totalCount } }';
    const variables = { f: { or: [{ userName: { contains: 'a' } }, { not: { role: { eq: 'SALES' } } }] }, x: true };
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push((await server.ask(query, variables, signed())).body);
    expect(answers[0].data.users.nodes).toHaveLength(2);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
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
    ['tokens', `{ viewer { ${'demo '.repeat(2001)} } }`, 'QUERY_TOO_LARGE'],
  ])('%s', async (_name, query, code) => {
    const answer = await server.ask(query, undefined, signed());
    expect(answer.status).toBe(400);
    expect(codes(answer)).toEqual([code]);
    expect(JSON.stringify(answer.body).length).toBeLessThan(2048);
    expect(answer.body.errors[0].message).toMatch(/\d/);
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

describe('HTTP', () => {
  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    server.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

  test('bad bodies get JSON errors with a cure', async () => {
    for (const [answer, status, code] of [
      [await post('{"query":'), 400, 'BAD_REQUEST'],
      [await post('{"query":"{viewer{demo}}","variables":{"__proto__":{"a":1}}}'), 400, 'BAD_REQUEST'],
      [await post('x', { 'content-encoding': 'gzip' }), 415, 'BAD_REQUEST'],
      [await post(Buffer.alloc(1024 * 1024 + 1, 'x')), 413, 'BODY_TOO_LARGE'],
      [await post('{"query":"{viewer{demo}}"}', { 'content-type': 'text/plain' }), 403, 'CSRF'],
      [await server.fetch('/nowhere', { method: 'POST' }), 404, 'NOT_FOUND'],
      [await server.fetch('/graphql', { method: 'DELETE' }), 405, 'BAD_REQUEST'],
      [await server.fetch('/health/deep'), 404, 'NOT_FOUND'],
      [await server.fetch('/files/anything'), 404, 'NOT_FOUND'],
    ] as const) {
      expect([answer.status, codes(answer)]).toEqual([status, [code]]);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.body.errors[0].extensions.requestId).toBeTruthy();
    }
  });

  test('a body that grows beyond the limit is cut off while it comes', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const req = request(
        `${server.url}/graphql`,
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (res) => {
          res.resume();
          res.on('end', () => resolve(res.statusCode));
        },
      );
      req.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error),
      );
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const more = () => !req.destroyed && req.write(chunk, () => setImmediate(more));
      more();
    });
    expect(status).toBe(413);
  });

  test('GET runs queries for those who pass the browser’s check, never mutations', async () => {
    const query = `/graphql?query=${encodeURIComponent('{ viewer { demo } }')}`;
    expect((await server.fetch(query)).status).toBe(400);
    expect((await server.fetch(query, { headers: { 'x-requested-with': 'test' } })).body.data).toEqual({
      viewer: { demo: false },
    });
    const mutation = `/graphql?query=${encodeURIComponent('mutation { signOut { viewer { demo } } }')}`;
    expect((await server.fetch(mutation, { headers: { 'x-requested-with': 'test' } })).status).toBe(405);
  });

  test('health tells strangers only that it is well', async () => {
    expect((await server.fetch('/health')).body).toEqual({ status: 'ok' });
    expect((await server.fetch('/health', { headers: { cookie } })).body).toMatchObject({
      status: 'ok',
      version: expect.any(String),
      database: expect.any(String),
    });
  });

  test('long answers travel compressed over a network, and plain on this machine', async () => {
    const query = '{ entityInfo(name: "Customer") { fields { name label { zh en } } } }';
    const size = async (headers: Record<string, string>) => {
      const answer = await server.ask(query, undefined, { ...signed(), 'accept-encoding': 'gzip', ...headers });
      expect(answer.body.data.entityInfo[0].fields.length).toBeGreaterThan(20);
      return { encoding: answer.headers.get('content-encoding'), length: Number(answer.headers.get('content-length')) };
    };
    const here = await size({});
    const there = await size({ 'x-forwarded-for': '10.9.9.9' });
    expect([here.encoding, there.encoding]).toEqual([null, 'gzip']);
    expect(there.length).toBeLessThan(here.length / 2);
  });

  test('no header names the software', async () => {
    const { headers } = await server.fetch('/health');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('what is not HTTP gets an answer that can be read', async () => {
    const { connect } = await import('node:net');
    const text = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      let all = '';
      socket.on('data', (chunk) => (all += String(chunk))).on('close', () => resolve(all));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400/);
    expect(text).toContain('BAD_REQUEST');
  });
});

describe('when the engine fails', () => {
  const failing = (code: string) => () => Promise.reject(Object.assign(new Error("boom 'canary'"), { code }));
  test.each([
    ['ECONNREFUSED', 503, 'DATABASE_AWAY'],
    ['SQLITE_FULL', 507, 'STORAGE_FULL'],
    ['SQLITE_BUSY', 503, 'BUSY'],
    ['SQLITE_ERROR', 200, 'INTERNAL'],
  ])('%s is answered in plain words', async (code, status, expected) => {
    const query = jest.spyOn(server.app.db.read, 'query').mockImplementation(failing(code));
    const answer = await server.ask('{ customers { nodes { name } } }', undefined, signed());
    query.mockRestore();
    expect([answer.status, codes(answer)]).toEqual([status, [expected]]);
    expect(answer.headers.get('retry-after')).toBe(status === 200 ? null : '5');
    expect(JSON.stringify(answer.body)).not.toMatch(/boom|canary/);
  });

  test('health says so', async () => {
    const query = jest.spyOn(server.app.db.read, 'query').mockImplementation(failing('ECONNREFUSED'));
    const answer = await server.fetch('/health');
    query.mockRestore();
    expect([answer.status, answer.body]).toEqual([503, { status: 'database away' }]);
  });
});
