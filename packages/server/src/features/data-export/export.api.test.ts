import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportServices } from '../../app/export-services';
import { forgetEverybody } from '../../platform/auth';
import { createContext } from '../../platform/context/context';
import type { HeavyRead } from '../../platform/db/database';
import { inTransaction } from '../../platform/db/transaction';
import { createMany } from '../../platform/db/write';
import { openSheet } from '../../platform/sheet/sheet';
import { openTestServer, type TestServer } from '../../test/test-server';
import { runExport, type RunOptions } from './export-run';
import { sweep } from './export.runner';
import { claimJob } from './export.store';

const start = Date.parse('2026-11-22T08:00:00.000Z');
let now = start;
const dataDir = mkdtempSync(join(tmpdir(), 'dossier-export-'));
const files = join(dataDir, 'exports');
let server: TestServer;
let cookies: Record<'analyst' | 'manager' | 'sales' | 'administrator', string>;
const NAMES = Array.from({ length: 450 }, (_, i) => `导出${String(i).padStart(3, '0')}有限公司`);

beforeAll(async () => {
  server = await openTestServer({ now: () => new Date(now), config: { dataDir } });
  const { app } = server;
  await app.write(async (tx) => {
    const rows = NAMES.map((name, i) => ({
      name,
      grade: i % 3 === 0 ? 'A' : 'B',
      registeredCapital: { amount: `${i}.50`, currency: i === 1 ? 'USD' : 'CNY' },
    }));
    await createMany(tx, tx.models.get('Customer'), [{ name: '=1+1', grade: 'C' }, ...rows]);
  });
  const names = ['analyst', 'manager', 'sales', 'administrator'] as const;
  cookies = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await server.signIn(name)])),
  ) as typeof cookies;
});
beforeEach(() => (now = start));
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const services = () =>
  exportServices(server.app, server.app.schema, { dataDir }, (error) => {
    throw error;
  });
const fields =
  'exportJob { id status kind entity title format columnCount totalRows doneRows sizeBytes sheetCount failure expiresAt } userErrors { code message path }';
async function mutate(text: string, variables: Record<string, unknown>, cookie: string) {
  const { body } = await server.ask(text, variables, { cookie, 'accept-language': 'zh' });
  return body.errors
    ? { errors: body.errors.map((one: any) => [one.extensions.code, one.message]) }
    : (Object.values(body.data)[0] as any);
}
const begin = (input: object, cookie = cookies.analyst) =>
  mutate(
    `mutation($i: ExportInput!) { startExport(input: $i) { ${fields} } }`,
    { i: { format: 'CSV', ...input } },
    cookie,
  );
const act = (what: string, id: string, cookie = cookies.analyst) =>
  mutate(`mutation($id: ID!) { ${what}(id: $id) { ${fields} } }`, { id }, cookie);
async function job(id: string, cookie = cookies.analyst) {
  const { body } = await server.ask(
    `query($id: ID!) { exportJob(id: $id) { ${fields.split('} userErrors')[0]!.slice(12)} } }`,
    { id },
    { cookie },
  );
  return body.data.exportJob;
}
const run = (id: string, options?: RunOptions) => runExport(services(), id.slice(4), 'tester', options);
async function download(id: string, headers: Record<string, string> = { cookie: cookies.analyst }) {
  const response = await fetch(`${server.url}/exports/jobs/${id}`, { headers });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}
/** Begins, runs and fetches an export. */
async function take(input: object, cookie = cookies.analyst): Promise<{ job: any; text: string }> {
  const begun = await begin(input, cookie);
  expect(begun.userErrors ?? begun).toEqual([]);
  await run(begun.exportJob.id);
  const { bytes } = await download(begun.exportJob.id, { cookie });
  return { job: await job(begun.exportJob.id, cookie), text: bytes.toString('utf8') };
}
const list = { list: 'customers', columns: ['name', 'grade', 'registeredCapital'] };
const lines = (text: string) => text.replace(/\r?\n$/, '').split(/\r?\n/);

