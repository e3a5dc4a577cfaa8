import { openTestServer, testPassword, type TestServer } from '../../test/test-server';
import { totpCode, stepAt } from '../../platform/auth/totp';
import { forgetUser } from '../../platform/auth';

let now = Date.parse('2026-11-22T08:00:00.000Z');
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({
    now: () => new Date(now),
    signIn: { totpRoles: new Set(['MANAGER']), oidc: null },
  });
});
afterAll(() => server.close());

const next = () => (now += 30_000);
/** The reader's side of RFC 4648. */
function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)!
      .map((byte) => parseInt(byte, 2)),
  );
}
const codeOf = (secret: string) => totpCode(fromBase32(secret), stepAt(new Date(now)));
type Variables = Record<string, unknown>;
const run = async (document: string, variables: Variables, headers: Record<string, string>) =>
  (await server.ask(document, variables, headers)).body;
const begin = async (cookie: string, password = testPassword) =>
  (
    await run(
      'mutation($p: String!) { beginTotp(password: $p) { secret uri userErrors { code } } }',
      { p: password },
      { cookie },
    )
  ).data.beginTotp;
const confirm = async (cookie: string, code: string) =>
  (
    await run(
      'mutation($c: String!) { confirmTotp(code: $c) { recoveryCodes userErrors { code path } } }',
      { c: code },
      { cookie },
    )
  ).data.confirmTotp;
const enter = async (userName: string, code: string | null, ip: string, password = testPassword) => {
  const answer = await server.ask(
    'mutation($u: String!, $p: String!, $c: String) { signIn(userName: $u, password: $p, code: $c) { viewer { user { userName } } userErrors { code path } } }',
    { u: userName, p: password, c: code },
    { 'x-forwarded-for': ip },
  );
  const { viewer, userErrors } = answer.body.data.signIn;
  return {
    in: viewer !== null,
    codes: userErrors.map((error: { code: string }) => error.code),
    cookie: answer.headers.get('set-cookie')?.split(';')[0],
  };
};
const state = async (cookie: string) =>
  (await run('{ secondFactor { on recoveryCodesLeft required } }', {}, { cookie })).data.secondFactor;

let secret: string;
let codes: string[];

test('it is begun with the password, proved by a first code, and gives ten recovery codes once', async () => {
  const cookie = await server.signIn('sales');
  expect((await begin(cookie, 'wrong')).userErrors).toEqual([{ code: 'PASSWORD_WRONG' }]);
  const begun = await begin(cookie);
  secret = begun.secret;
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(begun.uri).toBe(`otpauth://totp/Dossier:sales?secret=${secret}&issuer=Dossier`);
  expect((await state(cookie)).on).toBe(false);
  expect((await enter('sales', null, '10.1.0.1')).in).toBe(true);

  expect((await confirm(cookie, '000000')).userErrors).toEqual([{ code: 'TOTP_WRONG', path: ['code'] }]);
  codes = (await confirm(cookie, codeOf(secret))).recoveryCodes;
  expect(codes).toHaveLength(10);
  expect(new Set(codes).size).toBe(10);
  expect(await state(cookie)).toEqual({ on: true, recoveryCodesLeft: 10, required: false });
  expect((await begin(cookie)).userErrors).toEqual([{ code: 'TOTP_ON' }]);
});

test('neither the secret nor a recovery code is in the database', async () => {
  for (const table of ['user_totp', 'user_recovery_code', 'audit_event']) {
    const text = JSON.stringify(await server.app.db.read.query(`SELECT * FROM ${table}`));
    expect(text).not.toContain(secret);
    expect(text).not.toContain(fromBase32(secret).toString('base64url'));
    for (const code of codes) expect(text).not.toContain(code);
  }
});

test('before the password is right nothing tells that it is on', async () => {
  expect((await enter('sales', null, '10.1.1.1', 'wrong')).codes).toEqual(['BAD_CREDENTIALS']);
  expect((await enter('sales', '123456', '10.1.1.1', 'wrong')).codes).toEqual(['BAD_CREDENTIALS']);
  expect((await enter('nobody', '123456', '10.1.1.1', 'wrong')).codes).toEqual(['BAD_CREDENTIALS']);
  expect((await enter('sales', null, '10.1.1.1')).codes).toEqual(['TOTP_REQUIRED']);
});

test('a code opens one sign-in: the same again, and an earlier one after a later, are refused', async () => {
  next();
  const earlier = codeOf(secret);
  next();
  const code = codeOf(secret);
  expect((await enter('sales', code, '10.1.2.1')).in).toBe(true);
  expect((await enter('sales', code, '10.1.2.1')).codes).toEqual(['TOTP_WRONG']);
  expect((await enter('sales', earlier, '10.1.2.1')).codes).toEqual(['TOTP_WRONG']);
  next();
  expect((await enter('sales', ` ${codeOf(secret).slice(0, 3)} ${codeOf(secret).slice(3)}`, '10.1.2.1')).in).toBe(true);
});

