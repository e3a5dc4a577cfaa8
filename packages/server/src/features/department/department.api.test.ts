import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
beforeAll(async () => (app = await openTestApp()));
afterAll(() => app.close());

const faults = 'userErrors { code path }';
async function create(name: string, code: string, parentId?: string) {
  const { data } = await app.ask(
    `mutation($i: DepartmentInput!) { createDepartment(input: $i) { department { id version name parent { name } } ${faults} } }`,
    { i: { name, code, parentId } },
  );
  return data.createDepartment as { department: { id: string; version: number }; userErrors: unknown[] };
}
async function update(id: string, expectedVersion: number, patch: object) {
  const { data } = await app.ask(
    `mutation($id: ID!, $v: Int!, $p: DepartmentPatch!) { updateDepartment(id: $id, expectedVersion: $v, patch: $p) { department { version } ${faults} } }`,
    { id, v: expectedVersion, p: patch },
  );
  return data.updateDepartment;
}
const remove = async (id: string, version: number) =>
  (
    await app.ask(
      `mutation($id: ID!, $v: Int!) { removeDepartment(id: $id, expectedVersion: $v) { department { id } ${faults} } }`,
      { id, v: version },
    )
  ).data.removeDepartment;

test('departments form a tree that never closes into a circle', async () => {
  const top = (await create('总部', 'hq')).department;
  const middle = (await create('一部', 'A1', top.id)).department;
  const low = (await create('一科', 'A11', middle.id)).department;
  for (const parentId of [top.id, middle.id, low.id])
    expect((await update(top.id, 1, { parentId })).userErrors).toEqual([
      { code: 'DEPARTMENT_IN_CIRCLE', path: ['parentId'] },
    ]);
  expect((await update(low.id, 1, { parentId: top.id })).userErrors).toEqual([]);
  const { data } = await app.ask(
    '{ departments(filter: { parent: { code: { eq: "HQ" } } }) { nodes { code parent { name } children { totalCount } } } }',
  );
  expect(data.departments.nodes).toEqual([
    { code: 'A1', parent: { name: '总部' }, children: { totalCount: 0 } },
    { code: 'A11', parent: { name: '总部' }, children: { totalCount: 0 } },
  ]);
});

test('a code is taken once', async () => {
  await create('二部', 'B1');
  expect((await create('又一个二部', 'b1')).userErrors).toEqual([
    { code: 'DUPLICATE_DEPARTMENT_CODE', path: ['code'] },
  ]);
});

test('a department with people or departments below it stays', async () => {
  const above = (await create('三部', 'C1')).department;
  const below = (await create('三部一科', 'C11', above.id)).department;
  await app.write(async (tx) => {
    await tx.connection.execute('UPDATE user_account SET department_id = ? WHERE id = ?', [
      below.id.slice(4),
      app.actors.SALES.userId,
    ]);
  });
  expect((await remove(above.id, 1)).userErrors).toEqual([{ code: 'DEPARTMENT_IN_USE', path: [] }]);
  expect((await remove(below.id, 1)).userErrors).toEqual([{ code: 'DEPARTMENT_IN_USE', path: [] }]);
  await app.write(async (tx) => {
    await tx.connection.execute('UPDATE user_account SET department_id = NULL');
  });
  expect((await remove(below.id, 1)).userErrors).toEqual([]);
  expect((await remove(above.id, 1)).userErrors).toEqual([]);
});

test('everybody sees departments, administrators change them, and the trail tells', async () => {
  const { data, errors } = await app.ask('{ departments { nodes { name } } }', {}, 'SALES');
  expect(errors).toBeUndefined();
  expect(data.departments.nodes.length).toBeGreaterThan(0);
  const refused = await app.ask(
    `mutation { createDepartment(input: { name: "x", code: "X" }) { ${faults} } }`,
    {},
    'MANAGER',
  );
  expect(refused.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  const trail = await app
    .ctx()
    .connection.query<{ verb: string }>(
      "SELECT verb FROM audit_event WHERE entity = 'Department' GROUP BY verb ORDER BY verb",
    );
  expect(trail.map(({ verb }) => verb)).toEqual(['CREATE', 'REMOVE', 'UPDATE']);
});
