import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { partsIn } from '../features/backup/backup-test-kit.fixture';
import { performRun } from '../features/backup/backup.run';
import { insertRun } from '../features/backup/backup.store';
import { readBackup } from '../platform/backup/read';
import { createLog } from '../platform/log';
import { reseal } from '../platform/secret/reseal';
import { fixedKeyring, newKeyring } from '../platform/secret/keyring';
import { openTestServer, type Answer, type TestServer } from '../test/test-server';
import { importServices } from './import-services';
import { startImportRunner } from '../features/data-import/import.runner';

/**
 * Account and identity numbers are planted through every door; then everything that is kept or answered is searched for them, whole
 * and in pieces of six digits.
 */
const accounts = ['6228483721956481376', '6217558493164728591', '11014578213690475821', '31077590281364590172'];
const identities = ['11010519491231002X', '110101199003077213', '440301198501010014', '310104197202290030'];
/** Six characters that only the secrets have: years and rows of zeros are everywhere. */
const pieces = [...accounts, ...identities].flatMap((secret) =>
  Array.from({ length: secret.length - 5 }, (_, at) => secret.slice(at, at + 6)).filter(
    (piece) => !/000|^(19|20)\d{4}$/.test(piece),
  ),
);

jest.setTimeout(120_000);
let server: TestServer;
let folder: string;
const logged: string[] = [];
const answers: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-canary-'));
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(chunk.toString());
      done();
    },
  });
  const log = createLog({ logLevel: 'debug', logFormat: 'json' }, out as unknown as NodeJS.WriteStream);
  server = await openTestServer({ config: { dataDir: folder }, log });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const fail = (error: unknown): never => {
  throw error;
};
/** Hashes, ids and sealed values: long enough for six digits of a secret to stand in one of them by chance. */
const random = /[0-9a-z]{24,}/gi;
/** What of the secrets stands in a text: whole anywhere, in pieces outside of what chance has made. */
function found(text: string): string[] {
  const plain = text.replace(random, (token) => (/[a-z]/i.test(token) ? ' ' : token));
  return [
    ...[...accounts, ...identities].filter((secret) => text.includes(secret)),
    ...pieces.filter((piece) => plain.includes(piece)),
  ];
}
const keep = (answer: Answer): Answer => {
  answers.push(JSON.stringify(answer.body), JSON.stringify([...answer.headers]));
  return answer;
};

async function tables(): Promise<string[]> {
  const { dialect, read } = server.app.db;
  const rows = await read.query<{ name: string }>(
    dialect === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table'"
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  return rows.map(({ name }) => name);
}

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile());
}

