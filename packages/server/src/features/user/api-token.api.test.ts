import { forgetUser } from '../../platform/auth';
import { openTestServer, testPassword, type TestServer } from '../../test/test-server';

let now = Date.parse('2026-11-21T08:00:00.000Z');
let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await openTestServer({ now: () => new Date(now) });
  cookie = await server.signIn('sales');
});
afterAll(() => server.close());

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const document =
  'mutation($name: String!, $on: Date!) { createApiToken(name: $name, expiresOn: $on) { apiToken { id name expiresOn beginning owner { userName } } secret userErrors { code path } } }';
const create = async (name: string, on: string, headers: Record<string, string> = { cookie }) =>
  (await server.ask(document, { name, on }, headers)).body;

test('a token acts for its owner, is shown once and stored as a hash', async () => {
  const { apiToken, secret, userErrors } = (await create('每日报表', '2026-12-31')).data.createApiToken;
  expect(userErrors).toEqual([]);
  expect(secret).toMatch(/^dos_[\w-]{43}$/);
  expect(apiToken).toMatchObject({
    name: '每日报表',
    expiresOn: '2026-12-31',
    beginning: secret.slice(0, 10),
    owner: { userName: 'sales' },
  });

  const answer = await server.ask(
    '{ viewer { user { userName } scopes } apiTokens { nodes { name lastUsedAt } } }',
    {},
    bearer(secret),
  );
  expect(answer.body.data.viewer.user.userName).toBe('sales');
  expect(answer.body.data.viewer.scopes).toContain('customer:create');
  for (const table of ['api_token', 'api_token_secret', 'audit_event']) {
    expect(JSON.stringify(await server.app.db.read.query(`SELECT * FROM ${table}`))).not.toContain(secret);
  }
});

test('everybody sees and ends only their own, but for those who administer people', async () => {
  const { apiToken, secret } = (await create('mine', '2026-12-31')).data.createApiToken;
  const other = await server.signIn('manager');
  const list = await server.ask('{ apiTokens { nodes { name } } }', {}, { cookie: other });
  expect(list.body.data.apiTokens.nodes).toEqual([]);
  const revoke = async (who: string) =>
    (
      await server.ask(
        'mutation($id: ID!) { revokeApiToken(id: $id) { apiToken { revokedAt } userErrors { code } } }',
        { id: apiToken.id },
        { cookie: who },
      )
    ).body.data.revokeApiToken;
  expect((await revoke(other)).userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  expect((await server.ask('{ viewer { demo } }', {}, bearer(secret))).status).toBe(200);
  const seen = await server.ask(
    '{ apiTokens(filter: { name: { eq: "mine" } }) { nodes { name owner { userName } } } }',
    {},
    { cookie: await server.signIn('administrator') },
  );
  expect(seen.body.data.apiTokens.nodes).toEqual([{ name: 'mine', owner: { userName: 'sales' } }]);
  expect((await revoke(cookie)).apiToken.revokedAt).toBe(new Date(now).toISOString());
  const dead = await server.ask('{ viewer { demo } }', {}, bearer(secret));
  expect([dead.status, dead.body.errors[0].extensions.code]).toEqual([401, 'TOKEN_INVALID']);
  expect(dead.headers.get('www-authenticate')).toContain('Bearer');
});

test('the lifetime is bounded and the name needed', async () => {
  for (const on of ['2026-11-21', '2020-01-01', '2027-12-31'])
    expect((await create('x', on)).data.createApiToken.userErrors).toEqual([
      { code: 'TOKEN_LIFETIME', path: ['expiresOn'] },
    ]);
  expect((await create(' ', '2026-12-31')).data.createApiToken.userErrors).toEqual([
    { code: 'REQUIRED', path: ['name'] },
  ]);
});

test('a token cannot make tokens or change the password', async () => {
  const { secret } = (await create('limited', '2026-12-31')).data.createApiToken;
  expect((await create('more', '2026-12-31', bearer(secret))).errors[0].extensions.code).toBe('FORBIDDEN');
  const change = await server.ask(
    `mutation { changePassword(currentPassword: "${testPassword}", newPassword: "something else") { userErrors { code } } }`,
    {},
    bearer(secret),
  );
  expect(change.body.errors[0].extensions.code).toBe('FORBIDDEN');
});

test('a token works through its last day and not after', async () => {
  const { secret } = (await create('short', '2026-11-22')).data.createApiToken;
  now = Date.parse('2026-11-22T15:59:00.000Z'); // 23:59 in Shanghai
  expect((await server.ask('{ viewer { demo } }', {}, bearer(secret))).status).toBe(200);
  now = Date.parse('2026-11-22T16:01:00.000Z');
  forgetUser(server.app.actors.SALES.userId);
  const answer = await server.ask('{ viewer { demo } }', {}, bearer(secret));
  expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([401, 'TOKEN_EXPIRED']);
  // who goes on using it, and who guesses, is told once with a count: by as much of the token as its owner's list shows
  for (let i = 0; i < 3; i++) await server.ask('{ viewer { demo } }', {}, bearer(secret));
  await server.ask('{ viewer { demo } }', {}, bearer(`dos_${'x'.repeat(43)}`));
  await server.ask('{ viewer { demo } }', {}, bearer('my own password'));
  const traces = await server.app.db.read.query<Record<string, unknown>>(
    "SELECT subject, reason, operation, outcome, actor_id FROM audit_event WHERE verb = 'REFUSED' AND reason LIKE 'TOKEN%' AND at >= ? ORDER BY id",
    [new Date(now).toISOString()],
  );
  const told = { operation: 'POST /graphql', outcome: 'REFUSED', actor_id: null };
  expect(traces).toEqual([
    { ...told, subject: secret.slice(0, 10), reason: 'TOKEN_EXPIRED' },
    { ...told, subject: 'dos_xxxxxx', reason: 'TOKEN_INVALID' },
    { ...told, subject: null, reason: 'TOKEN_INVALID' },
  ]);
});

test('a token may use GET without the mark that browsers need', async () => {
  now = Date.parse('2026-11-23T00:00:00.000Z');
  cookie = await server.signIn('sales');
  const { secret } = (await create('get', '2026-12-31')).data.createApiToken;
  const answer = await server.fetch(`/graphql?query=${encodeURIComponent('{ viewer { user { userName } } }')}`, {
    headers: bearer(secret),
  });
  expect(answer.body.data.viewer.user.userName).toBe('sales');
});
