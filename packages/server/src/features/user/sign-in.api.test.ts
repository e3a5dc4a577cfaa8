import { openTestServer, signInDocument, testPassword, type Answer, type TestServer } from '../../test/test-server';
import { forgetUser } from '../../platform/auth';
import { addressRule, countAttempt, guessOf, waitAfter } from './attempt.store';

let now = Date.parse('2026-11-21T08:00:00.000Z');
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({ now: () => new Date(now) });
});
afterAll(() => server.close());

const minutes = (n: number) => n * 60_000;
const whoami = '{ viewer { user { userName roles createdBy { name } } scopes theme locale version } }';
const from = (ip: string) => ({ 'x-forwarded-for': ip });
const tryTo = (userName: string, password: string, ip = '10.0.0.1') =>
  server.ask(signInDocument, { userName, password }, from(ip));
const errorsOf = (answer: Answer): string[] => answer.body.data.signIn.userErrors.map((e: { code: string }) => e.code);
/** The identity cache keeps for 5 seconds of real time. */
const forgetAll = () => Object.values(server.app.actors).forEach(({ userId }) => forgetUser(userId));

test('a session begins with a cookie that scripts cannot read and ends with sign-out', async () => {
  const answer = await tryTo(' Sales ', testPassword);
  expect(answer.body.data.signIn).toMatchObject({
    viewer: { user: { userName: 'sales', roles: ['SALES'] }, mustChangePassword: false, locale: 'ZH' },
    userErrors: [],
  });
  const set = answer.headers.get('set-cookie')!;
  expect(set).toMatch(/^dossier_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/);
  const cookie = set.split(';')[0]!;

  expect((await server.ask(whoami, {}, { cookie })).body.data.viewer.user.userName).toBe('sales');
  const out = await server.ask('mutation { signOut { viewer { user { id } } } }', {}, { cookie });
  expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
  expect((await server.ask(whoami, {}, { cookie })).body.data.viewer).toMatchObject({
    user: null,
    scopes: [],
    version: null,
  });
});

test('over https the cookie travels over https only', async () => {
  const secure = await openTestServer({ config: { https: true } });
  const answer = await secure.ask(signInDocument, { userName: 'sales', password: testPassword });
  expect(answer.headers.get('set-cookie')).toMatch(/; Secure$/);
  expect(answer.headers.get('strict-transport-security')).toContain('max-age');
  await secure.close();
});

