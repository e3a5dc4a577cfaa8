import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importServices } from '../../app/import-services';
import { readTexts } from '../../platform/sheet/test-kit/temp-file';
import { rawWorkbook } from '../../platform/sheet/test-kit/zip-builder';
import { openTestServer, type TestServer } from '../../test/test-server';
import { incomingFile, sweepFiles } from './import-files';
import { startImportRunner, type ImportRunner } from './import.runner';

let server: TestServer;
let folder: string;
let runner: ImportRunner;
let cookie: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-upload-'));
  server = await openTestServer({ config: { dataDir: folder } });
  cookie = await server.signIn('sales');
  runner = startImportRunner(
    importServices(server.app, { dataDir: folder, timeZone: 'Asia/Shanghai' }, (error) => {
      throw error;
    }),
  );
}, 30_000);
afterAll(async () => {
  await runner.stop();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const headers = (extra: Record<string, string> = {}) => ({
  cookie,
  'x-requested-with': 'dossier',
  'x-dossier-locale': 'zh',
  ...extra,
});

function upload(
  name: string,
  data: string | Buffer,
  fields: Record<string, string> = {},
  extra: Record<string, string> = {},
) {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.set(field, value);
  body.set('file', new Blob([typeof data === 'string' ? data : new Uint8Array(data)]), name);
  return server.fetch('/imports', { method: 'POST', headers: headers(extra), body });
}

async function finished(id: string) {
  for (;;) {
    const { body } = await server.fetch(`/imports/${id}`, { headers: headers() });
    if (!['QUEUED', 'RUNNING'].includes(body.status)) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function download(path: string): Promise<{ name: string; texts: string[][]; raw: Buffer }> {
  const response = await fetch(server.url + path, { headers: headers() });
  expect(response.status).toBe(200);
  const name = decodeURIComponent(
    /filename\*=UTF-8''(.+)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '',
  );
  const raw = Buffer.from(await response.arrayBuffer());
  const file = join(folder, `download-${Math.random()}`);
  writeFileSync(file, raw);
  return { name, raw, texts: await readTexts(file) };
}

const CSV =
  '名单\n客户名称,联系人,电话,成立日期,注册资本（万元）\n接口甲有限公司,张三,13800138000,2024年3月5日,100\n接口乙有限公司,李四,123,3/5/2024,1200\n,王五,13700137000,,\n"=cmd|""/c calc""!A1",赵六,13600136000,很久以前,1\n合计,,,,1300\n';

describe('POST /imports', () => {
  it('takes a file, works it off, and gives back what is to be corrected', async () => {
    const answer = await upload('客户 名单.csv', CSV, { onDuplicate: 'skip' });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      status: 'QUEUED',
      fileName: '客户 名单.csv',
      dryRun: false,
      onDuplicate: 'SKIP',
    });
    expect(answer.headers.get('location')).toBe(`/imports/${answer.body.id}`);
    const job = await finished(answer.body.id);
    expect(job).toMatchObject({ status: 'DONE', createdCount: 1, contactCount: 1, errorCount: 3, ignoredCount: 1 });
    expect(job.errors.map((row: { rowNumber: number }) => row.rowNumber)).toEqual([4, 5, 6]);

    const xlsx = await download(`/imports/${answer.body.id}/errors.xlsx`);
    expect(xlsx.name).toBe('客户 名单-待改正.xlsx');
    expect(xlsx.texts[0]).toEqual([
      '客户名称',
      '联系人',
      '电话',
      '成立日期',
      '注册资本（万元）',
      '导入结果',
      '原因',
      '原表行号',
    ]);
    expect(xlsx.texts.slice(1).map((row) => [row[0], row[5], row[7]])).toEqual([
      ['接口乙有限公司', '有误', '4'],
      ['接口乙有限公司', '有误', '5'],
      ['=cmd|"/c calc"!A1', '有误', '6'],
    ]);
    expect(xlsx.texts[1]![6]).toContain('列“电话”：“123”不是有效的电话号码');
    const csv = await download(`/imports/${answer.body.id}/errors.csv`);
    expect(csv.texts).toEqual(xlsx.texts);
    expect(csv.raw.toString('utf8')).toContain(`"'=cmd|`);
    const all = await download(`/imports/${answer.body.id}/rows.xlsx`);
    expect(all.texts.slice(1).map((row) => row[5])).toEqual(['新建', '有误', '有误', '有误', '非数据行']);
  });

  it('takes the corrected error file as it is', async () => {
    const first = await upload('错.csv', '客户名称,联系人,电话\n回炉有限公司,张三,123\n,李四,13900139000\n');
    await finished(first.body.id);
    const { texts } = await download(`/imports/${first.body.id}/errors`);
    const corrected = texts
      .map((row) => row.map((text) => (text === '123' ? '13800138000' : text)).join(','))
      .join('\n');
    const job = await finished((await upload('改.csv', corrected)).body.id);
    expect(job).toMatchObject({ status: 'DONE', createdCount: 1, contactCount: 2, errorCount: 0, messages: null });
  });

  it('writes nothing in a dry run', async () => {
    const answer = await upload('试.csv', '客户名称\n接口试运行有限公司\n', { dryRun: 'true' });
    expect(await finished(answer.body.id)).toMatchObject({ dryRun: true, createdCount: 1 });
    const { body } = await server.ask('{ customers(search: "接口试运行") { totalCount } }', {}, { cookie });
    expect(body.data.customers.totalCount).toBe(0);
  });

  it.each<[string, string | Buffer, string]>([
    ['旧.xlsx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'SHEET_OLD_XLS'],
    ['网页.xlsx', '<html><table></table></html>', 'SHEET_HTML'],
    [
      '炸弹.xlsx',
      rawWorkbook({ sheet: '<sheetData/>', extra: [{ name: 'a', data: Buffer.alloc(20 << 20) }] }),
      'SHEET_BOMB',
    ],
    ['断.xlsx', rawWorkbook({ sheet: '<sheetData/>' }).subarray(0, 400), 'SHEET_TRUNCATED'],
    [
      '宽.csv',
      `客户名称,${Array.from({ length: 201 }, (_, i) => `列${i}`).join(',')}\n甲,1\n`,
      'SHEET_TOO_MANY_COLUMNS',
    ],
    ['空.csv', '', 'SHEET_EMPTY'],
    ['无表头.csv', '甲公司,1\n', 'IMPORT_NO_HEADER'],
  ])('refuses %s at once, in words', async (name, data, code) => {
    const { status, body } = await upload(name, data);
    expect(status).toBe(422);
    expect(body.errors[0].extensions.code).toBe(code);
    expect(body.errors[0].message).toMatch(/[\u4e00-\u9fff]{6}/);
  });

  it('says what is missing or wrong in the request', async () => {
    const none = new FormData();
    none.set('dryRun', 'true');
    expect(
      (await server.fetch('/imports', { method: 'POST', headers: headers(), body: none })).body.errors[0].extensions
        .code,
    ).toBe('IMPORT_NO_FILE');
    expect(
      (
        await server.fetch('/imports', {
          method: 'POST',
          headers: headers({ 'content-type': 'application/json' }),
          body: '{}',
        })
      ).status,
    ).toBe(415);
    expect((await upload('a.csv', '客户名称\n甲\n', { onDuplicate: 'maybe' })).status).toBe(400);
    expect((await upload('a.csv', '客户名称\n甲\n', { dryRun: 'perhaps' })).status).toBe(400);
    expect((await server.fetch('/imports/imp_x', { headers: headers() })).status).toBe(404);
  });

  it('asks for the right, and for the header other sites cannot send', async () => {
    const analyst = await server.signIn('analyst');
    expect((await upload('a.csv', '客户名称\n甲\n', {}, { cookie: analyst })).status).toBe(403);
    expect((await upload('a.csv', '客户名称\n甲\n', {}, { cookie: '' })).status).toBe(401);
    expect((await upload('a.csv', '客户名称\n甲\n', {}, { 'x-requested-with': '' })).status).toBe(403);
  });

  it('keeps files private, and nothing of what was refused', () => {
    const left = readdirSync(join(folder, 'imports'));
    expect(left.filter((name) => name.startsWith('incoming'))).toEqual([]);
    expect(left.every((id) => (statSync(join(folder, 'imports', id, 'source')).mode & 0o077) === 0)).toBe(true);
  });
});

it('files that no job knows go at the next start, once they are a day old', async () => {
  const lost = await incoming();
  await sweepFiles(folder, server.app.db.read, Date.now());
  expect(existsSync(lost)).toBe(true);
  await sweepFiles(folder, server.app.db.read, Date.now() + 25 * 3600_000);
  expect(existsSync(lost)).toBe(false);
  expect(readdirSync(join(folder, 'imports')).length).toBeGreaterThan(0);
});

async function incoming(): Promise<string> {
  const path = await incomingFile(folder);
  writeFileSync(path, 'x');
  return path;
}

describe('help for importers', () => {
  it('a template that imports as it is', async () => {
    const { texts } = await download('/imports/template.xlsx');
    expect(texts[0]).toContain('统一社会信用代码');
    const file = await fetch(`${server.url}/imports/template.xlsx`, { headers: headers() });
    const job = await finished(
      (await upload('模板.xlsx', Buffer.from(await file.arrayBuffer()), { dryRun: 'true' })).body.id,
    );
    expect(job).toMatchObject({ createdCount: 1, errorCount: 0, messages: null });
  });

  it('the sample sheets', async () => {
    const { body } = await server.fetch('/imports/samples', { headers: headers() });
    expect(body.samples).toEqual(['customers-gbk.csv', '客户名单-华东.xlsx']);
    expect(
      (await download(`/imports/samples/${encodeURIComponent('客户名单-华东.xlsx')}`)).texts.length,
    ).toBeGreaterThan(2);
    expect((await server.fetch('/imports/samples/..%2Fpackage.json', { headers: headers() })).status).toBe(404);
  });
});
