import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportServices } from '../../app/export-services';
import { forgetEverybody } from '../../platform/auth';
import { zoneClock } from '../../platform/context/clock';
import type { App } from '../../platform/context/context';
import { openDatabase } from '../../platform/db/open';
import { createMany } from '../../platform/db/write';
import { openTestServer, type TestServer } from '../../test/test-server';
import { runExport } from '../data-export/export-run';
import { runDue } from './schedule.runner';

/** 08:00 in Shanghai on a Sunday. */
const start = Date.parse('2026-11-22T00:00:00.000Z');
const DAY = 86_400_000;
let now = start;
const dataDir = mkdtempSync(join(tmpdir(), 'dossier-schedule-'));
let server: TestServer;
let cookies: Record<'analyst' | 'sales' | 'auditor', string>;

beforeAll(async () => {
  server = await openTestServer({ now: () => new Date(now), config: { dataDir } });
  await server.app.write((tx) =>
    createMany(
      tx,
      tx.models.get('Customer'),
      [1, 2, 3].map((i) => ({ name: `定时${i}有限公司`, grade: i === 1 ? 'A' : 'B' })),
    ),
  );
  const names = ['analyst', 'sales', 'auditor'] as const;
  cookies = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await server.signIn(name)])),
  ) as typeof cookies;
});
beforeEach(async () => {
  now = start;
  await server.app.db.transaction(async (connection) => {
    for (const table of ['query_schedule', 'export_job']) await connection.execute(`DELETE FROM ${table}`);
  });
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const services = (app: App = server.app) =>
  exportServices(app, server.app.schema, { dataDir }, (error) => {
    throw error;
  });
const fields =
  'querySchedule { id version state stoppedReason nextRunAt exports { nodes { id status dueAt missedRuns doneRows failure } } } userErrors { code path message }';
async function run(text: string, variables: object, cookie = cookies.analyst, locale = 'zh') {
  const { body } = await server.ask(text, variables as Record<string, unknown>, { cookie, 'accept-language': locale });
  if (body.errors) return { errors: body.errors.map((one: any) => one.extensions.code) };
  return Object.values(body.data)[0] as any;
}
async function query(input: object = {}, cookie = cookies.analyst): Promise<string> {
  const document =
    'query ($grade: String!) { customers(filter: { grade: { eq: $grade } }, first: 5) { nodes { name grade } } }';
  const { savedQuery } = await run(
    'mutation($i: SavedQueryInput!) { createSavedQuery(input: $i) { savedQuery { id } userErrors { code } } }',
    { i: { name: '客户等级', document, parameters: [{ name: 'grade', defaultValue: '"B"' }], ...input } },
    cookie,
  );
  return savedQuery.id;
}
const create = (input: object, cookie?: string, locale?: string) =>
  run(
    `mutation($i: QueryScheduleInput!) { createQuerySchedule(input: $i) { ${fields} } }`,
    { i: { rhythm: 'DAILY', timeOfDay: '08:00', format: 'CSV', ...input } },
    cookie,
    locale,
  );
const act = (what: string, id: string, version?: number, cookie?: string) =>
  version === undefined
    ? run(`mutation($id: ID!) { ${what}(id: $id) { ${fields} } }`, { id }, cookie)
    : run(
        `mutation($id: ID!, $v: Int!) { ${what}(id: $id, expectedVersion: $v) { ${fields} } }`,
        { id, v: version },
        cookie,
      );
const read = async (id: string, cookie?: string) =>
  run(`query($id: ID!) { querySchedule(id: $id) { ${fields.slice(16).split('} userErrors')[0]} } }`, { id }, cookie);
const set = (sql: string, params: unknown[]) =>
  server.app.db.transaction(async (connection) => void (await connection.execute(`UPDATE ${sql}`, params)));

test('it runs at its time as an export of its owner, with the defaults of the query, once', async () => {
  const { querySchedule: made, userErrors } = await create({ queryId: await query() });
  expect(userErrors).toEqual([]);
  expect(made).toMatchObject({ state: 'ACTIVE', nextRunAt: '2026-11-23T00:00:00.000Z' });
  await runDue(services());
  now = start + DAY;
  await runDue(services());
  await runDue(services());
  const { exports, nextRunAt, version } = await read(made.id);
  expect(nextRunAt).toBe('2026-11-24T00:00:00.000Z');
  expect(version).toBe(made.version);
  expect(exports.nodes).toEqual([
    expect.objectContaining({ status: 'QUEUED', dueAt: '2026-11-23T00:00:00.000Z', missedRuns: 0 }),
  ]);
  await runExport(services(), exports.nodes[0].id.slice(4), 'tester');
  const file = await fetch(`${server.url}/exports/jobs/${exports.nodes[0].id}`, {
    headers: { cookie: cookies.analyst },
  });
  expect((await file.text()).split(/\r?\n/)).toHaveLength(4);
  const other = await fetch(`${server.url}/exports/jobs/${exports.nodes[0].id}`, {
    headers: { cookie: await server.signIn('sales') },
  });
  expect(other.status).toBe(404);
  const log = await server.app.db.read.query<{ verb: string; operation: string; actor_id: string }>(
    'SELECT verb, operation, actor_id FROM audit_event WHERE request_id = ?',
    [`schedule-${made.id.slice(4)}`],
  );
  expect(log).toEqual([{ verb: 'EXPORT', operation: 'runQuerySchedule', actor_id: server.app.actors.ANALYST.userId }]);
});

test('several servers on one database make one run of one time', async () => {
  const ids = await Promise.all(
    [1, 2, 3].map(async () => (await create({ queryId: await query() })).querySchedule.id as string),
  );
  // an embedded file has one server
  const others = server.app.database.url
    ? await Promise.all([1, 2].map(() => openDatabase({ ...server.app.database, poolSize: 4 })))
    : [];
  now = start + DAY;
  const servers: App[] = [server.app, ...others.map((db) => ({ ...server.app, db }))];
  await Promise.all([...servers, ...servers].map((app) => runDue(services(app))));
  await Promise.all(others.map((db) => db.close()));
  for (const id of ids) expect((await read(id)).exports.nodes).toHaveLength(1);
});

test('after a standstill it runs once and tells what it missed', async () => {
  const { querySchedule: made } = await create({ queryId: await query() });
  now = start + 4 * DAY + 3_600_000;
  await runDue(services());
  await runDue(services());
  const { exports, nextRunAt } = await read(made.id);
  expect(exports.nodes).toEqual([expect.objectContaining({ dueAt: '2026-11-23T00:00:00.000Z', missedRuns: 3 })]);
  expect(nextRunAt).toBe('2026-11-27T00:00:00.000Z');
});

test.each([
  ['skips', '2027-03-27T12:00:00.000Z', '2027-03-28T01:30:00.000Z'],
  ['repeats', '2026-10-24T12:00:00.000Z', '2026-10-25T00:30:00.000Z'],
])('a time that summer time %s makes one run', async (_what, from, dueAt) => {
  const { querySchedule: made } = await create({ queryId: await query(), timeOfDay: '02:30' });
  const berlin: App = { ...server.app, clock: zoneClock('Europe/Berlin', () => new Date(now)) };
  now = Date.parse(from);
  await set('query_schedule SET next_run_at = ? WHERE id = ?', [dueAt, made.id.slice(4)]);
  for (const end = now + DAY; now < end; now += 15 * 60_000) await runDue(services(berlin));
  const { nodes } = (await read(made.id)).exports;
  expect(nodes.map((one: any) => one.dueAt)).toEqual([dueAt]);
});

describe('it never runs with more than its owner has then', () => {
  const due = async (input: object, cookie = cookies.analyst) => {
    const { querySchedule } = await create(input, cookie);
    now = start + DAY;
    return querySchedule as { id: string; version: number };
  };
  const role = (code: string) =>
    set('user_account SET roles = ? WHERE id = ?', [JSON.stringify([code]), server.app.actors.ANALYST.userId]);

  test('a right that was lost stops it, with the reason; given back, it can be resumed', async () => {
    const made = await due({ queryId: await query() });
    await role('AUDITOR');
    await runDue(services());
    await role('ANALYST');
    const stopped = await read(made.id);
    expect(stopped).toMatchObject({ state: 'STOPPED', nextRunAt: null, exports: { nodes: [] } });
    expect(stopped.stoppedReason).toContain('导出数据');
    const resumed = await act('resumeQuerySchedule', made.id, stopped.version);
    expect(resumed.querySchedule).toMatchObject({ state: 'ACTIVE', stoppedReason: null });
  });

  test('an owner who was switched off', async () => {
    const made = await due({ queryId: await query() });
    const user = [server.app.actors.ANALYST.userId];
    await set('user_account SET active = 0 WHERE id = ?', user);
    await runDue(services());
    await set('user_account SET active = 1 WHERE id = ?', user);
    forgetEverybody();
    const cookie = await server.signIn('analyst');
    expect(await read(made.id, cookie)).toMatchObject({ state: 'STOPPED', stoppedReason: '所有者已停用，不再运行' });
  });

  test('a query that was removed, or that another person took over', async () => {
    const queryId = await query();
    const made = await due({ queryId });
    await run('mutation($id: ID!) { removeSavedQuery(id: $id, expectedVersion: 1) { userErrors { code } } }', {
      id: queryId,
    });
    await runDue(services());
    expect(await read(made.id)).toMatchObject({
      state: 'STOPPED',
      stoppedReason: expect.stringContaining('查询已删除'),
    });
    const second = await due({ queryId: await query() });
    await set('saved_query SET owner_id = ? WHERE deleted_at IS NULL', [server.app.actors.SALES.userId]);
    now += DAY;
    await runDue(services());
    expect((await read(second.id)).state).toBe('STOPPED');
  });

  test('rows out of reach are not in the file', async () => {
    await server.app.write((tx) =>
      createMany(tx, tx.models.get('Customer'), [
        { name: '自己的客户有限公司', grade: 'B', ownerId: server.app.actors.SALES.userId },
      ]),
    );
    const made = await due({ queryId: await query({}, cookies.sales) }, cookies.sales);
    await runDue(services());
    const [job] = (await read(made.id, cookies.sales)).exports.nodes;
    await runExport(services(), job.id.slice(4), 'tester');
    expect((await read(made.id, cookies.sales)).exports.nodes[0]).toMatchObject({ status: 'DONE', doneRows: 1 });
  });
});

describe('its owner', () => {
  test('runs it now, pauses it, resumes it from the next time on, removes it', async () => {
    const { querySchedule: made } = await create({ queryId: await query(), variables: '{"grade":"A"}' });
    const { querySchedule: ran } = await act('runQuerySchedule', made.id);
    expect(ran.exports.nodes).toEqual([expect.objectContaining({ dueAt: null })]);
    await runExport(services(), ran.exports.nodes[0].id.slice(4), 'tester');
    const { querySchedule: paused } = await act('pauseQuerySchedule', made.id, made.version);
    expect(paused).toMatchObject({ state: 'PAUSED', nextRunAt: null });
    expect(paused.exports.nodes[0].doneRows).toBe(1);
    now = start + 2 * DAY;
    await runDue(services());
    expect((await act('pauseQuerySchedule', made.id, paused.version)).userErrors[0].code).toBe('ILLEGAL_TRANSITION');
    const { querySchedule: resumed } = await act('resumeQuerySchedule', made.id, paused.version);
    expect(resumed).toMatchObject({ state: 'ACTIVE', nextRunAt: '2026-11-25T00:00:00.000Z' });
    expect(resumed.exports.nodes).toHaveLength(1);
    expect((await act('removeQuerySchedule', made.id, resumed.version)).userErrors).toEqual([]);
    now = start + 9 * DAY;
    await runDue(services());
    expect(await server.app.db.read.query('SELECT id FROM export_job')).toHaveLength(1);
  });

  test('changes when it runs', async () => {
    const { querySchedule: made } = await create({ queryId: await query() });
    const { querySchedule } = await run(
      `mutation($id: ID!) { updateQuerySchedule(id: $id, expectedVersion: 1, patch: { rhythm: WEEKLY, weekday: FRIDAY, timeOfDay: "18:30" }) { ${fields} } }`,
      { id: made.id },
    );
    expect(querySchedule.nextRunAt).toBe('2026-11-27T10:30:00.000Z');
  });

  test('is the only one who sees it', async () => {
    const queryId = await query({ visibility: 'ALL' });
    const { querySchedule: made } = await create({ queryId });
    expect(await read(made.id, cookies.sales)).toBeNull();
    expect((await act('runQuerySchedule', made.id, undefined, cookies.sales)).userErrors[0].code).toBe('NOT_FOUND');
    const { savedQuery } = (
      await server.ask(
        'query($id: ID!) { savedQuery(id: $id) { schedules { totalCount } } }',
        { id: queryId },
        { cookie: cookies.sales },
      )
    ).body.data;
    expect(savedQuery.schedules.totalCount).toBe(0);
    expect((await create({ queryId }, cookies.sales)).userErrors[0]).toMatchObject({
      code: 'SCHEDULE_NOT_OWNER',
      path: ['queryId'],
    });
  });
});

describe('what cannot run is refused with field and cure', () => {
  test.each([
    ['an unknown parameter', { variables: '{"colour":1}' }, 'VARIABLE_UNKNOWN', 'variables', /colour/],
    ['a wrong value', { variables: '{"grade":["A"]}' }, 'VARIABLE_VALUE', 'variables', /grade/],
    ['no JSON', { variables: '{grade' }, 'INVALID_JSON', 'variables', /JSON/],
    ['a list for an object', { variables: '[]' }, 'INVALID_JSON', 'variables', /JSON/],
    ['no weekday', { rhythm: 'WEEKLY' }, 'SCHEDULE_WEEKDAY', 'weekday', /周几/],
    ['day 32', { rhythm: 'MONTHLY', monthDay: 32 }, 'TOO_LARGE', 'monthDay', /31/],
    ['25 o’clock', { timeOfDay: '25:00' }, 'SCHEDULE_TIME', 'timeOfDay', /08:00/],
  ])('%s', async (_name, input, code, field, message) => {
    const { userErrors } = await create({ queryId: await query(), ...input });
    expect(userErrors[0]).toMatchObject({ code, path: [field], message: expect.stringMatching(message) });
  });

  test('a parameter that is needed, a query without a list, one that may not be exported, too many', async () => {
    const bare = await query({ parameters: null });
    expect((await create({ queryId: bare }, undefined, 'en')).userErrors[0]).toMatchObject({
      code: 'VARIABLE_MISSING',
      message: 'Fill in the parameter $grade',
    });
    const none = await query({ document: '{ viewer { version } }', parameters: null });
    expect((await create({ queryId: none })).userErrors[0].code).toBe('EXPORT_NO_LIST');
    expect((await create({ queryId: await query({}, cookies.auditor) }, cookies.auditor)).errors).toEqual([
      'FORBIDDEN',
    ]);
    const queryId = await query();
    for (let i = 0; i < 20; i++) expect((await create({ queryId })).userErrors).toEqual([]);
    expect((await create({ queryId })).userErrors[0].code).toBe('SCHEDULE_TOO_MANY');
  });
});

describe('a query of several lists', () => {
  const document =
    '{ all: customers { nodes { name } } customerGroups(by: [{ grade: true }]) { nodes { keys count } } }';
  const several = () => query({ document, parameters: null });
  const text =
    'mutation($id: ID!, $v: Int!, $p: QuerySchedulePatch!) { updateQuerySchedule(id: $id, expectedVersion: $v, patch: $p) {';
  const change = (id: string, v: number, p: object) => run(`${text} ${fields} } }`, { id, v, p });

  test('whoever schedules it says which; the fault names them', async () => {
    const queryId = await several();
    expect((await create({ queryId })).userErrors).toEqual([
      {
        code: 'SCHEDULE_LIST_MANY',
        path: ['list'],
        message: '查询有多个列表（all、customerGroups），请选择要导出的一个',
      },
    ]);
    expect((await create({ queryId, list: 'contracts' }, undefined, 'en')).userErrors).toEqual([
      {
        code: 'SCHEDULE_LIST_GONE',
        path: ['list'],
        message: 'The query has no list “contracts” to export; choose one of all、customerGroups',
      },
    ]);
    expect((await create({ queryId, list: 'all' })).userErrors).toEqual([]);
  });

  test('the chosen one is exported; when the query has lost it the schedule stops and says so', async () => {
    const queryId = await several();
    const { querySchedule: made } = await create({ queryId, list: 'customerGroups' });
    expect((await change(made.id, made.version, { list: null })).userErrors[0].code).toBe('SCHEDULE_LIST_MANY');
    await act('runQuerySchedule', made.id);
    const { exports } = await read(made.id);
    await runExport(services(), exports.nodes[0].id.slice(4), 'tester');
    const file = await fetch(`${server.url}/exports/jobs/${exports.nodes[0].id}`, {
      headers: { cookie: cookies.analyst },
    });
    const lines = (await file.text()).trim().split(/\r?\n/);
    expect(lines).toHaveLength(3);
    await run(
      'mutation($id: ID!, $p: SavedQueryPatch!) { updateSavedQuery(id: $id, expectedVersion: 1, patch: $p) { userErrors { code } } }',
      { id: queryId, p: { document: '{ customers { nodes { name } } }' } },
    );
    now = start + DAY;
    await runDue(services());
    expect(await read(made.id)).toMatchObject({
      state: 'STOPPED',
      stoppedReason: expect.stringContaining('customers'),
    });
    expect((await change(made.id, (await read(made.id)).version, { list: null })).userErrors).toEqual([]);
  });
});

test('a schedule takes all rows of its query, or only as many as the query asks for', async () => {
  const document =
    '{ customerGroups(by: [{ name: true }], first: 2, orderBy: [{ count: { direction: DESC } }]) { nodes { keys count } } }';
  const queryId = await query({ document, parameters: [] });
  const rows: Record<string, number> = {};
  for (const extent of [null, 'ALL', 'AS_ASKED']) {
    const { querySchedule: made } = await create({ queryId, extent });
    await act('runQuerySchedule', made.id);
    const [job] = (await read(made.id)).exports.nodes;
    await runExport(services(), job.id.slice(4), 'tester');
    rows[String(extent)] = (await read(made.id)).exports.nodes[0].doneRows;
  }
  expect(rows.AS_ASKED).toBe(2);
  expect(rows.ALL).toBeGreaterThan(2);
  expect(rows.null).toBe(rows.ALL);
});
