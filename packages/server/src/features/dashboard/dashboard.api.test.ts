import { createMany } from '../../platform/db/write';
import { openTestServer, type TestServer } from '../../test/test-server';

let server: TestServer;
let cookies: Record<'analyst' | 'sales' | 'manager' | 'administrator' | 'auditor', string>;
let shared: string;
let hidden: string;

const fields =
  'dashboard { id version name visibility tiles { query title shape measures width variables } } userErrors { code path message ... on VersionConflictError { fields { field } } }';
async function run(text: string, variables: object, cookie = cookies.analyst) {
  const { body } = await server.ask(text, variables as Record<string, unknown>, { cookie });
  if (body.errors) return { errors: body.errors.map((one: any) => one.extensions.code) };
  return Object.values(body.data)[0] as any;
}
const query = async (input: object) =>
  (
    await run(
      'mutation($i: SavedQueryInput!) { createSavedQuery(input: $i) { savedQuery { id } userErrors { code } } }',
      {
        i: { name: '等级', ...input },
      },
    )
  ).savedQuery.id as string;
const create = (input: object, cookie?: string) =>
  run(
    `mutation($i: DashboardInput!) { createDashboard(input: $i) { ${fields} } }`,
    { i: { name: '我的看板', ...input } },
    cookie,
  );
const update = (id: string, v: number, p: object, cookie?: string) =>
  run(
    `mutation($id: ID!, $v: Int!, $p: DashboardPatch!) { updateDashboard(id: $id, expectedVersion: $v, patch: $p) { ${fields} } }`,
    { id, v, p },
    cookie,
  );
const seen = async (cookie: string): Promise<string[]> =>
  (await run('{ dashboards { nodes { name } } }', {}, cookie)).nodes.map(({ name }: { name: string }) => name);

beforeAll(async () => {
  server = await openTestServer({ now: () => new Date('2026-11-22T08:00:00.000Z') });
  const names = ['analyst', 'sales', 'manager', 'administrator', 'auditor'] as const;
  cookies = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await server.signIn(name)])),
  ) as typeof cookies;
  await server.app.write((tx) =>
    createMany(tx, tx.models.get('Customer'), [
      { name: '自己的客户有限公司', grade: 'A', ownerId: server.app.actors.SALES.userId },
      { name: '别人的客户有限公司', grade: 'A', ownerId: server.app.actors.MANAGER.userId },
      { name: '别人的第二个有限公司', grade: 'B', ownerId: server.app.actors.MANAGER.userId },
    ]),
  );
  const document = '{ customerGroups(by: [{ grade: true }]) { nodes { key { grade } count drillDown } } }';
  shared = await query({ document, visibility: 'ALL' });
  hidden = await query({
    document: 'query ($n: String!) { customers(filter: { name: { contains: $n } }) { totalCount } }',
  });
});
beforeEach(() =>
  server.app.db.transaction(async (connection) => void (await connection.execute('DELETE FROM dashboard'))),
);
afterAll(() => server.close());

const tile = (more: object = {}) => ({
  query: shared,
  shape: 'BAR',
  category: 'key.grade',
  measures: ['count'],
  ...more,
});

test('tiles are kept in their order; a change names the version it saw', async () => {
  const tiles = [tile({ title: '客户等级', width: 2 }), { query: hidden, shape: 'FIGURE', variables: '{"n":"客户"}' }];
  const { dashboard, userErrors } = await create({ tiles });
  expect(userErrors).toEqual([]);
  expect(dashboard).toMatchObject({ version: 1, visibility: 'PRIVATE' });
  expect(dashboard.tiles.map(({ shape, width }: any) => [shape, width])).toEqual([
    ['BAR', 2],
    ['FIGURE', 1],
  ]);
  const turned = await update(dashboard.id, 1, { tiles: [...tiles].reverse() });
  expect(turned.dashboard.tiles[0].shape).toBe('FIGURE');
  const late = await update(dashboard.id, 1, { tiles: [tile()] });
  expect(late.userErrors[0]).toMatchObject({ code: 'VERSION_CONFLICT', fields: [{ field: 'tiles' }] });
  expect((await update(dashboard.id, 1, { name: '改名' })).userErrors).toEqual([]);
});

test('nobody sees a private board of another, nor changes it; a shared one is seen, and changed by its owner', async () => {
  const { dashboard: own } = await create({ name: '私有', tiles: [tile()] });
  const { dashboard: open } = await create({ name: '公开', visibility: 'ALL', tiles: [tile()] });
  expect(await seen(cookies.sales)).toEqual(['公开']);
  expect(await seen(cookies.administrator)).toEqual(['公开']);
  expect(await run('query($id: ID!) { dashboard(id: $id) { id } }', { id: own.id }, cookies.sales)).toBeNull();
  expect((await update(own.id, 1, { name: 'x' }, cookies.sales)).userErrors[0].code).toBe('NOT_FOUND');
  expect((await update(open.id, 1, { name: 'x' }, cookies.sales)).userErrors[0].code).toBe('RECORD_NOT_EDITABLE');
  expect((await update(open.id, 1, { name: 'x' }, cookies.administrator)).userErrors).toEqual([]);
  expect((await create({ visibility: 'ALL' }, cookies.sales)).userErrors[0]).toMatchObject({
    code: 'SHARE_FORBIDDEN',
    path: ['visibility'],
  });
});

