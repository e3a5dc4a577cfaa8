import { flushTally } from '../../platform/audit/event';
import { chainKey } from '../../platform/audit/seal';
import { sealAll } from '../../platform/audit/sealer';
import { createMany } from '../../platform/db/write';
import { openTestServer, testPassword, type TestServer } from '../../test/test-server';

let server: TestServer;
let now = Date.parse('2026-11-22T03:00:00.000Z');
beforeAll(async () => {
  server = await openTestServer({ now: () => new Date(now) });
});
afterAll(() => server.close());

interface Line {
  verb: string;
  outcome: string;
  times: number;
  actor: { userName: string } | null;
  ip: string | null;
  entity: string;
  recordId: string;
  operation: string | null;
  subject: string | null;
  reason: string | null;
  changes: { field: string; after: string | null }[] | null;
}
const fields =
  'verb outcome times actor { userName } ip entity recordId operation subject reason changes { field after }';
const lines = async (filter: object, role: 'SECURITY' | 'ADMINISTRATOR' = 'SECURITY'): Promise<Line[]> => {
  const { data, errors } = await server.app.ask<{ changes: { nodes: Line[] } }>(
    `query ($filter: ChangeFilter) { changes(filter: $filter, first: 200) { nodes { ${fields} } } }`,
    { filter },
    role,
  );
  expect(errors).toBeUndefined();
  return data.changes.nodes;
};
const from = (address: string) => ({ 'x-forwarded-for': address });
const signIn = (userName: string, password: string, address: string) =>
  server.ask(
    'mutation ($u: String!, $p: String!) { signIn(userName: $u, password: $p) { userErrors { code } } }',
    { u: userName, p: password },
    from(address),
  );

test('signing in and out is told, with who and from where', async () => {
  const { headers } = await signIn('manager', testPassword, '10.1.1.1');
  const cookie = headers.get('set-cookie')!.split(';')[0]!;
  await server.ask('mutation { signOut { userErrors { code } } }', undefined, { cookie, ...from('10.1.1.1') });
  const manager = { actor: { userName: 'manager' }, ip: '10.1.1.1', entity: 'User', outcome: 'OK', times: 1 };
  expect(await lines({ ip: { eq: '10.1.1.1' } })).toMatchObject([
    { verb: 'SIGN_OUT', ...manager },
    { verb: 'SIGN_IN', ...manager, recordId: `usr_${server.app.actors.MANAGER.userId}` },
  ]);
});

test('a failed sign-in names the user name that was tried, never a password', async () => {
  await signIn('manager', 'hunter2-not-this', '10.1.1.2');
  await signIn('nobody', 'hunter2-not-this', '10.1.1.2');
  await signIn('my secret pass phrase!', 'x', '10.1.1.2');
  const found = await lines({ ip: { eq: '10.1.1.2' } });
  expect(found).toMatchObject([
    { subject: 'my…', recordId: '', reason: 'BAD_CREDENTIALS' },
    { subject: 'nobody', recordId: '' },
    { subject: 'manager', recordId: `usr_${server.app.actors.MANAGER.userId}`, actor: null, outcome: 'FAILED' },
  ]);
  expect(JSON.stringify(found)).not.toMatch(/hunter2|phrase/);
});

test('a flood is one row and a count a minute, however the names vary', async () => {
  for (let i = 0; i < 12; i++) await signIn('sales', 'wrong', '10.1.1.3');
  expect(await lines({ ip: { eq: '10.1.1.3' } })).toMatchObject([
    { reason: 'TOO_MANY_ATTEMPTS', times: 1 },
    { reason: 'BAD_CREDENTIALS', times: 1 },
  ]);
  for (let i = 0; i < 60; i++) await signIn(`name${i}`, 'wrong', '10.1.1.4');
  expect(await lines({ ip: { eq: '10.1.1.4' } })).toHaveLength(20);
  now += 61_000;
  await flushTally(server.app);
  await flushTally(server.app);
  const sales = await lines({ ip: { eq: '10.1.1.3' }, times: { gt: 1 } });
  expect(sales.map(({ reason, times, subject }) => [reason, times, subject]).sort()).toEqual([
    ['BAD_CREDENTIALS', 4, 'sales'],
    ['TOO_MANY_ATTEMPTS', 6, 'sales'],
  ]);
  const many = await lines({ ip: { eq: '10.1.1.4' }, times: { gt: 1 } });
  expect(many).toMatchObject([{ times: 40, subject: null }]);
});

test('mutations and byte routes that were refused are told; reading is not', async () => {
  const cookie = await server.signIn('analyst');
  const document =
    'mutation { x: removeCustomer(id: "cus_1", expectedVersion: 1, reason: "r") { userErrors { code } } }';
  await server.ask(document, undefined, { cookie, ...from('10.1.1.5') });
  await server.fetch('/imports', {
    method: 'POST',
    headers: { cookie, 'x-requested-with': 'test', ...from('10.1.1.5') },
  });
  await server.ask('{ importJobs { totalCount } }', undefined, { cookie, ...from('10.1.1.5') });
  const refused = { verb: 'REFUSED', outcome: 'REFUSED', actor: { userName: 'analyst' } };
  expect(await lines({ ip: { eq: '10.1.1.5' } })).toMatchObject([
    { ...refused, operation: 'POST /imports' },
    { ...refused, operation: 'removeCustomer' },
  ]);
});

