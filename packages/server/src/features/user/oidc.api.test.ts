import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { OidcSettings } from '../../platform/auth';
import { openTestServer, type TestServer } from '../../test/test-server';
import { localPath } from './oidc.service';

let provider: ChildProcess;
let server: TestServer;
let settings: { -readonly [K in keyof OidcSettings]: OidcSettings[K] };
let now = Date.parse('2026-11-22T08:00:00.000Z');
beforeAll(async () => {
  settings = {
    issuer: new URL('http://127.0.0.1:1'),
    clientId: 'dossier',
    clientSecret: 'only for tests',
    scope: 'openid profile',
    claim: 'preferred_username',
    label: '统一身份',
    createRole: null,
    redirectUri: '',
  };
  server = await openTestServer({
    now: () => new Date(now),
    signIn: { totpRoles: new Set(['MANAGER']), oidc: settings },
  });
  // each is told where the other one came to listen: no port is guessed
  settings.redirectUri = `${server.url}/auth/oidc/callback`;
  provider = spawn(process.execPath, [join(__dirname, '../../test/oidc-provider.fixture.mjs'), settings.redirectUri], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const port = await new Promise((resolve) => provider.stdout!.once('data', (text) => resolve(String(text).trim())));
  settings.issuer = new URL(`http://127.0.0.1:${String(port)}`);
});
afterAll(async () => {
  provider.kill('SIGKILL');
  await server.close();
});

/** A browser of one person: keeps cookies of each host and follows links one by one. */
class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  jar(url: string): Map<string, string> {
    const { host } = new URL(url);
    if (!this.jars.has(host)) this.jars.set(host, new Map());
    return this.jars.get(host)!;
  }
  async go(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; location: string | null; text: string }> {
    const jar = this.jar(url);
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), accept: 'text/html' },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair, ...attributes] = set.split(';');
      const [name, ...value] = pair!.split('=');
      if (attributes.some((text) => /max-age=0|expires=Thu, 01 Jan 1970/i.test(text))) jar.delete(name!);
      else jar.set(name!, value.join('='));
    }
    const location = response.headers.get('location');
    return { url, location: location && new URL(location, url).href, text: await response.text() };
  }
  /** Follows redirects until a page shows, or until `stop`. */
  async follow(url: string, stop?: RegExp, form?: Record<string, string>) {
    let page = await this.go(url, form);
    for (let i = 0; page.location && i < 20; i++) {
      if (stop?.test(page.location)) return page;
      page = await this.go(page.location);
    }
    return page;
  }
  get session(): string {
    return `dossier_session=${this.jar(server.url).get('dossier_session') ?? ''}`;
  }
}

/** Signs in at the provider and comes back as far as the address of the callback, which is not called yet. */
async function toCallback(browser: Browser, userName: string, to = ''): Promise<string> {
  const login = await browser.follow(`${server.url}/auth/oidc${to && `?to=${encodeURIComponent(to)}`}`);
  expect(login.text).toContain('name="login"');
  const consent = await browser.follow(login.url, undefined, { prompt: 'login', login: userName, password: 'x' });
  const back = await browser.follow(consent.url, /\/auth\/oidc\/callback/, { prompt: 'consent' });
  return back.location!;
}
async function enter(userName: string, to = '') {
  const browser = new Browser();
  const landed = await browser.go(await toCallback(browser, userName, to));
  const { pathname, search } = new URL(landed.location!);
  return { browser, landed: pathname + search };
}
const viewer = async (cookie: string) =>
  (
    await server.ask(
      '{ viewer { user { userName name roles } scopes mustEnrolTotp } sessions { method } }',
      {},
      { cookie },
    )
  ).body.data;

test('strangers are told that there is single sign-on', async () => {
  const answer = await server.ask('{ viewer { singleSignOn { label } } }');
  expect(answer.body.data.viewer.singleSignOn).toEqual({ label: '统一身份' });
});

test('the provider is asked for a code with state, nonce and PKCE', async () => {
  const page = await new Browser().go(`${server.url}/auth/oidc`);
  const asked = new URL(page.location!).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: 'code',
    client_id: 'dossier',
    scope: 'openid profile',
    redirect_uri: settings.redirectUri,
    code_challenge_method: 'S256',
  });
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)!.length).toBeGreaterThan(30);
});

