import { openTestApp, type TestApp } from '../../test/test-app';
import { findActor } from '../user';
import { ensureBuiltInRoles } from './role.store';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await ensureBuiltInRoles(app);
});
afterAll(() => app.close());

const faults = 'userErrors { code path }';
const create = async (input: object) =>
  (
    await app.ask(`mutation($i: RoleInput!) { createRole(input: $i) { role { id version code } ${faults} } }`, {
      i: input,
    })
  ).data.createRole as { role: { id: string; version: number; code: string } | null; userErrors: object[] };
const roles = async () =>
  (await app.ask('{ roles(first: 50) { nodes { id version code name builtIn scopes customerRange } } }')).data.roles
    .nodes as { id: string; version: number; code: string; builtIn: boolean; customerRange: string }[];
const setRoles = (codes: string[]) =>
  app.write(async (tx) => {
    await tx.connection.execute('UPDATE user_account SET roles = ? WHERE id = ?', [
      JSON.stringify(codes),
      app.actors.SALES.userId,
    ]);
  });
const actor = async () => (await findActor(app.db.read, app.actors.SALES.userId, 'session'))!;

test('built-in roles stand in the list once and cannot be changed or removed', async () => {
  await ensureBuiltInRoles(app);
  const built = (await roles()).filter((role) => role.builtIn);
  expect(built.map(({ code, customerRange }) => `${code} ${customerRange}`)).toEqual([
    'ADMINISTRATOR ALL',
    'ANALYST ALL',
    'AUDITOR ALL',
    'CREDIT_OFFICER ALL',
    'MANAGER DEPARTMENT_TREE',
    'SALES OWN',
    'SECURITY OWN',
  ]);
  const { id, version } = built[0]!;
  const { data } = await app.ask(
    `mutation($id: ID!, $v: Int!) { updateRole(id: $id, expectedVersion: $v, patch: { name: "x" }) { ${faults} } removeRole(id: $id, expectedVersion: $v) { ${faults} } }`,
    { id, v: version },
  );
  expect(data.updateRole.userErrors).toEqual([{ code: 'ROLE_BUILT_IN', path: [] }]);
  expect(data.removeRole.userErrors).toEqual([{ code: 'ROLE_BUILT_IN', path: [] }]);
  expect((await create({ code: 'sales', name: '销售二' })).userErrors).toEqual([
    { code: 'DUPLICATE_ROLE_CODE', path: ['code'] },
  ]);
});

test('what a later version says of a built-in role reaches its row', async () => {
  await app.write(async (tx) => {
    await tx.connection.execute("UPDATE role SET customer_range = 'ALL' WHERE code = 'SALES'");
  });
  await ensureBuiltInRoles(app);
  expect((await roles()).find((role) => role.code === 'SALES')).toMatchObject({ customerRange: 'OWN', version: 2 });
});

test('a role names scopes and fields that exist', async () => {
  const refused = await create({
    code: 'x',
    name: '某',
    scopes: ['customer:burn'],
    fieldRights: [
      { field: 'Customer.nothing', right: 'HIDDEN' },
      { field: 'Customer.name', right: 'HIDDEN' },
    ],
  });
  expect(refused.userErrors).toEqual([{ code: 'UNKNOWN_SCOPE', path: ['scopes', '0'] }]);
  const fields = await create({
    code: 'x',
    name: '某',
    fieldRights: [
      { field: 'Customer.nothing', right: 'HIDDEN' },
      { field: 'Customer.name', right: 'HIDDEN' },
      { field: 'Contact.mobile', right: 'MASKED' },
    ],
  });
  expect(fields.userErrors).toEqual([
    { code: 'UNKNOWN_FIELD_RIGHT', path: ['fieldRights', '0', 'field'] },
    { code: 'UNKNOWN_FIELD_RIGHT', path: ['fieldRights', '1', 'field'] },
  ]);
  expect((await create({ code: '9-lead', name: '组长' })).userErrors).toEqual([
    { code: 'INVALID_FORMAT', path: ['code'] },
  ]);
});

test('several roles of a person are united', async () => {
  const given = await create({
    code: 'region_lead',
    name: '区域主管',
    scopes: ['customer:read', 'contract:approve'],
    customerRange: 'SUBORDINATES',
    contactRange: 'ALL',
    fieldRights: [{ field: 'Customer.website', right: 'READ' }],
  });
  expect(given.userErrors).toEqual([]);
  await setRoles(['SALES', 'REGION_LEAD', 'GONE']);
  const both = await actor();
  expect(both.roles).toEqual(['SALES', 'REGION_LEAD', 'GONE']);
  expect(both.scopes.has('contract:approve')).toBe(true);
  expect(both.reach.ranges.customer).toEqual(['OWN', 'SUBORDINATES']);
  // the new role cannot read contacts, so it does not widen them
  expect(both.reach.ranges.contact).toEqual(['OWN']);
  expect(both.fieldRights.size).toBe(0);
  await setRoles(['REGION_LEAD']);
  expect([...(await actor()).fieldRights]).toEqual([['Customer.website', 'READ']]);
});

test('a role that somebody has stays', async () => {
  const role = (await roles()).find(({ code }) => code === 'REGION_LEAD')!;
  const remove = async () =>
    (
      await app.ask(`mutation($id: ID!, $v: Int!) { removeRole(id: $id, expectedVersion: $v) { ${faults} } }`, {
        id: role.id,
        v: role.version,
      })
    ).data.removeRole.userErrors;
  expect(await remove()).toEqual([{ code: 'ROLE_IN_USE', path: [] }]);
  await setRoles(['SALES']);
  expect(await remove()).toEqual([]);
});
