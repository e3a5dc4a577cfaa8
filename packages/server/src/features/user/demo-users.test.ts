import { openTestServer, type TestServer } from '../../test/test-server';
import { demoPassword, ensureDemoToken, ensureDemoUsers } from './demo-users';
import { ensureFirstAdministrator } from './first-administrator';

let server: TestServer;
afterEach(() => server.close());

/** The people of the tests bear names of demo people. */
const emptyHouse = () =>
  server.app.db.transaction(async (connection) => {
    await connection.execute('DELETE FROM user_account');
    await connection.execute('DELETE FROM user_credential');
  });
const names = '{ viewer { demo demoUsers { userName name roles } } }';

test('in demo mode one becomes anybody of the demo with one click', async () => {
  server = await openTestServer({ demo: true });
  await ensureDemoUsers({ ...server.app, demo: true });
  await ensureDemoUsers({ ...server.app, demo: true });
  const { demo, demoUsers } = (await server.ask(names)).body.data.viewer;
  expect(demo).toBe(true);
  expect(demoUsers.map((user: { userName: string }) => user.userName)).toEqual([
    'admin',
    'manager',
    'sales',
    'credit',
    'analyst',
    'auditor',
    'security',
  ]);
  const answer = await server.ask(
    'mutation { switchDemoUser(userName: "admin") { viewer { user { name roles } } userErrors { code } } }',
  );
  expect(answer.body.data.switchDemoUser).toEqual({
    viewer: { user: { name: '系统管理员', roles: ['ADMINISTRATOR'] } },
    userErrors: [],
  });
  expect(answer.headers.get('set-cookie')).toContain('dossier_session=');
  expect(await server.signIn('admin', demoPassword)).toBeTruthy();
  // real people cannot be become
  const real = await server.ask(
    'mutation { switchDemoUser(userName: "administrator") { viewer { demo } userErrors { code } } }',
  );
  expect(real.body.data.switchDemoUser.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
});

test('the demo token is the same at every start and belongs to somebody who only reads', async () => {
  server = await openTestServer({ demo: true });
  const app = { ...server.app, demo: true };
  await ensureDemoUsers(app);
  expect(await ensureDemoToken(app)).toBeNull(); // `analyst` is a real person here
  await emptyHouse();
  await ensureDemoUsers(app);
  const secret = await ensureDemoToken(app);
  expect(await ensureDemoToken(app)).toBe(secret);
  const ask = (query: string) => server.ask(query, {}, { authorization: `Bearer ${secret}` });
  expect((await ask('{ viewer { user { roles } } customers { totalCount } }')).body.data.viewer.user.roles).toEqual([
    'ANALYST',
  ]);
  expect(
    (await ask('mutation { removeCustomer(id: "x", expectedVersion: 1) { userErrors { code } } }')).body.errors[0]
      .extensions.code,
  ).toBe('FORBIDDEN');
});

test('outside demo mode demo people do not exist, even when their rows do', async () => {
  server = await openTestServer();
  await emptyHouse();
  await ensureDemoUsers({ ...server.app, demo: true });
  const secret = await ensureDemoToken({ ...server.app, demo: true });
  await expect(server.signIn('admin', demoPassword)).rejects.toThrow('BAD_CREDENTIALS');
  const answer = await server.ask(
    'mutation { switchDemoUser(userName: "admin") { viewer { demo } userErrors { code } } }',
  );
  expect(answer.body.data.switchDemoUser.userErrors).toEqual([{ code: 'NOT_DEMO' }]);
  expect((await server.ask(names)).body.data.viewer).toEqual({ demo: false, demoUsers: [] });
  expect((await server.ask(names, {}, { authorization: `Bearer ${secret}` })).status).toBe(401);
});

test('an archive without administrator gets one with a one-time password, printed anew until it is used', async () => {
  server = await openTestServer();
  expect(await ensureFirstAdministrator(server.app)).toBeNull();
  await emptyHouse();
  const first = await ensureFirstAdministrator(server.app);
  const second = await ensureFirstAdministrator(server.app);
  expect([first?.userName, second?.userName]).toEqual(['admin', 'admin']);
  await expect(server.signIn('admin', first!.password)).rejects.toThrow('BAD_CREDENTIALS');
  expect(await server.signIn('admin', second!.password)).toBeTruthy();
  expect(await ensureFirstAdministrator(server.app)).toBeNull();
});