test('a person known here by the claim is signed in and goes on to where they wanted', async () => {
  const { browser, landed } = await enter('sales', '/customers?grade=A');
  expect(landed).toBe('/customers?grade=A');
  const { viewer: who, sessions } = await viewer(browser.session);
  expect(who.user.userName).toBe('sales');
  expect(sessions).toEqual([{ method: 'SSO' }]);
  expect(browser.jar(server.url).has('dossier_sso')).toBe(false);
  await server.ask('mutation { signOut { viewer { demo } } }', {}, { cookie: browser.session });
  expect(
    (await server.ask('{ viewer { user { id } } }', {}, { cookie: browser.session })).body.data.viewer.user,
  ).toBeNull();
});

test('the provider is trusted with the second factor', async () => {
  const { browser } = await enter('manager');
  expect((await viewer(browser.session)).viewer).toMatchObject({ mustEnrolTotp: false });
});

test('an answer counts once, in the browser that asked, and for ten minutes', async () => {
  const browser = new Browser();
  const callback = await toCallback(browser, 'analyst');
  expect((await new Browser().go(callback)).location).toContain('/sign-in?problem=SSO_EXPIRED');
  const kept = browser.jar(server.url).get('dossier_sso')!;
  now += 601_000;
  expect((await browser.go(callback)).location).toContain('problem=SSO_EXPIRED');
  now -= 601_000;
  browser.jar(server.url).set('dossier_sso', kept);
  expect(new URL((await browser.go(callback)).location!).pathname).toBe('/');
  browser.jar(server.url).set('dossier_sso', kept);
  expect((await browser.go(callback)).location).toContain('problem=SSO_FAILED');

  const other = new Browser();
  const forged = new URL(await toCallback(other, 'analyst'));
  forged.searchParams.set('state', 'another');
  expect((await other.go(forged.href)).location).toContain('problem=SSO_EXPIRED');
  const third = new Browser();
  const stolen = new URL(await toCallback(third, 'analyst'));
  stolen.searchParams.set('code', 'guessed');
  expect((await third.go(stolen.href)).location).toContain('problem=SSO_FAILED');
  expect(third.session).toBe('dossier_session=');
});

test('whoever is refused learns why', async () => {
  expect((await enter('stranger')).landed).toBe('/sign-in?problem=SSO_UNKNOWN_USER');
  expect((await enter('odd')).landed).toBe('/sign-in?problem=SSO_NO_NAME');
  const browser = new Browser();
  const callback = new URL(await toCallback(browser, 'sales'));
  callback.searchParams.delete('code');
  callback.searchParams.set('error', 'access_denied');
  expect((await browser.go(callback.href)).location).toContain('problem=SSO_DENIED');

  const admin = await server.signIn('administrator');
  const id = `usr_${server.app.actors.AUDITOR.userId}`;
  await server.ask(
    'mutation($id: ID!) { updateUser(id: $id, expectedVersion: 1, patch: { active: false }) { userErrors { code } } }',
    { id },
    { cookie: admin },
  );
  expect((await enter('auditor')).landed).toBe('/sign-in?problem=USER_INACTIVE');
  await server.ask(
    'mutation { createUser(input: { userName: "erp", name: "erp", role: SALES, kind: SERVICE }) { userErrors { code } } }',
    {},
    { cookie: admin },
  );
  expect((await enter('erp')).landed).toBe('/sign-in?problem=SSO_UNKNOWN_USER');
});

test('where the operator allows it, a first sign-in makes an account', async () => {
  settings.createRole = 'ANALYST';
  const { browser, landed } = await enter('newcomer');
  expect(landed).toBe('/');
  expect((await viewer(browser.session)).viewer.user).toEqual({
    userName: 'newcomer',
    name: '单点newcomer',
    roles: ['ANALYST'],
  });
  settings.createRole = null;
  expect((await enter('newcomer')).landed).toBe('/');
});

