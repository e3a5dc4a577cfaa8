import { stepAt, totpCode } from '../../platform/auth/totp';
import { openTestServer, testPassword, type TestServer } from '../../test/test-server';

let now = Date.parse('2026-11-22T08:00:00.000Z');
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({ now: () => new Date(now) });
});
afterAll(() => server.close());

interface Trace {
  verb: string;
  operation: string;
  reason: string | null;
  outcome: string;
  actor_id: string | null;
}
/** What the log holds about a person's way of signing in, oldest first. */
const traces = async (role: 'SALES'): Promise<Trace[]> =>
  server.app.db.read.query<Trace>(
    "SELECT verb, operation, reason, outcome, actor_id FROM audit_event WHERE record_id = ? AND verb IN ('SIGN_IN', 'SIGN_IN_FAILED', 'SIGN_OUT', 'SESSION_END', 'PASSWORD', 'SECOND_FACTOR') ORDER BY id",
    [`usr_${server.app.actors[role].userId}`],
  );
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

test('whatever is done about signing in leaves its trace, without secrets', async () => {
  const cookie = await server.signIn('sales');
  const run = async (document: string, who = cookie) => (await server.ask(document, {}, { cookie: who })).body.data;
  const { beginTotp } = await run(`mutation { beginTotp(password: "${testPassword}") { secret } }`);
  const code = totpCode(fromBase32(beginTotp.secret), stepAt(new Date(now)));
  const { confirmTotp } = await run(`mutation { confirmTotp(code: "${code}") { recoveryCodes } }`);
  const enter = (given: string) =>
    server.ask(
      `mutation { signIn(userName: "sales", password: "${testPassword}", code: "${given}") { userErrors { code } } }`,
    );
  now += 60_000;
  await enter('000000');
  await enter(confirmTotp.recoveryCodes[0]);
  await run('mutation { endOtherSessions { ended } }');
  const admin = await server.signIn('administrator');
  const id = `usr_${server.app.actors.SALES.userId}`;
  await run(`mutation { resetUserTotp(userId: "${id}") { userErrors { code } } }`, admin);
  await run(`mutation { endUserSessions(userId: "${id}") { ended } }`, admin);

  const { userId: sales } = server.app.actors.SALES;
  const { userId: administrator } = server.app.actors.ADMINISTRATOR;
  const found = (await traces('SALES')).map((row) => [row.verb, row.operation, row.reason, row.outcome, row.actor_id]);
  expect(found).toEqual([
    ['SIGN_IN', 'signIn', 'PASSWORD', 'OK', sales],
    ['SECOND_FACTOR', 'confirmTotp', 'ON', 'OK', sales],
    ['SIGN_IN_FAILED', 'signIn', 'TOTP_WRONG', 'FAILED', null],
    ['SECOND_FACTOR', 'signIn', 'RECOVERY_CODE', 'OK', sales],
    ['SIGN_IN', 'signIn', 'PASSWORD', 'OK', sales],
    ['SESSION_END', 'endOtherSessions', null, 'OK', sales],
    ['SECOND_FACTOR', 'resetUserTotp', 'OFF', 'OK', administrator],
    ['SESSION_END', 'endUserSessions', null, 'OK', administrator],
  ]);
  const everything = JSON.stringify(await server.app.db.read.query('SELECT * FROM audit_event'));
  for (const secret of [testPassword, beginTotp.secret, ...confirmTotp.recoveryCodes])
    expect(everything).not.toContain(secret);
});
