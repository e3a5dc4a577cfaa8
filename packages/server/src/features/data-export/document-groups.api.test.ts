import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportServices } from '../../app/export-services';
import { createMany } from '../../platform/db/write';
import { openSheet } from '../../platform/sheet/sheet';
import { openTestServer, type TestServer } from '../../test/test-server';
import { runExport } from './export-run';

const dataDir = mkdtempSync(join(tmpdir(), 'dossier-groups-'));
let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await openTestServer({ now: () => new Date('2026-11-22T08:00:00.000Z'), config: { dataDir } });
  await server.app.write(async (tx) => {
    const customers = await createMany(
      tx,
      tx.models.get('Customer'),
      ['A', 'B', null].map((grade, i) => ({
        name: `分组${i}号机械有限公司`,
        grade,
        region: ['330106', '440103', null][i],
        ownerId: i === 0 ? server.app.actors.SALES.userId : null,
      })),
    );
    const days = ['2026-01-05', '2026-02-06', '2026-04-30', null];
    const rows = customers.flatMap((customerId, i) =>
      days.map((signedOn, n) => ({
        customerId,
        name: `合同${i}-${n}`,
        signedOn,
        type: n % 2 ? 'SALES' : null,
        // USD alone in the second quarter, both in the first, none without a date
        amount: n === 3 ? null : { amount: `${i + 1}234567890.1${n}`, currency: n === 1 || n === 2 ? 'USD' : 'CNY' },
      })),
    );
    await createMany(tx, tx.models.get('Contract'), rows);
  });
  cookie = await server.signIn('analyst');
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const services = () =>
  exportServices(server.app, server.app.schema, { dataDir }, (error) => {
    throw error;
  });