test('once linked, a person is known by issuer and subject, whatever their name becomes', async () => {
  const as = async (login: string) => {
    const { browser, landed } = await enter(login);
    const who = (await viewer(browser.session))?.viewer.user;
    return who ? who.userName : landed;
  };
  expect(await as('p7=credit_officer')).toBe('credit_officer');
  // renamed at the provider, or without a name there, they are still the same person
  expect(await as('p7=another')).toBe('credit_officer');
  expect(await as('p7=odd')).toBe('credit_officer');
  // a name that is somebody's account here does not lead into it
  expect(await as('p7=sales')).toBe('credit_officer');
  // whoever gets their former name is not them
  expect(await as('p8=credit_officer')).toBe('/sign-in?problem=SSO_OTHER_PERSON');

  const links = 'SELECT subject, issuer, user_id FROM user_identity WHERE subject IN (?, ?)';
  expect(await server.app.db.read.query(links, ['sub-p7', 'sub-p8'])).toEqual([
    {
      subject: 'sub-p7',
      issuer: settings.issuer.href.replace(/\/$/, ''),
      user_id: server.app.actors.CREDIT_OFFICER.userId,
    },
  ]);
  const unlink = 'mutation($id: ID!) { unlinkSingleSignOn(userId: $id) { unlinked userErrors { code } } }';
  const id = `usr_${server.app.actors.CREDIT_OFFICER.userId}`;
  const refused = await server.ask(unlink, { id }, { cookie: await server.signIn('sales') });
  expect(refused.body.errors[0].extensions.code).toBe('FORBIDDEN');
  const done = await server.ask(unlink, { id }, { cookie: await server.signIn('administrator') });
  expect(done.body.data.unlinkSingleSignOn).toEqual({ unlinked: true, userErrors: [] });
  expect(await as('p8=credit_officer')).toBe('credit_officer');
  expect(await as('p7=credit_officer')).toBe('/sign-in?problem=SSO_OTHER_PERSON');
  const traces = await server.app.db.read.query<{ operation: string; reason: string; actor_id: string }>(
    "SELECT operation, reason, actor_id FROM audit_event WHERE verb = 'IDENTITY' AND record_id = ? ORDER BY id",
    [id],
  );
  expect(traces.map(({ operation, reason, actor_id }) => [operation, reason, actor_id])).toEqual([
    ['singleSignOn', 'LINK', server.app.actors.CREDIT_OFFICER.userId],
    ['unlinkSingleSignOn', 'UNLINK', server.app.actors.ADMINISTRATOR.userId],
    ['singleSignOn', 'LINK', server.app.actors.CREDIT_OFFICER.userId],
  ]);
});

test('two windows that come back at the same moment are one link', async () => {
  const windows = [new Browser(), new Browser()];
  const callbacks: string[] = [];
  for (const browser of windows) callbacks.push(await toCallback(browser, 'p9=security'));
  const landed = await Promise.all(windows.map((browser, i) => browser.go(callbacks[i]!)));
  expect(landed.map(({ location }) => new URL(location!).pathname)).toEqual(['/', '/']);
  const [count] = await server.app.db.read.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM user_identity WHERE subject = 'sub-p9'",
  );
  expect(Number(count!.n)).toBe(1);
});

test('a provider that is away is told of, and passwords still work', async () => {
  const lonely = await openTestServer({
    signIn: { totpRoles: new Set(), oidc: { ...settings, issuer: new URL('http://127.0.0.1:1') } },
  });
  const answer = await lonely.fetch('/auth/oidc');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?problem=SSO_UNREACHABLE']);
  expect(await lonely.signIn('sales')).toContain('dossier_session=');
  await lonely.close();
});

test('without configuration there is none', async () => {
  const plain = await openTestServer();
  expect((await plain.ask('{ viewer { singleSignOn { label } } }')).body.data.viewer.singleSignOn).toBeNull();
  expect((await plain.fetch('/auth/oidc')).headers.get('location')).toBe('/sign-in?problem=SSO_OFF');
  await plain.close();
});

test('one goes on to paths of this console only', () => {
  expect(
    ['/customers?x=1', '/', null, '//evil.example', '/\\evil.example', 'https://evil.example', '/a b'].map(localPath),
  ).toEqual(['/customers?x=1', '/', '/', '/', '/', '/', '/']);
});