it('finds planted account and identity numbers nowhere', async () => {
  const cookie = await server.signIn('manager');
  const ask = async (query: string, variables?: Record<string, unknown>) =>
    keep(await server.ask(query, variables, { cookie, 'accept-language': 'zh-CN' })).body;

  // through the graph, as the form does it, with keys of idempotency
  const CREATE = `mutation ($input: CustomerInput!, $key: String) { createCustomer(input: $input, idempotencyKey: $key) { customer { id version legalRepresentativeIdNumber } userErrors { code message } } }`;
  const ids: string[] = [];
  for (const [i, identity] of identities.entries()) {
    const input = {
      name: `金丝雀${'甲乙丙丁'[i]}有限公司`,
      legalRepresentativeIdType: 'RESIDENT_ID',
      legalRepresentativeIdNumber: identity,
    };
    const { data } = await ask(CREATE, { input, key: `canary-${i}` });
    expect(data.createCustomer.userErrors).toEqual([]);
    ids.push(data.createCustomer.customer.id);
  }
  const ACCOUNT = `mutation ($input: BankAccountInput!, $key: String) { createBankAccount(input: $input, idempotencyKey: $key) { bankAccount { id accountNumber } userErrors { code message path } } }`;
  const accountIds: string[] = [];
  for (const [i, accountNumber] of accounts.entries()) {
    const input = { customerId: ids[i], accountName: '金丝雀', bankName: '示例银行', accountNumber };
    const { data } = await ask(ACCOUNT, { input, key: `account-${i}` });
    expect(data.createBankAccount.userErrors).toEqual([]);
    accountIds.push(data.createBankAccount.bankAccount.id);
    // and again, as a slip: the same key with other input
    await ask(ACCOUNT, { input: { ...input, bankName: '另一家' }, key: `account-${i}` });
  }

  // wrong in every way: the answers say what is wrong, never of what
  for (const wrong of [
    Number(accounts[2]!.slice(0, 15)),
    [accounts[2]],
    { value: accounts[3] },
    `${accounts[0]}x`,
    '6228483721956481377',
  ])
    await ask(ACCOUNT, { input: { customerId: ids[0], accountName: '甲', bankName: '乙', accountNumber: wrong } });
  await ask(
    `mutation { createBankAccount(input: { customerId: "${ids[0]}", accountName: "甲", bankName: "乙", accountNumber: ${accounts[2]} }) { userErrors { code } } }`,
  );
  await ask(`{ bankAccounts(filter: { accountNumber: { eq: ${accounts[3]} } }) { totalCount } }`);
  await ask(`{ bankAccounts(filter: { accountNumber: { startsWith: "${accounts[3]}" } }) { totalCount } }`);
  await ask(
    'mutation ($id: ID!, $patch: CustomerPatch!) { updateCustomer(id: $id, expectedVersion: 1, patch: $patch) { userErrors { code message } } }',
    { id: ids[0], patch: { legalRepresentativeIdNumber: '110105194912310021' } },
  );

  // changed, removed, brought back; two people at once
  const UPDATE = `mutation ($id: ID!, $v: Int!, $patch: BankAccountPatch!) { updateBankAccount(id: $id, expectedVersion: $v, patch: $patch) { bankAccount { version accountNumber } userErrors { code message ... on VersionConflictError { fields { field original current yours } } } } }`;
  await ask(UPDATE, { id: accountIds[0], v: 1, patch: { accountNumber: accounts[1] } });
  await ask(UPDATE, { id: accountIds[0], v: 1, patch: { accountNumber: accounts[2] } });
  await ask('mutation ($id: ID!) { removeBankAccount(id: $id, expectedVersion: 2) { userErrors { code } } }', {
    id: accountIds[0],
  });
  await ask('mutation ($id: ID!) { restoreBankAccount(id: $id) { bankAccount { accountNumber } } }', {
    id: accountIds[0],
  });

  // asked for: by filter, by search, in the whole file, in the trail, through the export
  const all =
    'accountNumber customer { legalRepresentativeIdNumber changes { nodes { changes { field before after } reason } } }';
  const byNumber = await ask(
    `query ($n: String!) { bankAccounts(filter: { accountNumber: { eq: $n } }) { nodes { ${all} } } }`,
    { n: accounts[3] },
  );
  expect(byNumber.data.bankAccounts.nodes).toHaveLength(1);
  for (const secret of [...accounts, ...identities])
    expect(
      (await ask('query ($t: String!) { customers(search: $t) { totalCount } }', { t: secret })).data.customers
        .totalCount,
    ).toBe(0);
  // the palette finds a whole number, and tells its mask
  const PALETTE = 'query ($t: String!) { searchAll(text: $t) { hits { title detail } } }';
  for (const secret of [...accounts, ...identities]) await ask(PALETTE, { t: secret });
  const reads = { headers: { cookie, 'x-requested-with': 'dossier' } };
  for (const format of ['csv', 'xlsx']) {
    const filter = encodeURIComponent(
      JSON.stringify({ or: [{ accountNumber: { eq: accounts[3] } }, { accountNumber: { isNull: false } }] }),
    );
    const columns = 'accountName,accountNumber,customer.legalRepresentativeIdNumber';
    const file = keep(await server.fetch(`/exports/bankAccounts.${format}?columns=${columns}&filter=${filter}`, reads));
    expect(file.status).toBe(200);
    if (format === 'csv') expect(String(file.body)).toContain('**** 5821');
  }
  keep(
    await server.fetch(`/exports/customers.csv?columns=name,legalRepresentativeIdNumber&search=${accounts[2]}`, reads),
  );

  // an export is asked for by number: its question is kept until it runs
  const job = await ask('mutation ($input: ExportInput!) { startExport(input: $input) { userErrors { code } } }', {
    input: {
      list: 'bankAccounts',
      columns: ['accountNumber'],
      format: 'CSV',
      filter: JSON.stringify({ accountNumber: { eq: accounts[3] } }),
      search: accounts[2],
    },
  });
  expect(job.data.startExport.userErrors).toEqual([]);

  // through a sheet: refused before anything of it is kept
  const runner = startImportRunner(importServices(server.app, { dataDir: folder, timeZone: 'Asia/Shanghai' }, fail));
  for (const header of ['银行账号', '开户行及账号', '身份证号', '法定代表人证件号码', '付款账号（对公）']) {
    const sheet = `客户名称,${header},联系人\n金丝雀戊有限公司,${accounts[2]},张三\n,${identities[1]},李四\n`;
    const body = new FormData();
    body.set('file', new Blob([sheet]), 'canary.csv');
    const refused = keep(await server.fetch('/imports', { method: 'POST', ...reads, body }));
    expect(JSON.stringify(refused.body)).toContain('不接受表格导入');
  }
  await runner.stop();

  // a rotation of the keys
  const [old] = server.app.secrets.all();
  const rotated = fixedKeyring([old!, { ...newKeyring().current(), id: 'k2' }]);
  expect(await reseal({ ...server.app, secrets: rotated })).toEqual({ done: 8, unreadable: 0 });

  // nowhere in the database …
  for (const table of await tables()) {
    const rows = await server.app.db.read.query(`SELECT * FROM \`${table}\``);
    expect([table, found(JSON.stringify(rows))]).toEqual([table, []]);
  }
  const { database } = server.app;
  if (database.file) {
    const files = filesBelow(join(database.file, '..'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect([file, found(readFileSync(file, 'latin1'))]).toEqual([file, []]);
  }
  // … nor in a backup, neither in the file nor in what it holds
  const backup = { ...partsIn(database, folder), app: server.app, onError: fail };
  const run = await server.app.db.transaction((connection) =>
    insertRun(connection, server.app, { kind: 'BACKUP', cause: 'COMMAND' }),
  );
  const { fileName } = await performRun(backup, run);
  let held = '';
  for await (const part of readBackup({ file: join(backup.config.dir, fileName), key: backup.key() }))
    held += JSON.stringify(part);
  expect(held).toContain('金丝雀甲有限公司');
  expect(found(held)).toEqual([]);
  // … in no file that was uploaded or written, no line of the log, and nothing that was answered
  for (const file of filesBelow(folder)) expect([file, found(readFileSync(file, 'latin1'))]).toEqual([file, []]);
  expect(logged.length).toBeGreaterThan(20);
  for (const line of logged) expect([line, found(line)]).toEqual([line, []]);
  for (const answer of answers) expect([answer, found(answer)]).toEqual([answer, []]);
});
