import { openTestApp, type TestApp } from '../../test/test-app';
import { createMany } from '../../platform/db/write';
import { findActor } from './actor.store';

let app: TestApp;
let departments: string[];
beforeAll(async () => {
  app = await openTestApp();
  departments = await app.write(async (tx) => {
    const model = tx.models.get('Department');
    const [top] = await createMany(tx, model, [{ name: '总部', code: 'HQ' }]);
    const [east] = await createMany(tx, model, [{ name: '东部', code: 'E', parentId: top }]);
    const [city] = await createMany(tx, model, [{ name: '城区', code: 'E1', parentId: east }]);
    const [west] = await createMany(tx, model, [{ name: '西部', code: 'W', parentId: top }]);
    return [top!, east!, city!, west!];
  });
});
afterAll(() => app.close());

const set = (sql: string, params: unknown[]) =>
  app.write(async (tx) => {
    await tx.connection.execute(`UPDATE ${sql}`, params);
  });
const reach = async (role: 'MANAGER' | 'SALES') =>
  (await findActor(app.db.read, app.actors[role].userId, 'session'))!.reach;

test('one reaches the departments one belongs to or heads, and those below', async () => {
  const [, east, city, west] = departments;
  expect(await reach('MANAGER')).toMatchObject({ departmentIds: [], treeDepartmentIds: [] });
  await set('user_account SET department_id = ? WHERE id = ?', [east, app.actors.MANAGER.userId]);
  expect((await reach('MANAGER')).departmentIds).toEqual([east]);
  expect((await reach('MANAGER')).treeDepartmentIds.slice().sort()).toEqual([city, east].sort());
  await set('department SET head_id = ? WHERE id = ?', [app.actors.MANAGER.userId, west]);
  expect((await reach('MANAGER')).departmentIds.slice().sort()).toEqual([east, west].sort());
  expect((await reach('MANAGER')).treeDepartmentIds).toHaveLength(3);
});

test('a salesperson with built-in roles costs two statements: the person, and how many customers are in reach', async () => {
  app.statements();
  expect(await reach('SALES')).toEqual({
    ranges: { customer: ['OWN'], contact: ['OWN'], contract: ['OWN'], assessment: ['OWN'] },
    departmentIds: [],
    treeDepartmentIds: [],
    subordinateIds: [],
  });
  expect(app.statements()).toHaveLength(2);
});

test('subordinates are those who report through others as well', async () => {
  const { MANAGER, SALES, ANALYST, AUDITOR } = app.actors;
  await set('user_account SET manager_id = ? WHERE id = ?', [MANAGER.userId, SALES.userId]);
  await set('user_account SET manager_id = ? WHERE id = ?', [SALES.userId, ANALYST.userId]);
  await app.write((tx) =>
    createMany(tx, tx.models.get('Role'), [
      { code: 'LEAD', name: '组长', scopes: ['customer:read'], customerRange: 'SUBORDINATES' },
    ]),
  );
  await set('user_account SET roles = ? WHERE id = ?', ['["LEAD"]', MANAGER.userId]);
  expect((await reach('MANAGER')).subordinateIds.slice().sort()).toEqual([SALES.userId, ANALYST.userId].sort());
  // a circle that came into the tables by other ways does not hang the look-up
  await set('user_account SET manager_id = ? WHERE id = ?', [ANALYST.userId, MANAGER.userId]);
  expect((await reach('MANAGER')).subordinateIds).not.toContain(AUDITOR.userId);
  await set('user_account SET manager_id = NULL WHERE id = ?', [MANAGER.userId]);
});

const update = async (id: string, patch: object, overrides?: object[]) =>
  (
    await app.ask(
      'mutation($id: ID!, $p: UserPatch!, $o: [OverrideInput!]) { updateUser(id: $id, expectedVersion: 1, patch: $p, overrides: $o) { userErrors { code path overridable } } }',
      { id, p: patch, o: overrides },
    )
  ).data.updateUser.userErrors;

test('nobody comes to report to themselves', async () => {
  const { MANAGER, ANALYST } = app.actors;
  for (const managerId of [`usr_${ANALYST.userId}`, `usr_${MANAGER.userId}`])
    expect(await update(`usr_${MANAGER.userId}`, { managerId })).toEqual([
      { code: 'MANAGER_IN_CIRCLE', path: ['managerId'], overridable: false },
    ]);
});

test('a role that does not exist is refused, and one is needed', async () => {
  const id = `usr_${app.actors.AUDITOR.userId}`;
  expect(await update(id, { roles: ['AUDITOR', 'NOBODY'] })).toEqual([
    { code: 'UNKNOWN_ROLE', path: ['roles', '1'], overridable: false },
  ]);
  expect(await update(id, { roles: [] })).toEqual([{ code: 'REQUIRED', path: ['roles'], overridable: false }]);
});

test('who still owns customers is switched off only with a reason', async () => {
  const { SALES } = app.actors;
  await app.ask(
    'mutation { createCustomer(input: { name: "某某机电有限公司" }) { userErrors { code } } }',
    {},
    'SALES',
  );
  const id = `usr_${SALES.userId}`;
  const warning = { code: 'OWNS_CUSTOMERS', path: ['active'] };
  expect(await update(id, { active: false })).toEqual([{ ...warning, overridable: true }]);
  expect(await update(id, { active: false }, [{ ...warning, reason: '离职，客户稍后交接' }])).toEqual([]);
});
