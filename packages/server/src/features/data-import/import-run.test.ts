import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importServices } from '../../app/import-services';
import { openTestApp, type TestApp } from '../../test/test-app';
import type { ImportOnDuplicate } from './import-job.entity';
import { runJob } from './import-run';
import type { ImportServices, RunOptions } from './import-services';
import { startImport } from './import.service';

let app: TestApp;
let folder: string;
let services: ImportServices;
const errors: unknown[] = [];

beforeAll(async () => {
  app = await openTestApp();
  folder = mkdtempSync(join(tmpdir(), 'dossier-import-'));
  services = importServices(app, { dataDir: folder, timeZone: 'Asia/Shanghai' }, (error) => errors.push(error));
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => errors.splice(0));
afterEach(() => expect(errors).toEqual([]));

let files = 0;
interface Given {
  dryRun?: boolean;
  onDuplicate?: ImportOnDuplicate;
  run?: RunOptions;
  with?: Partial<ImportServices>;
}

async function submit(csv: string, given: Given = {}): Promise<string> {
  const path = join(folder, `upload-${files++}.csv`);
  writeFileSync(path, csv);
  return startImport(app.ctx('SALES'), folder, path, {
    fileName: '客户.csv',
    dryRun: given.dryRun ?? false,
    onDuplicate: given.onDuplicate ?? 'SKIP',
  });
}

const JOB = `query ($id: ID!) { importJob(id: $id) { status dryRun totalRows doneRows createdCount updatedCount contactCount skippedCount errorCount ignoredCount blankCount failure messages
  mapping { column header target } createdBy { userName } rows(first: 200) { nodes { rowNumber outcome customerName contactCount customer { name } problems { level code column message } } } } }`;
interface Row {
  rowNumber: number;
  outcome: string;
  customerName: string | null;
  contactCount: number;
  customer: { name: string } | null;
  problems: { level: string; code: string; column: string | null; message: string }[] | null;
}

async function result(id: string) {
  const { data, errors: faults } = await app.ask<{ importJob: Record<string, unknown> & { rows: { nodes: Row[] } } }>(
    JOB,
    { id: `imp_${id}` },
  );
  expect(faults).toBeUndefined();
  const { rows, ...job } = data.importJob;
  return {
    job,
    rows: rows.nodes,
    outcomes: rows.nodes.map((row) => `${row.rowNumber} ${row.outcome}`),
    messages: rows.nodes.flatMap((row) => (row.problems ?? []).map(({ message }) => `${row.rowNumber} ${message}`)),
  };
}

async function run(csv: string, given: Given = {}) {
  const id = await submit(csv, given);
  await runJob({ ...services, ...given.with }, id, 'test', given.run);
  return { id, ...(await result(id)) };
}

const customers = async (search: string) =>
  (
    await app.ask(
      `query ($s: String!) { customers(search: $s) { nodes { id name version unifiedSocialCreditCode creditCodeOverrideReason shortName remarks tags contacts { nodes { name mobile officePhone email isPrimary } } changes { nodes { operationId verb } } } } }`,
      { s: search },
    )
  ).data.customers.nodes;

describe('an import', () => {
  it('creates customers with contacts and keeps what became of each row', async () => {
    const { id, job, outcomes, rows } = await run(
      '某某公司客户名单\n序号,客户名称,税号,联系人,联系电话,注册资本（万元）,心情\n' +
        '1,苏州甲一机械有限公司,91310115MA1K00015K,张三,"13800138000、0512-66668888",1200,好\n' +
        '2,苏州甲一机械有限公司,91310115MA1K00015K,李四,13900139000,,\n,,,,,,\n' +
        '3,苏州甲二电子有限公司,,王五,123,100,\n1,苏州甲一机械有限公司,91310115MA1K00015K,张三,"13800138000、0512-66668888",1200,好\n合计,,,,,1300,\n',
    );
    expect(outcomes).toEqual(['3 CREATED', '4 CONTACT_ADDED', '6 ERROR', '7 SKIPPED', '8 IGNORED']);
    expect(job).toMatchObject({
      status: 'DONE',
      totalRows: 5,
      doneRows: 5,
      createdCount: 1,
      contactCount: 2,
      skippedCount: 1,
      errorCount: 1,
      ignoredCount: 1,
      blankCount: 1,
      failure: null,
      createdBy: { userName: 'sales' },
    });
    expect(job.messages).toEqual(['不认识列“心情”，没有导入']);
    expect((job.mapping as { target: string }[]).map(({ target }) => target)).toEqual([
      '客户全称',
      '统一社会信用代码',
      '联系人 · 姓名',
      '联系人 · 电话',
      '注册资本',
    ]);
    expect(rows[2]!.problems).toEqual([
      { level: 'ERROR', code: 'PHONE_FORMAT', column: '联系电话', message: expect.stringContaining('列“联系电话”') },
    ]);
    const [customer] = await customers('甲一机械');
    expect(customer.contacts.nodes).toEqual(
      expect.arrayContaining([
        { name: '张三', mobile: '13800138000', officePhone: '0512-66668888', email: null, isPrimary: true },
        { name: '李四', mobile: '13900139000', officePhone: null, email: null, isPrimary: false },
      ]),
    );
    expect(new Set(customer.changes.nodes.map((change: { operationId: string }) => change.operationId))).toEqual(
      new Set([id]),
    );
  });

  it('takes a failing check character with a reason only', async () => {
    const head = '客户名称,统一社会信用代码,覆盖原因\n';
    const { outcomes, messages } = await run(
      `${head}厦门乙一有限公司,91350203M0001QAY9B,\n厦门乙二有限公司,91350203M0001QAY9B,与执照一致\n`,
    );
    expect(outcomes).toEqual(['2 ERROR', '3 ERROR']);
    expect(messages[0]).toContain('校验位不符');
    expect(messages[0]).toContain('覆盖原因');
    const again = await run(`${head}厦门乙二有限公司,91350203M0001QAY9B,与执照一致\n`);
    expect(again.outcomes).toEqual(['2 CREATED']);
    expect((await customers('厦门乙二'))[0]).toMatchObject({
      unifiedSocialCreditCode: '91350203M0001QAY9B',
      creditCodeOverrideReason: '与执照一致',
    });
  });

  it('writes nothing in a dry run and says the same', async () => {
    const csv =
      '客户名称,联系人,成立日期\n南京丙一有限公司,张三,2024年3月5日\n南京丙一有限公司,李四,\n南京丙二有限公司,王五,3/5/2024\n';
    const rehearsal = await run(csv, { dryRun: true });
    expect(await customers('南京丙一')).toEqual([]);
    const real = await run(csv);
    expect(real.outcomes).toEqual(rehearsal.outcomes);
    expect(real.messages).toEqual(rehearsal.messages);
    expect(await customers('南京丙一')).toHaveLength(1);
  });

  it('skips, updates or refuses customers the archive has', async () => {
    await run('客户名称,简称,备注,联系人,手机\n杭州丁一有限公司,丁一,老客户,张三,13800138001\n');
    const csv =
      '客户名称,简称,备注,标签,联系人,手机,邮箱\n杭州丁一有限公司,丁壹,重点客户,VIP,张三,13800138001,z@example.com\n杭州丁一有限公司,,,,李四,13900139001,\n';
    expect((await run(csv)).outcomes).toEqual(['2 SKIPPED', '3 SKIPPED']);
    expect((await run(csv, { onDuplicate: 'ERROR' })).outcomes).toEqual(['2 ERROR', '3 ERROR']);
    const updated = await run(csv, { onDuplicate: 'UPDATE' });
    expect(updated.outcomes).toEqual(['2 UPDATED', '3 CONTACT_ADDED']);
    const [customer] = await customers('杭州丁一');
    expect(customer).toMatchObject({ shortName: '丁壹', remarks: '老客户\n重点客户', tags: ['VIP'] });
    expect(customer.contacts.nodes).toHaveLength(2);
    expect(customer.contacts.nodes.find((one: { name: string }) => one.name === '张三').email).toBe('z@example.com');
    expect((await run(csv, { onDuplicate: 'UPDATE' })).outcomes).toEqual(['2 SKIPPED', '3 SKIPPED']);
    expect((await customers('杭州丁一'))[0].version).toBe(customer.version);
  });

  it('keeps companies of one name apart by their codes', async () => {
    const head = '客户名称,信用代码,覆盖原因\n';
    const { outcomes, messages } = await run(
      `${head}宁波戊一有限公司,93330106MA2AB12C3G,\n宁波戊一有限公司,92510100MA6C00009E,\n宁波戊一有限公司,52440300MJL170007D,同名不同单位\n`,
    );
    expect(outcomes).toEqual(['2 CREATED', '3 ERROR', '4 CREATED']);
    expect(messages[0]).toContain('同名');
    const other = await run(`${head}宁波戊一有限公司,91110000100000008J,\n`);
    expect(other.outcomes).toEqual(['2 ERROR']);
  });

  it('completes a customer by later rows and says where they differ', async () => {
    const { outcomes, messages } = await run(
      '客户名称,简称,企业性质,网址,联系人\n无锡己一有限公司,己一,民营,,张三\n无锡己一有限公司,己壹,国企,www.example.com,\n',
    );
    expect(outcomes).toEqual(['2 CREATED', '3 UPDATED']);
    expect(messages).toEqual([
      '3 列“简称”：简称“己壹”与第 2 行同一客户的“己一”不同，保留第 2 行的值'.replace('列“简称”：', ''),
      '3 企业性质“国有企业”与第 2 行同一客户的“民营企业”不同，保留第 2 行的值',
    ]);
  });

  it('keeps rows out whose customer failed before', async () => {
    const { outcomes, messages } = await run(
      '客户名称,成立日期,联系人\n常州庚一有限公司,3/5/2024,张三\n,,李四\n常州庚一有限公司,,王五\n',
    );
    expect(outcomes).toEqual(['2 ERROR', '3 ERROR', '4 ERROR']);
    expect(messages[2]).toContain('与第 2 行是同一客户');
  });

  it('lets one bad row of a batch fail alone', async () => {
    await run('客户名称,客户编号\n徐州辛零有限公司,XZ-001\n');
    const { outcomes } = await run(
      '客户名称,客户编号,信用代码\n徐州辛一有限公司,XZ-002,\n徐州辛二有限公司,XZ-002,\n徐州辛三有限公司,,91440300MA5F000181\n徐州辛四有限公司,XZ-001,\n',
      { onDuplicate: 'ERROR' },
    );
    expect(outcomes).toEqual(['2 CREATED', '3 ERROR', '4 CREATED', '5 ERROR']);
  });
});

describe('a job', () => {
  const many = (prefix: string, count: number) =>
    `客户名称,联系人,手机\n${Array.from({ length: count }, (_, i) => `${prefix}${i}有限公司,张${i},1380013${String(i).padStart(4, '0')}\n${prefix}${i}有限公司,李${i},1390013${String(i).padStart(4, '0')}`).join('\n')}\n`;
  const count = async (prefix: string) => {
    const [row] = await app.db.read.query<{ c: number; p: number }>(
      'SELECT COUNT(DISTINCT c.id) AS c, COUNT(p.id) AS p FROM customer c LEFT JOIN contact p ON p.customer_id = c.id WHERE c.name LIKE ?',
      [`${prefix}%`],
    );
    return [Number(row!.c), Number(row!.p)];
  };

  it('goes on after a crash and writes nothing twice', async () => {
    const id = await submit(many('断点', 160));
    let created = 0;
    const { target } = services;
    const dying: ImportServices = {
      ...services,
      target: {
        ...target,
        createContacts: (tx, rows) =>
          (created += rows.length) > 200
            ? Promise.reject(Object.assign(new Error('gone'), { code: 'EIO' }))
            : target.createContacts(tx, rows),
      },
    };
    await runJob(dying, id, 'first');
    expect(errors.splice(0)).toHaveLength(1);
    const broken = await result(id);
    expect(broken.job).toMatchObject({ status: 'FAILED', doneRows: 200, errorCount: 0 });
    expect(await count('断点')).toEqual([100, 200]);
    expect(
      (
        await app.ask('mutation ($id: ID!) { resumeImport(id: $id) { importJob { status } userErrors { message } } }', {
          id: `imp_${id}`,
        })
      ).data.resumeImport,
    ).toEqual({ importJob: { status: 'QUEUED' }, userErrors: [] });
    await runJob(services, id, 'second');
    const { job, outcomes } = await result(id);
    expect(job).toMatchObject({ status: 'DONE', totalRows: 320, doneRows: 320, createdCount: 160, contactCount: 320 });
    expect(outcomes).toHaveLength(200);
    expect(await count('断点')).toEqual([160, 320]);
  });

  it('stops when it is cancelled; what was written stays', async () => {
    const id = await submit(many('取消', 150));
    const cancel = 'mutation ($id: ID!) { cancelImport(id: $id) { importJob { status } userErrors { code } } }';
    const asked: Promise<unknown>[] = [];
    const onProgress = () => void (asked.length || asked.push(app.ask(cancel, { id: `imp_${id}` })));
    await runJob(services, id, 'test', { onProgress });
    await Promise.all(asked);
    const { job } = await result(id);
    expect(job.status).toBe('CANCELLED');
    const [written] = await count('取消');
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(150);
    expect((await app.ask(cancel, { id: `imp_${id}` })).data.cancelImport.userErrors).toEqual([
      { code: 'ILLEGAL_TRANSITION' },
    ]);
  });

  it('is given back when the process ends', async () => {
    const id = await submit(many('停机', 120));
    const stopping = new AbortController();
    await runJob(services, id, 'test', { signal: stopping.signal, onProgress: () => stopping.abort() });
    expect((await result(id)).job.status).toBe('QUEUED');
    await runJob(services, id, 'next');
    expect(await count('停机')).toEqual([120, 240]);
  });

  it('belongs to one worker', async () => {
    const id = await submit(many('独占', 30));
    await Promise.all([runJob(services, id, 'a'), runJob(services, id, 'b')]);
    expect(await count('独占')).toEqual([30, 60]);
  });

  it('fails as a whole when the file breaks off, and nothing is half-written', async () => {
    const { job } = await run(
      `客户名称,备注\n${Array.from({ length: 300 }, (_, i) => `断尾${i}有限公司,x`).join('\n')}\n断尾甲,"没有配对\n`,
    );
    expect(job).toMatchObject({ status: 'FAILED', doneRows: 0, failure: expect.stringContaining('双引号没有配对') });
    expect(await count('断尾')).toEqual([0, 0]);
  });

  it('needs the right to import when it runs, not only when it was asked for', async () => {
    const { job } = await run('客户名称\n无权有限公司\n', { with: { actorOf: async () => app.actors.ANALYST } });
    expect(job).toMatchObject({ status: 'FAILED', failure: expect.stringContaining('权限') });
  });
});

describe('files that are refused at once', () => {
  it.each([
    ['甲公司,1\n乙公司,2\n', 'IMPORT_NO_HEADER'],
    ['', 'SHEET_EMPTY'],
  ])('%#', async (csv, code) => {
    await expect(submit(csv)).rejects.toMatchObject(code.startsWith('SHEET') ? { code } : { problem: { code } });
  });

  it('a header without rows', async () => {
    expect((await run('客户名称,电话\n')).job).toMatchObject({
      status: 'FAILED',
      failure: '表头下面没有数据，请检查文件',
    });
  });
});

it('leaves out the columns that the importer’s roles keep from him, and says so once', async () => {
  const actorOf = async () => ({
    ...app.actors.SALES,
    fieldRights: new Map([
      ['Customer.registeredCapital', 'READ'],
      ['Customer.businessTermTo', 'HIDDEN'],
      ['Contact.mobile', 'MASKED'],
    ] as const),
  });
  const { job, outcomes, messages } = await run(
    '客户名称,注册资本（万元）,营业期限,联系人,手机,部门\n苏州丙一机械有限公司,1200,2001-01-01至2030-01-01,张三,13800138000,采购部\n',
    { with: { actorOf } },
  );
  expect(outcomes).toEqual(['2 CREATED']);
  expect(messages).toEqual([]);
  expect((job.mapping as { header: string }[]).map(({ header }) => header)).toEqual(['客户名称', '联系人', '部门']);
  expect(job.messages).toEqual([
    '列“注册资本（万元）”没有导入：您的角色不能填写“注册资本”',
    '列“营业期限”没有导入：您的角色不能填写“营业期限至”',
    '列“手机”没有导入：您的角色不能填写“手机”',
  ]);
});
