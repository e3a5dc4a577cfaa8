import { openTestApp, type TestApp } from '../../test/test-app';

type Role = keyof TestApp['actors'];
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await app.write(async (tx) => {
    await tx.connection.execute('UPDATE user_account SET department_id = ? WHERE id IN (?, ?)', [
      'd'.repeat(26),
      app.actors.SALES.userId,
      app.actors.MANAGER.userId,
    ]);
  });
});
afterAll(() => app.close());

const fields = 'savedView { id version revision name } userErrors { code path message }';
async function run(text: string, variables: object, role: Role = 'MANAGER') {
  const { data, errors } = await app.ask(text, variables as Record<string, unknown>, role);
  if (errors) return { savedView: null, userErrors: errors.map(({ extensions }) => ({ code: extensions['code'] })) };
  return Object.values(data)[0] as any;
}
const create = (input: object, role?: Role) =>
  run(
    `mutation($i: SavedViewInput!) { createSavedView(input: $i) { ${fields} } }`,
    { i: { list: 'Customer', ...input } },
    role,
  );
const update = (id: string, v: number, p: object, role?: Role) =>
  run(
    `mutation($id: ID!, $v: Int!, $p: SavedViewPatch!) { updateSavedView(id: $id, expectedVersion: $v, patch: $p) { ${fields} } }`,
    { id, v, p },
    role,
  );
const names = async (role: Role) =>
  (await app.ask('{ savedViews { nodes { name } } }', {}, role)).data.savedViews.nodes.map(
    (one: { name: string }) => one.name,
  );

test('a view is seen by those it is shared with, and changed by its owner', async () => {
  for (const [name, visibility] of [
    ['我的', 'PRIVATE'],
    ['部门的', 'DEPARTMENT'],
    ['大家的', 'ALL'],
  ])
    expect((await create({ name, visibility })).userErrors).toEqual([]);
  expect((await names('MANAGER')).sort()).toEqual(['大家的', '我的', '部门的'].sort());
  expect((await names('SALES')).sort()).toEqual(['大家的', '部门的'].sort());
  expect(await names('AUDITOR')).toEqual(['大家的']);
  const { data } = await app.ask('{ savedViews { nodes { id version name } } }', {}, 'MANAGER');
  for (const { id, version, name } of data.savedViews.nodes) {
    expect((await update(id, version, { name: '改' }, 'AUDITOR')).userErrors[0].code).toBe(
      name === '大家的' ? 'RECORD_NOT_EDITABLE' : 'NOT_FOUND',
    );
    expect((await update(id, version, { description: '部门用' }, 'ADMINISTRATOR')).userErrors[0]?.code).toBe(
      name === '大家的' ? undefined : 'NOT_FOUND',
    );
  }
});

test('sharing needs the right to share', async () => {
  expect((await create({ name: '想共享', visibility: 'ALL' }, 'SALES')).userErrors).toMatchObject([
    { code: 'SHARE_FORBIDDEN', path: ['visibility'] },
  ]);
  const { savedView } = await create({ name: '自己的' }, 'SALES');
  expect((await update(savedView.id, 1, { visibility: 'DEPARTMENT' }, 'SALES')).userErrors[0].code).toBe(
    'SHARE_FORBIDDEN',
  );
});

test('the filter and the order are what the list takes', async () => {
  const good = {
    filter: '{"name":{"contains":"钢"},"contracts":{"some":{"amount":{"gte":"100"}}}}',
    orderBy: '[{"name":{"direction":"ASC"}}]',
  };
  const { savedView, userErrors } = await create({ name: '钢', ...good });
  expect(userErrors).toEqual([]);
  const { data } = await app.ask(
    'query($id: ID!) { savedView(id: $id) { filter orderBy owner { name } } }',
    { id: savedView.id },
    'MANAGER',
  );
  expect(data.savedView).toEqual({ ...good, owner: { name: app.actors.MANAGER.name } });
  const asked = await app.ask(
    'query($f: CustomerFilter) { customers(filter: $f) { totalCount } }',
    { f: JSON.parse(data.savedView.filter) },
    'MANAGER',
  );
  expect(asked.errors).toBeUndefined();

  expect((await create({ name: 'x', filter: '{' })).userErrors).toMatchObject([
    { code: 'INVALID_JSON', path: ['filter'] },
  ]);
  const bad = await create({
    name: 'x',
    filter: '{"colour":{"eq":"red"}}',
    orderBy: '[{"nothing":{"direction":"ASC"}}]',
  });
  expect(bad.userErrors.map(({ code, path }: any) => [code, path[0]])).toEqual([
    ['SAVED_FILTER_INVALID', 'filter'],
    ['SAVED_FILTER_INVALID', 'orderBy'],
  ]);
  expect(bad.userErrors[0].message).toContain('colour');
  expect((await create({ list: 'Nothing', name: 'x' })).userErrors).toMatchObject([{ code: 'UNKNOWN_LIST' }]);
  const sealed = '{"bankAccounts":{"some":{"accountNumber":{"eq":"6222021234567890128"}}}}';
  expect((await create({ name: 'x', filter: sealed })).userErrors).toMatchObject([
    { code: 'SAVED_SECRET', path: ['filter'] },
  ]);
});

