import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { graphql } from 'graphql';
import { runCommandLine } from '../cli';
import { loadConfig } from '../platform/config';
import { createContext } from '../platform/context/context';
import { openKeyring } from '../platform/secret/keyring';
import { sealValue, secretsOf } from '../platform/secret/seal-values';
import { openTestApp, type TestApp } from '../test/test-app';

/** The command as it is typed, against a database of the engine under test with its own key file. */
jest.setTimeout(60_000);
const folder = mkdtempSync(path.join(tmpdir(), 'dossier-keys-'));
const file = path.join(folder, 'secrets.keys');
const numbers = ['6228483721956481376', '11014578213690475821', '31077590281364590172'];
const before = { ...process.env };
let app: TestApp;
let said: string[] = [];

beforeAll(async () => {
  app = await openTestApp();
  const { database } = app;
  Object.assign(process.env, {
    DOSSIER_DATA_DIR: folder,
    DOSSIER_DEMO: '0',
    DATABASE_URL: database.url ?? `sqlite:${database.file}`,
  });
  const hear = (chunk: unknown) => (said.push(String(chunk)), true);
  jest.spyOn(process.stdout, 'write').mockImplementation(hear);
  jest.spyOn(process.stderr, 'write').mockImplementation(hear);
});
afterAll(async () => {
  jest.restoreAllMocks();
  process.env = before;
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function keys(...words: string[]): Promise<{ code: number; text: string }> {
  said = [];
  const code = await runCommandLine(['keys', ...words]);
  return { code, text: said.join('') };
}
const lines = () =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^k\d/.test(line));
const sealed = async () =>
  (
    await app.db.read.query<{ sealed: string }>('SELECT account_number_sealed AS sealed FROM bank_account ORDER BY id')
  ).map((row) => row.sealed);
/** The archive with the keys that lie in the file. */
async function ask(source: string, variableValues: Record<string, unknown> = {}) {
  const contextValue = createContext(
    { ...app, secrets: openKeyring(loadConfig()) },
    { actor: app.actors.ADMINISTRATOR, requestId: 'keys' },
  );
  const { data, errors } = await graphql({ schema: app.schema, source, variableValues, contextValue });
  expect(errors).toBeUndefined();
  return data as Record<string, any>;
}
const find = async (number: string) =>
  (
    await ask('query($n: String!) { bankAccounts(filter: { accountNumber: { eq: $n } }) { totalCount } }', {
      n: number,
    })
  ).bankAccounts.totalCount as number;

test('the first call makes a key that only its owner reads; status counts what each has sealed', async () => {
  expect((await keys('status')).text).toMatch(/^k1\s+0 {2}当前 · current$/m);
  expect([lines().length, statSync(file).mode & 0o777]).toEqual([1, 0o600]);
  const made = await ask('mutation { createCustomer(input: { name: "甲钢铁有限公司" }) { customer { id } } }');
  for (const accountNumber of numbers) {
    const input = {
      customerId: made.createCustomer.customer.id,
      accountName: '甲',
      bankName: '示例银行',
      accountNumber,
    };
    const answer = await ask(
      'mutation($i: BankAccountInput!) { createBankAccount(input: $i) { userErrors { code } } }',
      { i: input },
    );
    expect(answer.createBankAccount.userErrors).toEqual([]);
  }
  expect((await keys('status')).text).toMatch(/^k1\s+3 /m);
});

test('rotate seals everything anew and leaves a trace; numbers are found before and after', async () => {
  const first = await sealed();
  expect(await keys('rotate')).toMatchObject({
    code: 0,
    text: expect.stringContaining('k2：已重新加密 3 项') as string,
  });
  expect(lines().map((line) => line.slice(0, 2))).toEqual(['k1', 'k2']);
  expect((await sealed()).every((text, i) => text.startsWith('k2') && text !== first[i])).toBe(true);
  const { text } = await keys('status');
  expect(text).toMatch(/^k1\s+0$/m);
  expect(text).toMatch(/^k2\s+3 {2}当前/m);
  for (const number of numbers) expect(await find(number)).toBe(1);
  const traces = await app.db.read.query<{ reason: string }>(
    "SELECT reason FROM audit_event WHERE verb = 'ROTATE_KEY'",
  );
  expect(traces).toEqual([{ reason: 'k2' }]);
});

test('a rotation that was cut off goes on with the key it began with', async () => {
  const [k1] = lines();
  // as a process that died after its first rows would leave it: one row still under k1
  const ring = openKeyring(loadConfig());
  const other = { current: () => ring.find('k1')!, find: (id: string) => ring.find(id), all: () => ring.all() };
  const model = app.models.get('BankAccount');
  const [row] = await app.db.read.query<{ id: string }>('SELECT id FROM bank_account ORDER BY id');
  const field = secretsOf(model)[0]!;
  const old = sealValue(other, model, field, { id: row!.id, plain: numbers[0]! });
  await app.write((tx) =>
    tx.connection.execute('UPDATE bank_account SET account_number_sealed = ?, account_number_blind = ? WHERE id = ?', [
      old.sealed,
      old.blind,
      row!.id,
    ]),
  );
  expect((await keys('status')).text).toMatch(/^k1\s+1$/m);
  expect((await keys('prune', '--yes')).text).toContain('no idle keys');
  expect(lines()).toContain(k1);
  expect((await keys('rotate')).text).toContain('k2：已重新加密 1 项');
  expect(lines()).toHaveLength(2);
});

test('prune drops what nothing uses, once it is asked for', async () => {
  expect((await keys('prune')).text).toContain('--yes');
  expect(lines()).toHaveLength(2);
  expect((await keys('prune', '--yes')).text).toContain('✓ k1');
  expect(lines().map((line) => line.slice(0, 2))).toEqual(['k2']);
  for (const number of numbers) expect(await find(number)).toBe(1);
  expect((await keys('prune', '--yes')).text).toContain('no idle keys');
});

test('a file without a key that rows need is refused, and so is a change of keys that lie in the environment', async () => {
  const kept = readFileSync(file, 'utf8');
  writeFileSync(file, `k9 ${'ab'.repeat(32)}\n`);
  expect(await keys('status')).toMatchObject({ code: 1, text: expect.stringContaining('k2') as string });
  writeFileSync(file, kept);
  process.env.DOSSIER_SECRET_KEYS = lines().join(';');
  expect(await keys('rotate')).toMatchObject({
    code: 2,
    text: expect.stringContaining('DOSSIER_SECRET_KEYS') as string,
  });
  delete process.env.DOSSIER_SECRET_KEYS;
  expect((await keys('melt')).code).toBe(2);
  expect(existsSync(file)).toBe(true);
});

test('nothing of it says a key or a number', async () => {
  const secrets = [...numbers, ...lines().map((line) => line.slice(3))];
  const all = [(await keys('status')).text, (await keys('rotate')).text, (await keys('prune', '--yes')).text].join();
  for (const secret of secrets) expect(all).not.toContain(secret);
});
