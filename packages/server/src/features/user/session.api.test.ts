import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openTestServer, testPassword, type TestServer } from '../../test/test-server';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36';
const list = '{ sessions { id browser system ip method createdAt lastSeenAt current } }';
const whoami = '{ viewer { user { userName } } }';
type Answered = Awaited<ReturnType<TestServer['ask']>>;
const user = (answer: Answered) => answer.body.data.viewer.user;
const usr = (role: keyof TestServer['app']['actors']) => `usr_${server.app.actors[role].userId}`;
const signIn = async (userName: string, headers: Record<string, string> = {}) => {
  const answer = await server.ask(
    `mutation { signIn(userName: "${userName}", password: "${testPassword}") { userErrors { code } } }`,
    {},
    headers,
  );
  return answer.headers.get('set-cookie')!.split(';')[0]!;
};
const sessionsOf = async (cookie: string) => (await server.ask(list, {}, { cookie })).body.data.sessions;
const alive = async (cookie: string) => user(await server.ask(whoami, {}, { cookie })) !== null;

test('one sees where one is signed in, and ends one of them or all others', async () => {
  const here = await signIn('sales', { 'user-agent': chrome, 'x-forwarded-for': '10.9.0.1' });
  const there = await signIn('sales', { 'user-agent': 'curl/8.0', 'x-forwarded-for': '10.9.0.2' });
  const third = await signIn('sales');
  const sessions = await sessionsOf(here);
  expect(sessions).toHaveLength(3);
  const own = sessions.find((session: { current: boolean }) => session.current);
  expect(own).toMatchObject({ browser: 'Chrome', system: 'Windows', method: 'PASSWORD' });
  expect(own.createdAt).toMatch(/^\d{4}-.*Z$/);
  const curl = sessions.find((session: { browser: string }) => session.browser === 'curl');
  expect(curl).toMatchObject({ system: null, ip: '10.9.0.2', current: false });

  const end = (id: string, cookie: string) =>
    server.ask('mutation($id: ID!) { endSession(id: $id) { ended userErrors { code } } }', { id }, { cookie });
  const stranger = await end(curl.id, await signIn('manager'));
  expect(stranger.body.data.endSession).toEqual({ ended: null, userErrors: [{ code: 'NOT_FOUND' }] });
  expect((await end(curl.id, here)).body.data.endSession).toEqual({ ended: 1, userErrors: [] });
  expect([await alive(there), await alive(third)]).toEqual([false, true]);

  const others = await server.ask('mutation { endOtherSessions { ended } }', {}, { cookie: here });
  expect(others.body.data.endOtherSessions.ended).toBe(1);
  expect([await alive(here), await alive(third)]).toEqual([true, false]);
});

test('a session moves with its person, and the address of the last use shows', async () => {
  const cookie = await signIn('analyst', { 'x-forwarded-for': '10.9.1.1' });
  await server.ask(whoami, {}, { cookie, 'x-forwarded-for': '10.9.1.2' });
  await server.app.write(async () => undefined); // the note of its use is written behind
  expect((await sessionsOf(cookie))[0]).toMatchObject({ ip: '10.9.1.2' });
});

test('the administrator sees and ends a person’s sessions; others may not', async () => {
  const cookie = await signIn('auditor');
  const admin = await signIn('administrator');
  const of = (who: string) =>
    server.ask('query($id: ID!) { userSessions(userId: $id) { id current } }', { id: usr('AUDITOR') }, { cookie: who });
  expect((await of(admin)).body.data.userSessions).toHaveLength(1);
  expect((await of(cookie)).body.errors[0].extensions.code).toBe('FORBIDDEN');
  const end = (who: string) =>
    server.ask(
      'mutation($id: ID!) { endUserSessions(userId: $id) { ended } }',
      { id: usr('AUDITOR') },
      { cookie: who },
    );
  expect((await end(cookie)).body.errors[0].extensions.code).toBe('FORBIDDEN');
  expect((await end(admin)).body.data.endUserSessions.ended).toBe(1);
  expect(await alive(cookie)).toBe(false);
});

test('a token tells nothing of sessions and ends none', async () => {
  const cookie = await signIn('manager');
  const on = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const made = await server.ask(
    `mutation { createApiToken(name: "x", expiresOn: "${on}") { secret } }`,
    {},
    { cookie },
  );
  const authorization = `Bearer ${made.body.data.createApiToken.secret}`;
  for (const document of [
    list,
    'mutation { endOtherSessions { ended } }',
    'mutation { beginTotp(password: "x") { uri } }',
  ])
    expect((await server.ask(document, {}, { authorization })).body.errors[0].extensions.code).toBe('FORBIDDEN');
});