test('of the same code at the same moment one gets in', async () => {
  next();
  const code = codeOf(secret);
  const answers = await Promise.all(Array.from({ length: 4 }, (_, i) => enter('sales', code, `10.1.3.${i}`)));
  expect(answers.filter((answer) => answer.in)).toHaveLength(1);
});

test('a recovery code opens one sign-in', async () => {
  next();
  expect((await enter('sales', codes[0]!.toUpperCase().replaceAll('-', ' '), '10.1.4.1')).in).toBe(true);
  const second = await enter('sales', codes[0]!, '10.1.4.1');
  expect(second.codes).toEqual(['TOTP_WRONG']);
  const third = await enter('sales', codes[1]!, '10.1.4.1');
  expect((await state(third.cookie!)).recoveryCodesLeft).toBe(8);
});

test('who knows the password guesses slowly, from whatever address', async () => {
  next();
  for (let i = 0; i < 5; i++) expect((await enter('sales', '000000', `10.1.5.${i}`)).codes).toEqual(['TOTP_WRONG']);
  expect((await enter('sales', codeOf(secret), '10.1.6.1')).codes).toEqual(['TOO_MANY_ATTEMPTS']);
  now += 6_000;
  expect((await enter('sales', codes[2]!, '10.1.6.1')).in).toBe(true);
});

test('new recovery codes end the old, and it is switched off with password and code', async () => {
  next();
  const { cookie } = await enter('sales', codeOf(secret), '10.1.7.1');
  const act = async (field: string, code: string) =>
    (
      await run(
        `mutation($p: String!, $c: String!) { ${field}(password: $p, code: $c) { ${field === 'disableTotp' ? 'secondFactor { on }' : 'recoveryCodes'} userErrors { code } } }`,
        { p: testPassword, c: code },
        { cookie: cookie! },
      )
    ).data[field];
  next();
  const renewed = (await act('renewRecoveryCodes', codeOf(secret))).recoveryCodes;
  expect(renewed).toHaveLength(10);
  expect((await enter('sales', codes[5]!, '10.1.7.1')).codes).toEqual(['TOTP_WRONG']);
  expect((await act('disableTotp', '000000')).userErrors).toEqual([{ code: 'TOTP_WRONG' }]);
  expect(await act('disableTotp', renewed[0])).toEqual({ secondFactor: { on: false }, userErrors: [] });
  expect((await enter('sales', null, '10.1.7.1')).in).toBe(true);
});

describe('where the role needs it', () => {
  const open = async (cookie: string) =>
    (await run('{ customers { totalCount } }', {}, { cookie })).errors?.[0].extensions.code ?? 'OPEN';
  const viewer = async (cookie: string) =>
    (await run('{ viewer { mustEnrolTotp scopes } }', {}, { cookie })).data.viewer;

  test('nothing is open before it is on, it cannot be switched off, and an administrator can reset it', async () => {
    const cookie = await server.signIn('manager');
    expect(await viewer(cookie)).toEqual({ mustEnrolTotp: true, scopes: [] });
    expect(await open(cookie)).toBe('FORBIDDEN');
    const begun = await begin(cookie);
    expect((await confirm(cookie, codeOf(begun.secret))).recoveryCodes).toHaveLength(10);
    expect(await open(cookie)).toBe('OPEN');
    expect((await viewer(cookie)).mustEnrolTotp).toBe(false);
    next();
    const off = await run(
      'mutation($p: String!, $c: String!) { disableTotp(password: $p, code: $c) { userErrors { code } } }',
      { p: testPassword, c: codeOf(begun.secret) },
      { cookie },
    );
    expect(off.data.disableTotp.userErrors).toEqual([{ code: 'TOTP_MANDATORY' }]);

    const reset =
      'mutation($id: ID!) { resetUserTotp(userId: $id) { secondFactor { on required } userErrors { code } } }';
    const id = `usr_${server.app.actors.MANAGER.userId}`;
    expect((await run(reset, { id }, { cookie })).errors[0].extensions.code).toBe('FORBIDDEN');
    const done = await run(reset, { id }, { cookie: await server.signIn('administrator') });
    expect(done.data.resetUserTotp).toEqual({ secondFactor: { on: false, required: true }, userErrors: [] });
    expect(await open(cookie)).toBe('FORBIDDEN');
  });
});

test('with another installation key the codes cannot be checked, which is said', async () => {
  const cookie = await server.signIn('analyst');
  const begun = await begin(cookie);
  await confirm(cookie, codeOf(begun.secret));
  await server.app.write((tx) =>
    tx.connection.execute("UPDATE user_totp SET sealed_secret = 'AAAA' WHERE user_id = ?", [
      server.app.actors.ANALYST.userId,
    ]),
  );
  forgetUser(server.app.actors.ANALYST.userId);
  next();
  expect((await enter('analyst', codeOf(begun.secret), '10.1.8.1')).codes).toEqual(['TOTP_UNREADABLE']);
});