describe('a list', () => {
  test('becomes a CSV with a mark, headings in words and every row, and no formula', async () => {
    const { job, text } = await take({
      ...list,
      filter: '{"grade":{"in":["A","C"]}}',
      orderBy: '[{"name":{"direction":"ASC"}}]',
    });
    const [head, ...rows] = lines(text);
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(head!.replace('\uFEFF', '')).toBe('客户全称,客户等级,注册资本');
    expect(rows).toHaveLength(151);
    expect(rows.find((row) => row.includes('1+1'))).toMatch(/^"?'=1\+1/);
    expect(job).toMatchObject({
      status: 'DONE',
      kind: 'LIST',
      entity: 'Customer',
      totalRows: 151,
      doneRows: 151,
      columnCount: 3,
    });
    expect(Number(job.sizeBytes)).toBe(statSync(join(files, job.id.slice(4))).size);
    expect(statSync(join(files, job.id.slice(4))).mode & 0o777).toBe(0o600);
  });

  test('has as many rows as the graph counts, in JSON lines with values as the graph has them', async () => {
    const { job, text } = await take({ ...list, format: 'JSONL' });
    const { body } = await server.ask('{ customers { totalCount } }', {}, { cookie: cookies.analyst });
    const rows = lines(text).map((line) => JSON.parse(line));
    expect(new Set(rows.map(({ name }) => name)).size).toBe(body.data.customers.totalCount);
    expect(job.doneRows).toBe(body.data.customers.totalCount);
    expect(rows).toContainEqual({ name: NAMES[1], grade: 'B', registeredCapital: { amount: '1.50', currency: 'USD' } });
  });

  test('becomes a workbook with typed cells', async () => {
    const begun = await begin({ ...list, format: 'XLSX', title: '客户/名单', filter: '{"grade":{"eq":"A"}}' });
    await run(begun.exportJob.id);
    const done = await job(begun.exportJob.id);
    expect(done).toMatchObject({ status: 'DONE', sheetCount: 1, doneRows: 150, title: '客户/名单' });
    const book = await openSheet(join(files, done.id.slice(4)));
    const rows = [];
    for await (const row of (await book.sheet(0)).rows()) rows.push(row.cells.map((cell) => [cell?.kind, cell?.text]));
    await book.close();
    expect([rows.length, rows[0]!.map(([, text]) => text)]).toEqual([151, ['客户全称', '客户等级', '注册资本']]);
    expect(rows.some((row) => row[2]![0] === 'number' && row[2]![1] === '3.5')).toBe(true);
    const { headers } = await download(done.id);
    expect(decodeURIComponent(headers.get('content-disposition')!)).toContain('客户 名单-2026-11-22.xlsx');
  });

  test.each([
    ['nothing', {}, 'EXPORT_ASK_ONE'],
    ['two things', { ...list, document: '{ viewer { version } }' }, 'EXPORT_ASK_ONE'],
    ['no column', { list: 'customers' }, 'EXPORT_COLUMNS'],
    ['an unknown list', { list: 'customer', columns: ['name'] }, 'EXPORT_UNKNOWN_LIST'],
    ['an unknown column', { ...list, columns: ['name', 'nubmer'] }, 'EXPORT_UNKNOWN_COLUMN'],
    ['broken JSON', { ...list, filter: '{' }, 'INVALID_JSON'],
    ['a filter that does not fit', { ...list, filter: '{"colour":{}}' }, 'EXPORT_ARGUMENT'],
    ['a document without a list', { document: '{ viewer { version } }' }, 'EXPORT_NO_LIST'],
    ['a list without rows', { document: '{ customers { totalCount } }' }, 'EXPORT_NO_ROWS_ASKED'],
    ['a mutation', { document: 'mutation { signOut { userErrors { code } } }' }, 'DOCUMENT_NOT_ONE_QUERY'],
    [
      'a variable that does not fit',
      {
        document: 'query ($f: CustomerFilter) { customers(filter: $f) { nodes { name } } }',
        variables: JSON.stringify({ f: { zz: 1 } }),
      },
      'DOCUMENT_INVALID',
    ],
    [
      'variables of thousands of values',
      { document: '{ customers { nodes { name } } }', variables: JSON.stringify({ x: Array(10_001).fill(1) }) },
      'JSON_TOO_LARGE',
    ],
    ['JSON that nests too deep', { ...list, filter: '{"not":'.repeat(200) + '{}' + '}'.repeat(200) }, 'JSON_TOO_LARGE'],
    ['a field that does not exist', { document: '{ customers { nodes { colour } } }' }, 'DOCUMENT_INVALID'],
  ])('%s is refused at once', async (_name, input, code) => {
    expect((await begin(input)).userErrors).toMatchObject([{ code }]);
  });
});

describe('a query', () => {
  test('gives all rows of its list, whatever page it asks, with nested values in one cell', async () => {
    const document = `query ($grade: String!) { total: customers { totalCount } few: customers(first: 5, filter: { grade: { eq: $grade } }, orderBy: [{ name: { direction: ASC } }]) {
      edges { node { ...part grade } } nodes { capital: registeredCapital { amount } contacts { totalCount nodes { name } } } } }
      fragment part on Customer { name owner { name } }`;
    const { job, text } = await take({ document, variables: '{"grade":"B"}', title: 'B 级' });
    const [head, ...rows] = lines(text);
    expect(head!.replace('\uFEFF', '')).toBe('capital,联系人 · 总数,联系人,客户全称,负责人,客户等级');
    expect(rows).toHaveLength(300);
    expect(job).toMatchObject({ kind: 'QUERY', totalRows: 300, doneRows: 300, title: 'B 级' });
  });

  test('gives groups with their words', async () => {
    const document =
      '{ customerGroups(by: [{ grade: true }], first: 1, orderBy: [{ count: { direction: DESC } }]) { nodes { key { grade } count aggregate { sum { registeredCapital { amount currency } } } } } }';
    const { job, text } = await take({ document });
    expect(job).toMatchObject({ kind: 'GROUPS', totalRows: 3, doneRows: 3 });
    const [head, first] = lines(text);
    expect(head!.replace('\uFEFF', '')).toBe('客户等级,数量,合计 · 注册资本（CNY）,合计 · 注册资本（USD）');
    expect(first).toMatch(/^B[^,]*,300,\d+\.\d\d,1\.50$/);
  });
});

describe('rights', () => {
  test('another person neither sees, fetches, repeats nor removes it, an administrator least of all', async () => {
    const begun = await begin(list);
    const { id } = begun.exportJob;
    await run(id);
    for (const name of ['manager', 'administrator'] as const) {
      const cookie = cookies[name];
      expect(await job(id, cookie)).toBeNull();
      expect((await download(id, { cookie })).status).toBe(404);
      for (const what of ['cancelExport', 'repeatExport', 'removeExport'])
        expect((await act(what, id, cookie)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
      const { body } = await server.ask('{ exportJobs { totalCount } }', {}, { cookie });
      expect(body.data.exportJobs.totalCount).toBe(0);
    }
    expect((await download(id, {})).status).toBe(401);
  });

  test('rows are those of the owner at the time of the run, and a right that is gone gives no file', async () => {
    const begun = await begin(list, cookies.manager);
    const { id } = begun.exportJob;
    const setRoles = (roles: string) =>
      server.app.write(async (tx) => {
        await tx.connection.execute('UPDATE user_account SET roles = ? WHERE id = ?', [
          roles,
          server.app.actors.MANAGER.userId,
        ]);
        forgetEverybody();
      });
    await setRoles('["SALES"]');
    await run(id);
    // a salesperson without customers of their own
    expect(await job(id, cookies.manager)).toMatchObject({ status: 'DONE', totalRows: 0, doneRows: 0 });
    const again = (await begin(list, cookies.manager)).exportJob?.id ?? null;
    await setRoles('["AUDITOR"]');
    expect((await download(id, { cookie: cookies.manager })).status).toBe(403);
    if (again) {
      await run(again);
      expect(await job(again, cookies.manager)).toMatchObject({ status: 'FAILED', doneRows: 0 });
      expect(existsSync(join(files, again.slice(4)))).toBe(false);
    }
    await setRoles('["MANAGER"]');
  });

  test('masked and hidden fields stay so', async () => {
    await server.app.write(async (tx) => {
      await createMany(tx, tx.models.get('Role'), [
        {
          code: 'VEILED',
          name: '遮蔽',
          scopes: ['customer:read', 'export:create'],
          customerRange: 'ALL',
          fieldRights: [
            { field: 'Customer.grade', right: 'HIDDEN' },
            { field: 'Customer.shortName', right: 'MASKED' },
          ],
        },
      ]);
      await tx.connection.execute('UPDATE user_account SET roles = ? WHERE id = ?', [
        '["VEILED"]',
        server.app.actors.SALES.userId,
      ]);
      forgetEverybody();
      await tx.connection.execute("UPDATE customer SET short_name = '机密简称' WHERE name = ?", [NAMES[0]]);
    });
    const veiled = { ...list, columns: ['name', 'grade', 'shortName'], filter: `{"name":{"eq":"${NAMES[0]}"}}` };
    const { text } = await take(veiled, cookies.sales);
    const query = `{ customers(filter: {name: {eq: "${NAMES[0]}"}}) { nodes { name grade shortName } } }`;
    const other = await take({ document: query }, cookies.sales);
    for (const one of [text, other.text]) {
      expect(one).toContain(NAMES[0]);
      expect(one).not.toContain('机密简称');
      expect(lines(one)[1]!.split(',')[1]).toBe('');
    }
  });

  test('a token takes no more than it was given', async () => {
    const token = async (scopes: string[]) => {
      const made = await mutate(
        'mutation($s: [String!]) { createApiToken(name: "t", expiresOn: "2026-12-31", scopes: $s) { secret userErrors { code } } }',
        { s: scopes },
        cookies.analyst,
      );
      return { authorization: `Bearer ${made.secret}` };
    };
    const mine = await take(list);
    expect((await download(mine.job.id, await token(['customer:read']))).status).toBe(403);
    expect((await download(mine.job.id, await token(['customer:read', 'export:create']))).status).toBe(200);
    const narrow = await token(['contact:read', 'export:create']);
    const { body } = await server.ask(
      `mutation($i: ExportInput!) { startExport(input: $i) { ${fields} } }`,
      { i: { format: 'CSV', ...list } },
      narrow,
    );
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('its life', () => {
  test('a cancelled job leaves no file', async () => {
    const { id } = (await begin(list)).exportJob;
    await act('cancelExport', id);
    await run(id);
    expect(await job(id)).toMatchObject({ status: 'CANCELLED' });
    expect((await download(id)).status).toBe(410);
    expect(readdirSync(files).filter((name) => name.startsWith(id.slice(4)))).toEqual([]);
    expect((await act('cancelExport', id)).userErrors).toMatchObject([{ code: 'ILLEGAL_TRANSITION' }]);
  });

  test('cancelled while it runs, it stops', async () => {
    const { id } = (await begin(list)).exportJob;
    const { app } = server;
    let cancelled = false;
    // the first row is asked for after the count: by then it has been cancelled
    const slow = {
      ...services(),
      app: {
        ...app,
        db: {
          ...app.db,
          heavy: (asked?: HeavyRead) => {
            const inner = app.db.heavy(asked);
            return {
              ...inner,
              query: async <R>(sql: string, params?: readonly unknown[]) => {
                const rows = await inner.query<R>(sql, params);
                if (!cancelled && !sql.includes('COUNT(*)')) {
                  cancelled = true;
                  await act('cancelExport', id);
                }
                return rows;
              },
            };
          },
        },
      },
    };
    await runExport(slow, id.slice(4), 'slow');
    expect([cancelled, (await job(id)).status]).toEqual([true, 'CANCELLED']);
    expect(readdirSync(files).filter((name) => name.startsWith(id.slice(4)))).toEqual([]);
  });

  test('it expires after seven days, and its file with it', async () => {
    const { job: done } = await take(list);
    expect(Date.parse(done.expiresAt) - start).toBe(7 * 86_400_000);
    await inTransaction(server.app.ctx(null), async (tx) => {
      await tx.connection.execute('UPDATE export_job SET expires_at = ? WHERE id = ?', [
        '2026-11-22T07:59:59.000Z',
        done.id.slice(4),
      ]);
    });
    expect((await download(done.id)).status).toBe(410);
    await sweep(services());
    expect([(await job(done.id)).status, existsSync(join(files, done.id.slice(4)))]).toEqual(['EXPIRED', false]);
    const again = await act('repeatExport', done.id);
    expect(again.exportJob).toMatchObject({ status: 'QUEUED', title: done.title, format: 'CSV' });
    await run(again.exportJob.id);
    expect(await job(again.exportJob.id)).toMatchObject({ status: 'DONE', doneRows: 451 });
    expect((await act('removeExport', again.exportJob.id)).exportJob).toMatchObject({ status: 'EXPIRED' });
    await sweep(services());
    expect(existsSync(join(files, again.exportJob.id.slice(4)))).toBe(false);
  });

  test('one that was made on another server says so, and whether it is there can be asked without a download', async () => {
    const { job: done } = await take(list);
    const head = () =>
      fetch(`${server.url}/exports/jobs/${done.id}`, { method: 'HEAD', headers: { cookie: cookies.analyst } });
    const told = () =>
      server.app.db.read.query("SELECT id FROM audit_event WHERE operation_id = ? AND operation LIKE 'GET %'", [
        done.id.slice(4),
      ]);
    const before = (await told()).length;
    expect([(await head()).status, (await told()).length]).toEqual([204, before]);
    rmSync(join(files, done.id.slice(4)));
    expect((await head()).status).toBe(404);
    const answer = await download(done.id);
    const { errors } = JSON.parse(answer.bytes.toString());
    expect([answer.status, errors[0].extensions.code]).toEqual([404, 'EXPORT_ELSEWHERE']);
    expect(errors[0].message).toMatch(/不在这台服务器/);
  });

  test('what a dead worker left is not to be had, and is begun anew by the next', async () => {
    const { id } = (await begin(list)).exportJob;
    const raw = id.slice(4);
    const system = createContext(server.app, { actor: null, requestId: 'test' });
    await inTransaction(system, (tx) => claimJob(tx, raw, 'dead'));
    writeFileSync(join(files, `${raw}.dead.part`), 'half');
    expect((await download(id)).status).toBe(409);
    await run(id);
    expect((await job(id)).status).toBe('RUNNING');
    now += 61_000;
    await run(id);
    expect(await job(id)).toMatchObject({ status: 'DONE', doneRows: 451 });
    await sweep(services());
    expect(readdirSync(files).filter((name) => name.startsWith(raw))).toEqual([raw]);
  });

  test('one that ends its worker each time is given up', async () => {
    const { id } = (await begin(list)).exportJob;
    const system = createContext(server.app, { actor: null, requestId: 'test' });
    for (let i = 0; i < 3; i++) {
      await inTransaction(system, (tx) => claimJob(tx, id.slice(4), `dead${i}`));
      now += 61_000;
    }
    await sweep(services());
    expect(await job(id)).toMatchObject({ status: 'FAILED', failure: expect.stringMatching(/./) });
  });

  test('one person has five under way at most', async () => {
    const begun = [];
    for (let i = 0; i < 6; i++) begun.push(await begin(list));
    expect(begun[5].userErrors).toMatchObject([{ code: 'EXPORT_TOO_MANY' }]);
    for (const one of begun.slice(0, 5)) await act('cancelExport', one.exportJob.id);
  });

  test('start, end and each download are in the operation log; a searched account number is not', async () => {
    const secret = '6222021234567890128';
    const document = `{ customers(search: "${secret}") { nodes { name } } }`;
    const { job: done } = await take({ document });
    const rows = await server.app.db.read.query<{ operation: string; changes: string; reason: string }>(
      "SELECT operation, changes, reason FROM audit_event WHERE verb = 'EXPORT' AND operation_id = ? ORDER BY at, id",
      [done.id.slice(4)],
    );
    expect(rows.map(({ operation }) => operation)).toEqual(['startExport', 'exportJob', 'GET /exports/jobs/:id']);
    expect(JSON.parse(rows[1]!.changes)).toContainEqual({ field: 'rows', before: null, after: '0' });
    const [stored] = await server.app.db.read.query('SELECT * FROM export_job WHERE id = ?', [done.id.slice(4)]);
    expect(JSON.stringify([rows, stored])).not.toContain(secret);
  });
});
