import { openTestServer, type TestServer } from '../../test/test-server';

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await openTestServer({ now: () => new Date('2026-11-22T08:00:00.000Z') });
  admin = await server.signIn('administrator');
});
afterAll(() => server.close());

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const create = async (variables: Record<string, unknown>, cookie = admin) =>
  (
    await server.ask(
      'mutation($name: String!, $on: Date!, $scopes: [String!], $owner: ID) { createApiToken(name: $name, expiresOn: $on, scopes: $scopes, ownerId: $owner) { apiToken { id scopes owner { userName } } secret userErrors { code path message } } }',
      { name: '同步', on: '2026-12-31', ...variables },
      { cookie },
    )
  ).body.data.createApiToken;

let account: { id: string };
test('a service account has no password and cannot sign in', async () => {
  const made = await server.ask(
    'mutation { createUser(input: { userName: "erp", name: "ERP 同步", roles: ["SALES"], kind: SERVICE }) { user { id kind } password userErrors { code } } }',
    {},
    { cookie: admin },
  );
  account = made.body.data.createUser.user;
  expect(made.body.data.createUser).toMatchObject({ user: { kind: 'SERVICE' }, password: null, userErrors: [] });
  const tried = await server.ask('mutation { signIn(userName: "erp", password: "") { userErrors { code } } }');
  expect(tried.body.data.signIn.userErrors).toEqual([{ code: 'BAD_CREDENTIALS' }]);
  const reset = await server.ask(
    'mutation($id: ID!) { resetUserPassword(id: $id) { password userErrors { code } } }',
    { id: account.id },
    { cookie: admin },
  );
  expect(reset.body.data.resetUserPassword).toEqual({ password: null, userErrors: [{ code: 'SERVICE_ACCOUNT' }] });
});

test('an administrator makes its tokens; nobody makes tokens for other people', async () => {
  const made = await create({ owner: account.id, scopes: ['customer:read', 'contact:read'] });
  expect(made.userErrors).toEqual([]);
  expect(made.apiToken).toMatchObject({ scopes: ['contact:read', 'customer:read'], owner: { userName: 'erp' } });
  const asked = await server.ask(
    '{ viewer { user { userName } scopes } customers { totalCount } }',
    {},
    bearer(made.secret),
  );
  expect(asked.body.data.viewer).toEqual({ user: { userName: 'erp' }, scopes: ['contact:read', 'customer:read'] });
  expect(asked.body.data.customers.totalCount).toBe(0);
  for (const document of [
    'mutation { createCustomer(input: { name: "x" }) { userErrors { code } } }',
    '{ contracts { totalCount } }',
  ])
    expect((await server.ask(document, {}, bearer(made.secret))).body.errors[0].extensions.code).toBe('FORBIDDEN');

  const manager = await server.signIn('manager');
  const person = `usr_${server.app.actors.SALES.userId}`;
  for (const [owner, cookie] of [
    [account.id, manager],
    [person, admin],
    ['usr_nonsense', admin],
  ] as const)
    expect((await create({ owner }, cookie)).userErrors).toMatchObject([{ code: 'TOKEN_OWNER', path: ['ownerId'] }]);
});

test('a token has no more than its owner, also when the owner loses rights', async () => {
  const cookie = await server.signIn('sales');
  const beyond = await create({ scopes: ['customer:read', 'user:update', 'nonsense'] }, cookie);
  expect(beyond.userErrors).toMatchObject([{ code: 'TOKEN_SCOPES', path: ['scopes'] }]);
  expect(beyond.userErrors[0].message).toContain('Change users, nonsense');
  const { secret } = await create({ scopes: ['customer:read', 'customer:create'] }, cookie);
  const scopes = async () => (await server.ask('{ viewer { scopes } }', {}, bearer(secret))).body.data.viewer.scopes;
  expect(await scopes()).toEqual(['customer:create', 'customer:read']);
  const id = `usr_${server.app.actors.SALES.userId}`;
  const changed = await server.ask(
    'mutation($id: ID!) { updateUser(id: $id, expectedVersion: 1, patch: { roles: ["AUDITOR"] }) { userErrors { code } } }',
    { id },
    { cookie: admin },
  );
  expect(changed.body.data.updateUser.userErrors).toEqual([]);
  expect(await scopes()).toEqual(['customer:read']);
});

test('last use is noted with time and address', async () => {
  const { secret, apiToken } = await create({ owner: account.id });
  await server.ask('{ viewer { demo } }', {}, { ...bearer(secret), 'x-forwarded-for': '10.4.0.7' });
  await server.app.write(async () => undefined); // written behind
  const read = await server.ask(
    'query($id: ID!) { apiToken(id: $id) { lastUsedAt lastUsedFrom } }',
    { id: apiToken.id },
    { cookie: admin },
  );
  expect(read.body.data.apiToken).toEqual({ lastUsedAt: '2026-11-22T08:00:00.000Z', lastUsedFrom: '10.4.0.7' });
});

test('it does not count as the administrator who must remain', async () => {
  await server.ask(
    'mutation { createUser(input: { userName: "robot", name: "robot", roles: ["ADMINISTRATOR"], kind: SERVICE }) { userErrors { code } } }',
    {},
    { cookie: admin },
  );
  const id = `usr_${server.app.actors.ADMINISTRATOR.userId}`;
  const off = await server.ask(
    'mutation($id: ID!) { updateUser(id: $id, expectedVersion: 1, patch: { active: false }) { userErrors { code } } }',
    { id },
    { cookie: admin },
  );
  expect(off.body.data.updateUser.userErrors).toEqual([{ code: 'LAST_ADMINISTRATOR' }]);
});