test('ending a session is told in the log, whoever ends it; one that has run out says nothing and changes nothing', async () => {
  const ends = async (role: keyof TestServer['app']['actors']) =>
    (
      await server.app.db.read.query<{ operation: string; reason: string | null; actor_id: string }>(
        "SELECT operation, reason, actor_id FROM audit_event WHERE verb = 'SESSION_END' AND record_id = ? ORDER BY id",
        [usr(role)],
      )
    ).map(({ operation, reason, actor_id }) => [operation, reason, actor_id]);
  const { CREDIT_OFFICER, ADMINISTRATOR } = server.app.actors;
  const end = (id: string, cookie: string) =>
    server.ask('mutation($id: ID!) { endSession(id: $id) { ended userErrors { code } } }', { id }, { cookie });
  const own = async (cookie: string) =>
    (await sessionsOf(cookie)).find((session: { current: boolean }) => session.current).id;
  const here = await signIn('credit_officer');
  await end(await own(await signIn('credit_officer')), here);
  const admin = await signIn('administrator');
  await end(await own(await signIn('credit_officer')), admin);
  const off = (active: boolean, version: number) =>
    server.ask(
      'mutation($id: ID!, $v: Int!, $on: Boolean) { updateUser(id: $id, expectedVersion: $v, patch: { active: $on }) { userErrors { code } } }',
      { id: usr('CREDIT_OFFICER'), v: version, on: active },
      { cookie: admin },
    );
  await off(false, 1);
  expect(await ends('CREDIT_OFFICER')).toEqual([
    ['endSession', null, CREDIT_OFFICER.userId],
    ['endSession', null, ADMINISTRATOR.userId],
    ['updateUser', 'DEACTIVATED', ADMINISTRATOR.userId],
  ]);
  await off(true, 2);

  const late = await signIn('credit_officer');
  await server.app.write((tx) =>
    tx.connection.execute("UPDATE user_session SET expires_at = '2020-01-01T00:00:00.000Z' WHERE user_id = ?", [
      CREDIT_OFFICER.userId,
    ]),
  );
  const lines = async () =>
    Number((await server.app.db.read.query<{ n: number }>('SELECT COUNT(*) AS n FROM audit_event'))[0]!.n);
  const before = await lines();
  const answer = await server.ask(
    'mutation { createCustomer(input: { name: "某某某有限公司" }) { userErrors { code } } }',
    {},
    { cookie: late },
  );
  expect(answer.body.errors[0].extensions.code).toBe('SESSION_EXPIRED');
  expect(await lines()).toBe(before);
});

describe('two server processes on one database', () => {
  let child: ChildProcess;
  let url: string;
  beforeAll(async () => {
    child = spawn(
      process.execPath,
      ['-r', '@swc-node/register', join(__dirname, 'second-server.fixture.ts'), JSON.stringify(server.app.database)],
      {
        cwd: join(__dirname, '../../..'),
        env: { ...process.env, SWC_NODE_PROJECT: 'tsconfig.json' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const port = await new Promise<string>((resolve) =>
      child.stdout!.once('data', (text) => resolve(String(text).trim())),
    );
    url = `http://127.0.0.1:${port}/graphql`;
  });
  afterAll(() => child.kill('SIGKILL'));

  /** Status and user of a request to the other process. */
  const there = async (headers: Record<string, string>) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: whoami }),
    });
    const { data } = (await response.json()) as { data?: { viewer: { user: object | null } } };
    return response.status === 200 && data?.viewer.user != null;
  };

  test('a person switched off in one is out of the other within 5 seconds, sessions and tokens', async () => {
    const admin = await signIn('administrator');
    const cookie = await signIn('analyst');
    const on = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const made = await server.ask(
      `mutation { createApiToken(name: "x", expiresOn: "${on}") { secret } }`,
      {},
      { cookie },
    );
    const authorization = `Bearer ${made.body.data.createApiToken.secret}`;
    expect([await there({ cookie }), await there({ authorization })]).toEqual([true, true]);

    const set = async (active: boolean) => {
      const { version } = (await server.ask(`{ user(id: "${usr('ANALYST')}") { version } }`, {}, { cookie: admin }))
        .body.data.user;
      const answer = await server.ask(
        'mutation($id: ID!, $v: Int!, $on: Boolean) { updateUser(id: $id, expectedVersion: $v, patch: { active: $on }) { userErrors { code } } }',
        { id: usr('ANALYST'), v: version, on: active },
        { cookie: admin },
      );
      expect(answer.body.data.updateUser.userErrors).toEqual([]);
    };
    await set(false);
    const since = performance.now();
    expect([await alive(cookie)]).toEqual([false]);
    // judged by when a question was sent that still got through: a slow machine answers late, and that is no fault of the cache
    const lastIn = async (headers: Record<string, string>): Promise<number> => {
      let sent = 0;
      for (let asked = since; await there(headers); asked = performance.now()) {
        sent = asked - since;
        if (sent > 5_000) break;
        await pause(50);
      }
      return sent;
    };
    expect(Math.max(...(await Promise.all([lastIn({ cookie }), lastIn({ authorization })])))).toBeLessThan(5_000);

    await set(true);
    expect([await there({ cookie }), await there({ authorization })]).toEqual([false, false]);
  });
});
