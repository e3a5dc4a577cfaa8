import { request } from 'node:http';
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
