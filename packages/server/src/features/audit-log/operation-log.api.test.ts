import { flushTally } from '../../platform/audit/event';
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