async function begin(input: object, language = 'zh') {
  const { body } = await server.ask(
    'mutation($i: ExportInput!) { startExport(input: $i) { exportJob { id } userErrors { code message path } } }',
    { i: { format: 'CSV', ...input } },
    { cookie, 'accept-language': language },
  );
  return body.errors ? { errors: body.errors } : body.data.startExport;
}
/** Begins and runs an export; where its file is, and what is told of it. */
async function take(input: object, language = 'zh') {
  const begun = await begin(input, language);
  expect(begun.userErrors ?? begun).toEqual([]);
  const id: string = begun.exportJob.id;
  await runExport(services(), id.slice(4), 'tester');
  const { body } = await server.ask(
    'query($id: ID!) { exportJob(id: $id) { status failure doneRows totalRows columnCount } }',
    { id },
    { cookie },
  );
  expect(body.data.exportJob).toMatchObject({ status: 'DONE', failure: null });
  return { path: join(dataDir, 'exports', id.slice(4)), job: body.data.exportJob };
}
async function csv(document: string, language?: string, more: object = {}) {
  const { path, job } = await take({ document, ...more }, language);
  const [head, ...rows] = readFileSync(path, 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n');
  return { head: head!.split(','), rows: rows.map((row) => row.split(',')), job };
}
async function xlsx(document: string) {
  const { path } = await take({ document, format: 'XLSX' });
  const book = await openSheet(path);
  const rows = [];
  for await (const row of (await book.sheet(0)).rows())
    rows.push(row.cells.map((cell) => cell && [cell.kind, cell.text]));
  await book.close();
  return rows;
}

const quarters = (inside: string, more = '') =>
  `{ contractGroups(by: [{ type: true }, { signedOn: QUARTER }] ${more}) { nodes { ${inside} } } }`;

test('amounts have a numeric column for each currency, exact, empty where there is none', async () => {
  const document = quarters('keys count aggregate { sum { amount { amount currency } } avg { amount { amount } } }');
  const { head, rows, job } = await csv(document);
  expect(head).toEqual([
    '合同类型',
    '签约日期（季度）',
    '数量',
    '合计 · 合同金额（CNY）',
    '合计 · 合同金额（USD）',
    '平均 · 合同金额（CNY）',
    '平均 · 合同金额（USD）',
  ]);
  expect(rows).toEqual([
    ['未填写', '2026-Q1', '3', '6703703670.30', '', '2234567890.10', ''],
    ['未填写', '2026-Q2', '3', '', '6703703670.36', '', '2234567890.12'],
    ['销售合同', '未填写', '3', '', '', '', ''],
    ['销售合同', '2026-Q1', '3', '', '6703703670.33', '', '2234567890.11'],
  ]);
  expect(job).toMatchObject({ columnCount: 7, totalRows: 4, doneRows: 4 });

  const book = await xlsx(document);
  expect(book[1]!.slice(0, 4)).toEqual([
    ['text', '未填写'],
    ['text', '2026-Q1'],
    ['number', '3'],
    ['number', '6703703670.3'],
  ]);
  expect(book[2]!.slice(3, 5)).toEqual([null, ['number', '6703703670.36']]);
});

test('shares too; in English; JSON lines keep the shape of the graph', async () => {
  const document =
    '{ contractGroups(by: [{ customer: { grade: true } }]) { nodes { keys share { count sum { amount { share } } } } } }';
  const { head, rows } = await csv(document, 'en');
  expect(head).toEqual([
    'Customer · Grade',
    'Share · Count',
    'Share · Sum · Amount (CNY)',
    'Share · Sum · Amount (USD)',
  ]);
  expect(rows[0]).toEqual(['Not given', '0.333333', '0.482505', '0.482505']);
  const { path } = await take({ document, format: 'JSONL' });
  const [first] = readFileSync(path, 'utf8').split('\n');
  expect(JSON.parse(first!)).toEqual({
    keys: [null],
    share: { count: '0.333333', sum: { amount: [{ share: '0.482505' }, { share: '0.482505' }] } },
  });
});

test('keys are told by their fields: yes and no, levels of codes, ranges, parts of the calendar, days', async () => {
  const { head, rows } = await csv(
    `{ contractGroups(by: [{ customer: { region: PROVINCE } }, { customer: { blacklisted: true } }, { signedOn: MONTH_OF_YEAR },
      { amount: { edges: ["2000000000"], currency: "USD" } }]) { nodes { keys key { customer { region } signedOn { label from } } } } }`,
  );
  expect(head).toEqual([
    '客户 · 所属地区（省）',
    '客户 · 黑名单',
    '签约日期（一年中的月份）',
    '合同金额',
    '客户 · 所属地区（省）',
    '签约日期（一年中的月份）',
    '签约日期 · 起（一年中的月份）',
  ]);
  expect(rows.map((row) => row.slice(0, 6))).toContainEqual(['浙江省', '否', '1月', 'CNY', '浙江省', '1月']);
  expect(rows.map((row) => row.slice(0, 6))).toContainEqual([
    '未填写',
    '否',
    '4月',
    'USD ≥ 2000000000.00',
    '未填写',
    '4月',
  ]);
  const days = await xlsx('{ contractGroups(by: [{ signedOn: DAY }]) { nodes { keys } } }');
  expect(days.map(([cell]) => cell)).toEqual([
    ['text', '签约日期（日）'],
    ['text', '未填写'],
    ['date', '2026-01-05'],
    ['date', '2026-02-06'],
    ['date', '2026-04-30'],
  ]);
});

test('headings separate their words', async () => {
  const { head } = await csv(
    `{ contractGroups(by: [{ customer: { name: true } }, { customer: { owner: { name: true } } }, { signedOn: YEAR }]) { nodes {
      keys key { customer { name } signedOn { from to } } aggregate { countDistinct { customerId name } min { signedOn } } } } }`,
  );
  expect(head).toEqual([
    '客户',
    '客户 · 负责人',
    '签约日期（年）',
    '客户',
    '签约日期 · 起（年）',
    '签约日期 · 止（年）',
    '去重数量 · 客户',
    '去重数量 · 合同名称',
    '最小 · 签约日期',
  ]);
});

test('subtotals follow the groups, marked in the keys that they do not have', async () => {
  const document = `{ contractGroups(by: [{ customer: { grade: true } }, { type: true }], first: 1) {
    nodes { keys key { type } count aggregate { sum { amount { amount } } } } subtotals { count } } }`;
  const { head, rows, job } = await csv(document);
  expect(head.slice(0, 4)).toEqual(['客户 · 客户等级', '合同类型', '合同类型', '数量']);
  expect(rows.map((row) => row.slice(0, 4))).toEqual([
    ['未填写', '未填写', '未填写', '2'],
    ['未填写', '销售合同', '销售合同', '2'],
    ['A', '未填写', '未填写', '2'],
    ['A', '销售合同', '销售合同', '2'],
    ['B', '未填写', '未填写', '2'],
    ['B', '销售合同', '销售合同', '2'],
    ['未填写', '合计', '合计', '4'],
    ['A', '合计', '合计', '4'],
    ['B', '合计', '合计', '4'],
  ]);
  expect(rows[6]!.slice(4)).toEqual(['3234567890.10', '6469135780.23']);
  expect(job).toMatchObject({ totalRows: null, doneRows: 9 });
  const { path } = await take({ document, format: 'JSONL' });
  expect(JSON.parse(readFileSync(path, 'utf8').split('\n')[6]!)).toEqual({ subtotals: { count: 4 } });
});

test('sums beside a record have a column for each currency as well; amounts of records stand beside their currency', async () => {
  const { head, rows } = await csv(
    `{ customers(orderBy: [{ name: { direction: ASC } }]) { nodes { name contracts { aggregate { count sum { amount { amount currency } } } } registeredCapital { amount currency } } } }`,
  );
  expect(head).toEqual([
    '客户全称',
    '合同 · 数量',
    '合同 · 合计 · 合同金额（CNY）',
    '合同 · 合计 · 合同金额（USD）',
    '注册资本',
    '注册资本 · 币种',
  ]);
  expect(rows[0]).toEqual(['分组0号机械有限公司', '4', '1234567890.10', '2469135780.23', '', '']);
});

test('a list or a column that does not exist is told with those that do', async () => {
  const list = await begin({ list: 'contract', columns: ['number'] }, 'en');
  expect(list.userErrors[0]).toMatchObject({ code: 'EXPORT_UNKNOWN_LIST', path: ['list'] });
  expect(list.userErrors[0].message).toMatch(/“contract”.*customers.*contracts/);
  const column = await begin({ list: 'contracts', columns: ['number', 'nubmer'] });
  expect(column.userErrors[0]).toMatchObject({ code: 'EXPORT_UNKNOWN_COLUMN', path: ['columns', '1'] });
  expect(column.userErrors[0].message).toMatch(/列“nubmer”不存在/);
});

test('all rows, or as many as the query asks for', async () => {
  const top = `query ($n: Int) { contractGroups(by: [{ customer: { name: true } }], first: $n,
    orderBy: [{ sum: { amount: { direction: DESC, currency: "CNY" } } }]) { nodes { keys aggregate { sum { amount { amount currency } } } } subtotals { count } } }`;
  const few = { variables: '{"n":2}', extent: 'AS_ASKED' };
  expect((await csv(top, 'zh', { variables: '{"n":2}' })).rows).toHaveLength(3);
  const { rows, head } = await csv(top, 'zh', few);
  expect(head).toEqual(['客户', '合计 · 合同金额（CNY）', '合计 · 合同金额（USD）', '数量']);
  expect(rows.map(([name]) => name)).toEqual(['分组2号机械有限公司', '分组1号机械有限公司']);
  // without a number there is nothing to keep to
  expect((await csv(top, 'zh', { extent: 'AS_ASKED' })).rows).toHaveLength(3);

  const page = '{ customers(first: 1, offset: 1, orderBy: [{ name: { direction: ASC } }]) { nodes { name } } }';
  expect((await csv(page)).rows).toHaveLength(3);
  const one = await csv(page, 'zh', { extent: 'AS_ASKED' });
  expect([one.rows, one.job.doneRows]).toEqual([[['分组1号机械有限公司']], 1]);
});
