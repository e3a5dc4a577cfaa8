import { hashPassword } from '../../platform/auth';
import { openTestServer, signInDocument, testPassword, type Answer, type TestServer } from '../../test/test-server';
import { putCredential } from './credential.store';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const whoami = '{ viewer { user { userName roles } } }';
const tryTo = (userName: string, password: string, ip: string) =>
  server.ask(signInDocument, { userName, password }, { 'x-forwarded-for': ip });
const errorsOf = (answer: Answer): string[] => answer.body.data.signIn.userErrors.map((e: { code: string }) => e.code);

describe('passwords', () => {
  const change = (cookie: string, currentPassword: string, newPassword: string) =>
    server.ask(
      'mutation($c: String!, $n: String!) { changePassword(currentPassword: $c, newPassword: $n) { viewer { mustChangePassword scopes } userErrors { code path } } }',
      { c: currentPassword, n: newPassword },
      { cookie },
    );
  const codes = (answer: Answer) => answer.body.data.changePassword.userErrors.map((e: { code: string }) => e.code);
  /** Former passwords are refused, so the way back to the one the tests know leads past the service. */
  const restore = async (userName: 'ANALYST') =>
    server.app.write(async (tx) => {
      const { userId } = server.app.actors[userName];
      const passwordHash = await hashPassword(testPassword);
      await putCredential(tx.connection, {
        userId,
        passwordHash,
        mustChange: false,
        now: tx.clock.now().toISOString(),
      });
      await tx.connection.execute('DELETE FROM user_former_password WHERE user_id = ?', [userId]);
    });

  test('weak ones are refused with the reason', async () => {
    const cookie = await server.signIn('analyst');
    expect(codes(await change(cookie, 'wrong', 'long enough, surely'))).toEqual(['PASSWORD_WRONG']);
    expect(codes(await change(cookie, testPassword, 'short'))).toEqual(['PASSWORD_TOO_SHORT']);
    for (const weak of ['1234567890', 'qwertyuiop', 'aaaaaaaaaaaa'])
      expect(codes(await change(cookie, testPassword, weak))).toEqual(['PASSWORD_TOO_SIMPLE']);
    for (const named of ['analyst-2026', 'my ANALYST words'])
      expect(codes(await change(cookie, testPassword, named))).toEqual(['PASSWORD_HAS_USER_NAME']);
    for (const common of ['password1234', 'Password-1234', '1q2w3e4r5t', 'woaini1314520'])
      expect(codes(await change(cookie, testPassword, common))).toEqual(['PASSWORD_COMMON']);
    expect(codes(await change(cookie, testPassword, '好'.repeat(60) + 'abcdefgh'.repeat(9)))).toEqual([
      'PASSWORD_TOO_LONG',
    ]);
    expect(codes(await change(cookie, testPassword, testPassword))).toEqual(['PASSWORD_SAME']);
  });

  test('the last three are not taken again', async () => {
    const cookie = await server.signIn('auditor');
    const words = [testPassword, 'second good phrase', 'third good phrase', 'fourth good phrase'];
    for (const [i, next] of words.slice(1).entries()) expect(codes(await change(cookie, words[i]!, next))).toEqual([]);
    expect(codes(await change(cookie, words[3]!, words[2]!))).toEqual(['PASSWORD_USED_BEFORE']);
    expect(codes(await change(cookie, words[3]!, words[1]!))).toEqual(['PASSWORD_USED_BEFORE']);
    expect(codes(await change(cookie, words[3]!, testPassword))).toEqual([]);
    const rows = await server.app.db.read.query('SELECT * FROM user_former_password');
    expect(rows.length).toBeLessThanOrEqual(3);
    expect(JSON.stringify(rows)).not.toContain('phrase');
  });

  test('a change ends the other sessions and keeps this one', async () => {
    const [here, there] = [await server.signIn('analyst'), await server.signIn('analyst')];
    expect(codes(await change(here, testPassword, 'another good phrase'))).toEqual([]);
    expect((await server.ask(whoami, {}, { cookie: here })).body.data.viewer.user).not.toBeNull();
    expect((await server.ask(whoami, {}, { cookie: there })).body.data.viewer.user).toBeNull();
    await restore('ANALYST');
  });

  test('a change ends the tokens as well, unless the person keeps them', async () => {
    const cookie = await server.signIn('analyst');
    const makeToken = async (): Promise<string> =>
      (
        await server.ask(
          'mutation($on: Date!) { createApiToken(name: "报表", expiresOn: $on) { secret } }',
          { on: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10) },
          { cookie },
        )
      ).body.data.createApiToken.secret;
    const works = async (secret: string) =>
      (await server.ask('{ viewer { demo } }', {}, { authorization: `Bearer ${secret}` })).status === 200;
    const setPassword = (from: string, to: string, revoke: string) =>
      server.ask(
        `mutation($c: String!, $n: String!) { changePassword(currentPassword: $c, newPassword: $n ${revoke}) { userErrors { code } } }`,
        { c: from, n: to },
        { cookie },
      );
    const secret = await makeToken();
    expect(await works(secret)).toBe(true);
    expect(codes(await setPassword(testPassword, 'another good phrase', ', revokeTokens: false'))).toEqual([]);
    expect(await works(secret)).toBe(true);
    expect(codes(await setPassword('another good phrase', 'yet another phrase', ''))).toEqual([]);
    expect(await works(secret)).toBe(false);

    // what an administrator does about a password that leaked ends everything that was done with it
    const other = await makeToken();
    const admin = await server.signIn('administrator');
    const reset = await server.ask(
      'mutation($id: ID!) { resetUserPassword(id: $id) { password userErrors { code } } }',
      { id: `usr_${server.app.actors.ANALYST.userId}` },
      { cookie: admin },
    );
    expect(reset.body.data.resetUserPassword.userErrors).toEqual([]);
    expect(await works(other)).toBe(false);
    expect((await server.ask(whoami, {}, { cookie })).body.data.viewer.user).toBeNull();
    const restored = await server.signIn('analyst', reset.body.data.resetUserPassword.password);
    expect(codes(await change(restored, reset.body.data.resetUserPassword.password, 'a fresh good phrase'))).toEqual(
      [],
    );
    await restore('ANALYST');
  });

  test('a new person changes the one-time password before anything else', async () => {
    const admin = await server.signIn('administrator');
    const created = await server.ask(
      'mutation { createUser(input: { userName: "new.person", name: "新人", roles: ["SALES"] }) { user { id active } password userErrors { code } } }',
      {},
      { cookie: admin },
    );
    const { password, user } = created.body.data.createUser;
    expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    const cookie = await server.signIn('new.person', password);
    expect((await server.ask('{ customers { totalCount } }', {}, { cookie })).body.errors[0].extensions.code).toBe(
      'FORBIDDEN',
    );
    expect(
      (await server.ask('{ viewer { mustChangePassword user { name } } }', {}, { cookie })).body.data.viewer,
    ).toEqual({ mustChangePassword: true, user: { name: '新人' } });
    const changed = await change(cookie, password, 'my very own words');
    expect(changed.body.data.changePassword.viewer.scopes).toContain('customer:create');
    expect((await server.ask('{ customers { totalCount } }', {}, { cookie })).body.data).toEqual({
      customers: { totalCount: 0 },
    });

    const off = await server.ask(
      'mutation($id: ID!) { updateUser(id: $id, expectedVersion: 1, patch: { active: false }) { user { active } userErrors { code } } }',
      { id: user.id },
      { cookie: admin },
    );
    expect(off.body.data.updateUser).toEqual({ user: { active: false }, userErrors: [] });
    expect((await server.ask(whoami, {}, { cookie })).body.data.viewer.user).toBeNull();
    expect(errorsOf(await tryTo('new.person', 'my very own words', '10.7.0.1'))).toEqual(['USER_INACTIVE']);
  });

  test('the last administrator stays', async () => {
    const cookie = await server.signIn('administrator');
    const { id, version } = (await server.ask('{ viewer { user { id version } } }', {}, { cookie })).body.data.viewer
      .user;
    const answer = await server.ask(
      'mutation($id: ID!, $v: Int!) { updateUser(id: $id, expectedVersion: $v, patch: { active: false }) { user { roles } userErrors { code } } }',
      { id, v: version },
      { cookie },
    );
    expect(answer.body.data.updateUser).toEqual({ user: null, userErrors: [{ code: 'LAST_ADMINISTRATOR' }] });
    expect((await server.ask(whoami, {}, { cookie })).body.data.viewer.user.roles).toEqual(['ADMINISTRATOR']);
  });
});
