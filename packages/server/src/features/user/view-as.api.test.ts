import { openTestServer, type TestServer } from '../../test/test-server';

let server: TestServer;
beforeAll(async () => (server = await openTestServer()));
afterAll(() => server.close());

const usr = (role: keyof TestServer['app']['actors']) => `usr_${server.app.actors[role].userId}`;
const viewer = '{ viewer { user { userName } scopes viewingAs { name viewerName } } customers { totalCount } }';
const start = (cookie: string, userId: string) =>
  server.ask(
    'mutation($u: ID!) { viewAs(userId: $u) { viewer { user { userName } } userErrors { code } } }',
    { u: userId },
    { cookie },
  );

test('an administrator sees what the other sees, changes nothing, and comes back', async () => {
  await server.app.ask('mutation { createCustomer(input: { name: "甲钢铁有限公司" }) { userErrors { code } } }');
  const cookie = await server.signIn('administrator');
  expect((await server.ask(viewer, {}, { cookie })).body.data.customers.totalCount).toBe(1);
  expect((await start(cookie, usr('SALES'))).body.data.viewAs).toEqual({
    viewer: { user: { userName: 'sales' } },
    userErrors: [],
  });
  const { data } = (await server.ask(viewer, {}, { cookie })).body;
  expect(data.viewer.viewingAs).toEqual({
    name: server.app.actors.SALES.name,
    viewerName: server.app.actors.ADMINISTRATOR.name,
  });
  expect(data.customers.totalCount).toBe(0);
  expect(data.viewer.scopes.filter((scope: string) => !scope.endsWith(':read'))).toEqual([]);

  const create = 'mutation { createCustomer(input: { name: "乙" }) { userErrors { code } } }';
  expect((await server.ask(create, {}, { cookie })).body.errors[0].extensions.code).toBe('FORBIDDEN');
  const preferences = 'mutation { updatePreferences(theme: DARK) { userErrors { code } } }';
  expect((await server.ask(preferences, {}, { cookie })).body.data.updatePreferences.userErrors).toEqual([
    { code: 'VIEWING_AS' },
  ]);

  await server.ask('mutation { endViewAs { viewer { scopes } userErrors { code } } }', {}, { cookie });
  const back = (await server.ask(viewer, {}, { cookie })).body.data;
  expect([back.viewer.user.userName, back.viewer.viewingAs, back.customers.totalCount]).toEqual([
    'administrator',
    null,
    1,
  ]);
  const trail = await server.app.ask(
    '{ changes(filter: { verb: { eq: "VIEW_AS" } }, orderBy: [{ at: { direction: ASC } }]) { nodes { reason recordId actor { userName } } } }',
    {},
    'SECURITY',
  );
  expect(trail.data.changes.nodes).toEqual([
    { reason: 'BEGIN', recordId: usr('SALES'), actor: { userName: 'administrator' } },
    { reason: 'END', recordId: usr('SALES'), actor: { userName: 'administrator' } },
  ]);
});

test('nobody gains by it, and nobody else may', async () => {
  const cookie = await server.signIn('administrator');
  await start(cookie, usr('SECURITY'));
  const { scopes } = (await server.ask(viewer, {}, { cookie })).body.data.viewer;
  expect(scopes).not.toContain('audit:read');
  const manager = await server.signIn('manager');
  expect((await start(manager, usr('SALES'))).body.errors[0].extensions.code).toBe('FORBIDDEN');
});

test('signing out works meanwhile, and the next session is one’s own', async () => {
  const cookie = await server.signIn('administrator');
  await start(cookie, usr('SALES'));
  expect(
    (await server.ask('mutation { signOut { userErrors { code } } }', {}, { cookie })).body.errors,
  ).toBeUndefined();
  const again = await server.signIn('administrator');
  expect((await server.ask(viewer, {}, { cookie: again })).body.data.viewer.user.userName).toBe('administrator');
});

test('the viewer tells which fields are kept back, also of whom one looks through', async () => {
  const rights = '{ viewer { fieldRights { entity field right } today timeZone } }';
  const own = await server.signIn('administrator');
  expect((await server.ask(rights, {}, { cookie: own })).body.data.viewer).toEqual({
    fieldRights: [],
    today: server.app.clock.today(),
    timeZone: 'Asia/Shanghai',
  });
  const made = await server.app.ask(
    `mutation { createRole(input: { code: "FIELD_SALES", name: "外勤", scopes: ["customer:read", "contact:read"], fieldRights: [
      { field: "Contact.mobile", right: MASKED }, { field: "Customer.website", right: HIDDEN }, { field: "Customer.switchboard", right: READ }, { field: "Customer.remarks", right: EDIT }
    ] }) { userErrors { code path } } }`,
  );
  expect(made.data.createRole.userErrors).toEqual([]);
  await server.app.write((tx) =>
    tx.connection.execute('UPDATE user_account SET roles = ? WHERE id = ?', [
      '["FIELD_SALES"]',
      server.app.actors.ANALYST.userId,
    ]),
  );
  await start(own, usr('ANALYST'));
  expect((await server.ask(rights, {}, { cookie: own })).body.data.viewer.fieldRights).toEqual([
    { entity: 'Contact', field: 'mobile', right: 'MASKED' },
    { entity: 'Customer', field: 'website', right: 'HIDDEN' },
    { entity: 'Customer', field: 'switchboard', right: 'READ' },
  ]);
});