test('a tile shows each reader the rows in their range; a query that is not shared cannot be had through a board', async () => {
  await create({ visibility: 'ALL', tiles: [tile(), { query: hidden, shape: 'FIGURE', variables: '{"n":"客户"}' }] });
  const look = async (cookie: string) => {
    const { nodes } = await run('{ dashboards { nodes { tiles { query } } } }', {}, cookie);
    const ids = nodes[0].tiles.map((one: { query: string }) => one.query);
    const found = await run(
      'query($ids: [ID!]) { savedQueries(filter: { id: { in: $ids } }) { nodes { id document } } }',
      { ids },
      cookie,
    );
    return found.nodes as { id: string; document: string }[];
  };
  const [only, ...others] = await look(cookies.sales);
  expect([only!.id, others]).toEqual([shared, []]);
  const counts = async (cookie: string) =>
    (await run(only!.document, {}, cookie)).nodes.map(({ count }: { count: number }) => count);
  expect(await counts(cookies.sales)).toEqual([1]);
  expect(await counts(cookies.analyst)).toEqual([2, 1]);
  expect(await look(cookies.analyst)).toHaveLength(2);
});

describe('what cannot be shown is refused with the tile and the cure', () => {
  test.each([
    ['a query of nobody', { query: 'sqy_01234567890123456789012345' }, 'TILE_QUERY', ['tiles', '1', 'query']],
    [
      'a parameter that the query has not',
      { variables: '{"colour":1}' },
      'VARIABLE_UNKNOWN',
      ['tiles', '1', 'variables'],
    ],
    ['no JSON', { variables: '{' }, 'INVALID_JSON', ['tiles', '1', 'variables']],
    ['four columns', { width: 4 }, 'TOO_LARGE', ['tiles', '1', 'width']],
    ['no query', { query: '' }, 'REQUIRED', ['tiles', '1', 'query']],
  ])('%s', async (_name, more, code, path) => {
    expect((await create({ tiles: [tile(), tile(more)] })).userErrors[0]).toMatchObject({ code, path });
  });

  test('a parameter that is needed, a query of somebody else, too many tiles', async () => {
    const needed = await create({ tiles: [{ query: hidden, shape: 'FIGURE' }] });
    expect(needed.userErrors[0]).toMatchObject({ code: 'VARIABLE_MISSING', path: ['tiles', '0', 'variables'] });
    expect((await create({ tiles: [{ query: hidden, shape: 'TABLE' }] }, cookies.sales)).userErrors[0].code).toBe(
      'TILE_QUERY',
    );
    expect((await create({ tiles: Array.from({ length: 25 }, () => tile()) })).userErrors[0].path).toEqual(['tiles']);
  });

  test('a tile whose query has gone does not hold up changes of others', async () => {
    const gone = await query({ document: '{ customers { totalCount } }', visibility: 'ALL' });
    const { dashboard } = await create({ tiles: [{ query: gone, shape: 'FIGURE', width: 1 }] });
    await run('mutation($id: ID!) { removeSavedQuery(id: $id, expectedVersion: 1) { userErrors { code } } }', {
      id: gone,
    });
    const [kept] = dashboard.tiles;
    const { userErrors } = await update(dashboard.id, 1, { tiles: [kept, tile()] });
    expect(userErrors).toEqual([]);
    const renamed = await update(dashboard.id, 2, { tiles: [{ ...kept, title: '新' }, tile()] });
    expect(renamed.userErrors[0].code).toBe('TILE_QUERY');
  });
});

test('a removed board comes back, by its owner alone', async () => {
  const { dashboard } = await create({ visibility: 'ALL', tiles: [tile()] });
  const removed = await run(
    `mutation($id: ID!) { removeDashboard(id: $id, expectedVersion: 1) { userErrors { code } } }`,
    { id: dashboard.id },
  );
  expect(removed.userErrors).toEqual([]);
  expect(await seen(cookies.analyst)).toEqual([]);
  const back = (cookie?: string) =>
    run(`mutation($id: ID!) { restoreDashboard(id: $id) { ${fields} } }`, { id: dashboard.id }, cookie);
  expect((await back(cookies.sales)).userErrors[0].code).toBe('RECORD_NOT_EDITABLE');
  expect((await back()).dashboard.name).toBe('我的看板');
  const { nodes } = await run(
    'query($id: String!) { changes(filter: { recordId: { eq: $id } }) { nodes { verb } } }',
    { id: dashboard.id },
    await server.signIn('security'),
  );
  expect(nodes.map(({ verb }: { verb: string }) => verb).sort()).toEqual(['CREATE', 'REMOVE', 'RESTORE']);
});