test('the secret is nowhere in the database', async () => {
  const secret = (await server.signIn('auditor')).split('=')[1]!;
  const rows = await server.app.db.read.query('SELECT * FROM user_session');
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test('an old cookie does not survive sign-in: a new secret, and the old one is dead', async () => {
  const first = await server.signIn('analyst');
  const answer = await server.ask(signInDocument, { userName: 'analyst', password: testPassword }, { cookie: first });
  const second = answer.headers.get('set-cookie')!.split(';')[0]!;
  expect(second).not.toBe(first);
  expect((await server.ask(whoami, {}, { cookie: first })).body.data.viewer.user).toBeNull();
});

test('a session that nobody uses ends after 12 hours, one in use after 7 days', async () => {
  const cookie = await server.signIn('manager');
  const user = async () => (forgetAll(), (await server.ask(whoami, {}, { cookie })).body.data.viewer.user);
  now += minutes(11 * 60);
  expect(await user()).not.toBeNull();
  await server.app.write(async () => undefined); // the note of its use is written behind
  now += minutes(11 * 60);
  expect(await user()).not.toBeNull();
  await server.app.write(async () => undefined);
  now += minutes(13 * 60);
  expect(await user()).toBeNull();
  const refused = await server.ask('{ customers { totalCount } }', {}, { cookie });
  expect(refused.body.errors[0].extensions.code).toBe('SESSION_EXPIRED');
});

describe('guessing', () => {
  test('wrong passwords and unknown people are answered in the same words', async () => {
    const wrong = await tryTo('sales', 'wrong', '10.1.0.1');
    const unknown = await tryTo('nobody', 'wrong', '10.1.0.1');
    expect(errorsOf(wrong)).toEqual(['BAD_CREDENTIALS']);
    expect(unknown.body.data).toEqual(wrong.body.data);
  });

  test('and in the same time', async () => {
    const time = async (userName: string, i: number) => {
      const start = performance.now();
      await tryTo(userName, 'wrong', `10.2.${i}.1`);
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 12; i++) {
      known.push(await time('sales', i));
      unknown.push(await time('nobody', i));
    }
    const median = (list: number[]) => list.sort((a, b) => a - b)[list.length / 2]!;
    expect(Math.abs(median(known) - median(unknown))).toBeLessThan(Math.max(15, median(known) * 0.5));
  });

  test('after five failures each guess waits longer; another address and another person do not', async () => {
    for (let i = 0; i < 5; i++)
      expect(errorsOf(await tryTo('sales', 'wrong', '10.3.0.1'))).toEqual(['BAD_CREDENTIALS']);
    const blocked = await tryTo('sales', testPassword, '10.3.0.1');
    expect(errorsOf(blocked)).toEqual(['TOO_MANY_ATTEMPTS']);
    expect(blocked.body.data.signIn.userErrors[0].message).toContain('5 seconds');
    expect(errorsOf(await tryTo('sales', testPassword, '10.3.0.2'))).toEqual([]);
    expect(errorsOf(await tryTo('manager', testPassword, '10.3.0.1'))).toEqual([]);
    now += 5_001;
    expect(errorsOf(await tryTo('sales', 'wrong', '10.3.0.1'))).toEqual(['BAD_CREDENTIALS']);
    expect((await tryTo('sales', testPassword, '10.3.0.1')).body.data.signIn.userErrors[0].message).toContain(
      '10 seconds',
    );
    now += 10_001;
    expect(errorsOf(await tryTo('sales', testPassword, '10.3.0.1'))).toEqual([]);
    expect(errorsOf(await tryTo('sales', 'wrong', '10.3.0.1'))).toEqual(['BAD_CREDENTIALS']);
  });

  test('many at once count as many', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => tryTo('sales', 'wrong', '10.4.0.1')));
    const all = answers.flatMap(errorsOf);
    expect(all.filter((code) => code === 'BAD_CREDENTIALS')).toHaveLength(5);
    expect(all.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(7);
  });

  const failAs = (names: readonly string[], ip: string) =>
    server.app.write(async (tx) => {
      for (const name of names) await countAttempt(tx, guessOf(name, ip));
    });
  const names = (count: number) => Array.from({ length: count }, (_, i) => `name${i}`);

  test('an office behind one address goes on working while many of its people mistype', async () => {
    await failAs(names(addressRule.free - 1), '10.5.0.1');
    // one name failing again and again is one name
    for (let i = 0; i < 9; i++) await failAs(['name0'], '10.5.0.1');
    expect(errorsOf(await tryTo('sales', testPassword, '10.5.0.1'))).toEqual([]);
  });

  test('somebody who tries at the same address a moment later makes nobody wait', async () => {
    now += 500;
    expect(errorsOf(await tryTo('nobody', 'wrong', '10.5.9.1'))).toEqual(['BAD_CREDENTIALS']);
    now -= 500;
    expect(errorsOf(await tryTo('sales', testPassword, '10.5.9.1'))).toEqual([]);
  });

  test('one password on many names is slowed down too, there and for a minute at most', async () => {
    await failAs(names(addressRule.free), '10.5.1.1');
    expect(errorsOf(await tryTo('sales', testPassword, '10.5.1.1'))).toEqual(['TOO_MANY_ATTEMPTS']);
    expect(errorsOf(await tryTo('sales', testPassword, '10.5.1.2'))).toEqual([]);
    expect(waitAfter(100_000, addressRule)).toBe(60_000);
    now += 1_001;
    expect(errorsOf(await tryTo('sales', testPassword, '10.5.1.1'))).toEqual([]);
  });

  test('a document makes one guess, whatever its aliases', async () => {
    const query = `mutation { a: signIn(userName: "sales", password: "x") { userErrors { code } } b: signIn(userName: "sales", password: "y") { userErrors { code } } }`;
    const answer = await server.ask(query, {}, from('10.6.0.1'));
    expect(answer.body.errors[0].extensions.code).toBe('BAD_REQUEST');
  });
});

test('strangers cannot reach what is one’s own', async () => {
  for (const mutation of ['changePassword(currentPassword: "a", newPassword: "b")', 'updatePreferences(theme: DARK)']) {
    const answer = await server.ask(`mutation { ${mutation} { viewer { demo } } }`);
    expect(answer.body.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  }
});

test('preferences are kept, and choose the language of answers when the request leaves it open', async () => {
  const cookie = await server.signIn('auditor');
  const set = await server.ask(
    'mutation { updatePreferences(locale: EN, theme: DARK) { viewer { locale theme } userErrors { code } } }',
    {},
    { cookie },
  );
  expect(set.body.data.updatePreferences).toEqual({ viewer: { locale: 'EN', theme: 'DARK' }, userErrors: [] });
  const forbidden = async (headers: Record<string, string>) =>
    (
      await server.ask(
        'mutation { removeCustomer(id: "x", expectedVersion: 1) { userErrors { code } } }',
        {},
        { cookie, ...headers },
      )
    ).body.errors[0].message;
  expect(await forbidden({ 'accept-language': '*' })).toBe(
    'You lack the right “Remove customers”; ask an administrator',
  );
  expect(await forbidden({ 'accept-language': 'zh-CN' })).toBe('没有“删除客户”权限，请联系系统管理员');
});