test('the security officer sees what was done to every customer, though no customer', async () => {
  await server.app.write((tx) => createMany(tx, tx.models.get('Customer'), [{ name: '海风贸易（虚构）' }]), 'SALES');
  const [line] = await lines({ entity: { eq: 'Customer' }, verb: { eq: 'CREATE' } });
  expect(line).toMatchObject({ actor: { userName: 'sales' } });
  expect(line!.changes).toContainEqual({ field: 'name', after: '海风贸易（虚构）' });
});

test('an export tells its columns and its condition', async () => {
  const cookie = await server.signIn('sales');
  const filter = encodeURIComponent('{"grade":{"in":["A"]}}');
  const answer = await server.fetch(`/exports/customers.csv?columns=name,grade&filter=${filter}`, {
    headers: { cookie, ...from('10.1.1.6') },
  });
  expect(answer.status).toBe(200);
  expect(await lines({ verb: { eq: 'EXPORT' } })).toMatchObject([
    {
      actor: { userName: 'sales' },
      entity: 'Customer',
      operation: 'GET /exports/customers.csv',
      reason: 'name, grade',
      changes: [{ field: 'filter', after: '{"grade":{"in":["A"]}}' }],
    },
  ]);
});

test('only the security officer sees traces; the trail of records is for its readers', async () => {
  await server.app.write(async () => undefined);
  for (const role of ['ADMINISTRATOR'] as const) {
    const seen = new Set((await lines({}, role)).map(({ verb }) => verb));
    expect([...seen].filter((verb) => /SIGN|REFUSED|EXPORT/.test(verb))).toEqual([]);
  }
  expect([...server.app.actors.ADMINISTRATOR.scopes]).not.toContain('audit:read');
});

const stateDocument =
  '{ auditState { sealedTo unsealed guarded check { state checked problem problemRow startedBy } } }';
interface State {
  auditState: {
    sealedTo: number;
    unsealed: number;
    guarded: boolean;
    check: { state: string; checked: number; problem: string | null; problemRow: string | null } | null;
  };
}
const finished = async (): Promise<State['auditState']> => {
  for (;;) {
    const { data } = await server.app.ask<State>(stateDocument, {}, 'SECURITY');
    if (data.auditState.check && data.auditState.check.state !== 'RUNNING') return data.auditState;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const verifyNow = async () => {
  const { data } = await server.app.ask(
    'mutation { verifyAudit { auditState { check { startedBy } } userErrors { code } } }',
    {},
    'SECURITY',
  );
  // a short log may be through before the answer is made
  expect(data.verifyAudit).toEqual({ auditState: { check: { startedBy: '测试SECURITY' } }, userErrors: [] });
  return finished();
};

test('the security officer sees how far the chain is, verifies it, and is told the row that was changed', async () => {
  const key = chainKey(server.app.cursorKey);
  await sealAll(server.app, key);
  const sound = await verifyNow();
  expect(sound).toMatchObject({ guarded: true, check: { state: 'SOUND', problem: null, startedBy: '测试SECURITY' } });
  expect(sound.check!.checked).toBe(sound.sealedTo);
  await server.app.db.transaction(async (connection) => {
    await connection.execute('DROP TRIGGER audit_event_update');
    await connection.execute("UPDATE audit_event SET ip = '10.9.9.9' WHERE `sequence` = 7");
  });
  now += 1000;
  const broken = await verifyNow();
  expect(broken).toMatchObject({ guarded: false, check: { state: 'BROKEN' } });
  expect(broken.check!.problem).toMatch(/^第 7 条（chg_.*被改动$/);
  const [changed] = await server.app.db.read.query<{ id: string }>('SELECT id FROM audit_event WHERE `sequence` = 7');
  expect(broken.check!.problemRow).toBe(`chg_${changed!.id}`);
  expect(await lines({ verb: { eq: 'VERIFY_LOG' } })).toMatchObject([
    { outcome: 'FAILED', actor: { userName: 'security' } },
    { outcome: 'OK' },
  ]);
  const denied = await server.app.ask(stateDocument, {}, 'ADMINISTRATOR');
  expect(denied.errors![0]!.extensions.code).toBe('FORBIDDEN');
});

test('the log is taken away as a file by the security officer only, and that is told', async () => {
  const get = (cookie: string, plural: string) =>
    server.fetch(`/exports/${plural}.csv?columns=at,verb,actor.name,ip,changes`, {
      headers: { cookie, ...from('10.1.1.7') },
    });
  const security = await server.signIn('security');
  const answer = await get(security, 'changes');
  expect([answer.status, answer.body.includes('SIGN_IN_FAILED')]).toEqual([200, true]);
  const customers = await server.fetch('/exports/customers.csv?columns=name', { headers: { cookie: security } });
  expect(customers.status).toBe(403);
  expect((await get(await server.signIn('manager'), 'changes')).status).toBe(403);
  expect(await lines({ ip: { eq: '10.1.1.7' } })).toMatchObject([
    { verb: 'REFUSED', actor: { userName: 'manager' }, operation: 'GET /exports/:file' },
    { verb: 'EXPORT', actor: { userName: 'security' }, entity: 'Change' },
  ]);
});