test('each save of what it shows is a version; an earlier one comes back as a new one', async () => {
  const { savedView } = await create({ name: '版本', columns: ['name'] });
  expect((await update(savedView.id, 1, { name: '改名' })).savedView.revision).toBe(1);
  expect((await update(savedView.id, 2, { columns: ['name', 'grade'] })).savedView.revision).toBe(2);
  const back = await run(
    `mutation($id: ID!) { restoreSavedViewRevision(id: $id, expectedVersion: 3, revision: 1) { savedView { revision columns revisions { nodes { number savedBy { name } } } } userErrors { code } } }`,
    { id: savedView.id },
  );
  expect(back.savedView).toEqual({
    revision: 3,
    columns: ['name'],
    revisions: { nodes: [3, 2, 1].map((number) => ({ number, savedBy: { name: app.actors.MANAGER.name } })) },
  });
  const none = await run(
    `mutation($id: ID!) { restoreSavedViewRevision(id: $id, expectedVersion: 4, revision: 9) { userErrors { code path } } }`,
    { id: savedView.id },
  );
  expect(none.userErrors).toEqual([{ code: 'NO_SUCH_REVISION', path: ['revision'] }]);
  const others = await app.ask(
    'query($id: ID!) { savedRevisions(filter: { view: { id: { eq: $id } } }) { totalCount } }',
    { id: savedView.id },
    'AUDITOR',
  );
  expect(others.data.savedRevisions.totalCount).toBe(0);
});

test('a list begins with the view that its reader chose, until the view is gone', async () => {
  const { savedView } = await create({ name: '默认' });
  const set = (view: string | null, role: Role = 'MANAGER') =>
    run(
      'mutation($v: String) { setListDefault(list: "Customer", view: $v) { listDefaults { list view } userErrors { code } } }',
      { v: view },
      role,
    );
  expect((await set('mine', 'AUDITOR')).listDefaults).toEqual([{ list: 'Customer', view: 'mine' }]);
  expect((await set(savedView.id)).listDefaults).toEqual([{ list: 'Customer', view: savedView.id }]);
  expect((await set('../x')).userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  const removed = await run(`mutation($id: ID!) { removeSavedView(id: $id, expectedVersion: 1) { ${fields} } }`, {
    id: savedView.id,
  });
  expect(removed.userErrors).toEqual([]);
  expect((await app.ask('{ listDefaults { view } }', {}, 'MANAGER')).data.listDefaults).toEqual([]);
  expect((await app.ask('{ listDefaults { view } }', {}, 'AUDITOR')).data.listDefaults).toEqual([{ view: 'mine' }]);
});

test('the versions of a view that was taken away are its owner’s alone', async () => {
  const { savedView } = await create({ name: '要移除的', visibility: 'ALL', columns: ['name'] });
  const counted = async (role: Role) =>
    (
      await app.ask(
        'query($id: ID!) { savedRevisions(filter: { view: { id: { eq: $id } } }) { totalCount } }',
        { id: savedView.id },
        role,
      )
    ).data.savedRevisions.totalCount as number;
  expect([await counted('MANAGER'), await counted('ANALYST')]).toEqual([1, 1]);
  await run('mutation($id: ID!) { removeSavedView(id: $id, expectedVersion: 1) { userErrors { code } } }', {
    id: savedView.id,
  });
  expect([await counted('MANAGER'), await counted('ANALYST')]).toEqual([1, 0]);
});
