import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestServer, type TestServer } from '../../test/test-server';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-reach-'));
  server = await openTestServer({ config: { dataDir: folder } });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function upload(cookie: string): Promise<string> {
  const body = new FormData();
  body.set('file', new Blob(['客户名称,手机\n别人的客户有限公司,13800138000\n']), '名单.csv');
  const answer = await server.fetch('/imports', {
    method: 'POST',
    headers: { cookie, 'x-requested-with': 'dossier' },
    body,
  });
  expect(answer.status).toBe(202);
  return answer.body.id as string;
}
const JOB =
  'query ($id: ID!) { importJob(id: $id) { fileName } node(id: $id) { id } importJobs { totalCount nodes { rows { totalCount } } } }';
const doors = ['', '/errors', '/errors.xlsx', '/errors.csv', '/rows.xlsx'];
const statuses = async (id: string, cookie: string) =>
  Promise.all(
    doors.map(async (door) => (await fetch(`${server.url}/imports/${id}${door}`, { headers: { cookie } })).status),
  );

it('a sheet that somebody imported is for him, and for those who see every customer', async () => {
  const [manager, sales, auditor] = await Promise.all(
    ['manager', 'sales', 'auditor'].map((name) => server.signIn(name)),
  );
  const id = await upload(manager!);
  const own = await upload(sales!);
  const { body } = await server.ask(JOB, { id }, { cookie: sales! });
  expect(body.data).toMatchObject({ importJob: null, node: null, importJobs: { totalCount: 1 } });
  expect(await statuses(id, sales!)).toEqual(doors.map(() => 404));
  for (const verb of ['cancelImport', 'resumeImport']) {
    const answer = await server.ask(
      `mutation ($id: ID!) { it: ${verb}(id: $id) { userErrors { code } } }`,
      { id },
      { cookie: sales! },
    );
    expect(answer.body.data.it.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  }
  expect((await server.ask(JOB, { id: own }, { cookie: sales! })).body.data.importJob).toEqual({
    fileName: '名单.csv',
  });
  expect(await statuses(own, sales!)).toEqual(doors.map(() => 200));
  // whoever reads everything goes on doing so
  expect((await server.ask(JOB, { id }, { cookie: auditor! })).body.data.importJobs.totalCount).toBe(2);
  expect((await statuses(id, auditor!))[0]).toBe(200);
});
