import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../platform/config';
import { recordEvent } from '../platform/audit/event';
import { chainKey } from '../platform/audit/seal';
import { sealAll } from '../platform/audit/sealer';
import { openTestApp, type TestApp } from '../test/test-app';
import { audit } from './audit.command';

/** What somebody with the password of the database can do to the log, and what `audit verify` says to it. */
let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await openTestApp();
  folder = mkdtempSync(join(tmpdir(), 'dossier-audit-cli-'));
  await app.write(async (tx) => {
    for (let i = 1; i <= 40; i++)
      await recordEvent(tx, { kind: 'EXPORT', entity: 'Customer', reason: `导出第 ${i} 批` });
  });
  await sealAll(app, chainKey(app.cursorKey));
  expect((await run('anchor')).code).toBe(0);
  for (const name of ['insert', 'update', 'delete']) await sql(`DROP TRIGGER audit_event_${name}`);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; text: string }> {
  const said: string[] = [];
  const config = { callerDir: folder, anchorFiles: [join(folder, 'anchors.jsonl')] } as unknown as Config;
  const code = await audit.run({
    config,
    args,
    options: {},
    open: async () => app,
    print: (text) => void said.push(text),
    confirm: async () => true,
  });
  return { code: code ?? 0, text: said.join('\n') };
}
const sql = (text: string, params: unknown[] = []) => app.db.transaction((c) => c.execute(text, params));
type Row = Record<string, string | number | null> & { id: string; sequence: number };
const rowAt = async (sequence: number): Promise<Row> =>
  (await app.db.read.query<Row>('SELECT * FROM audit_event WHERE `sequence` = ?', [sequence]))[0]!;
const put = (row: Row) => {
  const names = Object.keys(row);
  return sql(
    `INSERT INTO audit_event (${names.map((name) => `\`${name}\``).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    Object.values(row),
  );
};
const drop = (row: Row) => sql('DELETE FROM audit_event WHERE id = ?', [row.id]);

test('a sound log is said to be sound, and that its guards are gone', async () => {
  const { code, text } = await run('verify');
  expect([code, text]).toEqual([0, expect.stringContaining('✓')]);
  expect(text).toContain('triggers are missing: audit_event_insert, audit_event_update, audit_event_delete');
});

test('one changed character: exactly that row is named', async () => {
  const row = await rowAt(23);
  await sql("UPDATE audit_event SET reason = REPLACE(reason, '出', '岀') WHERE id = ?", [row.id]);
  const { code, text } = await run('verify');
  expect(code).toBe(1);
  expect(text).toContain(`✗ 第 23 条（chg_${row.id}, ${row.at}）被改动`);
  expect(text).toContain(`#23（chg_${row.id}, ${row.at}） was changed`);
  await sql('UPDATE audit_event SET reason = ? WHERE id = ?', [row.reason, row.id]);
  expect((await run('verify')).code).toBe(0);
});

test('a row from the middle, deleted; put back as it was; put back changed', async () => {
  const row = await rowAt(11);
  await drop(row);
  expect((await run('verify')).text).toContain('✗ 第 11 条处缺少记录');
  await put(row);
  expect((await run('verify')).code).toBe(0);
  await drop(row);
  await put({ ...row, times: Number(row.times) + 1 });
  expect((await run('verify')).text).toContain(`✗ 第 11 条（chg_${row.id}, ${row.at}）被改动`);
  await drop(row);
  // under another id it is not what was sealed either
  await put({ ...row, id: row.id.replace(/.$/, (last) => (last === '7' ? '6' : '7')) });
  expect((await run('verify')).text).toMatch(/✗ 第 11 条（chg_/);
  await sql('DELETE FROM audit_event WHERE `sequence` = 11');
  await put(row);
  expect((await run('verify')).code).toBe(0);
});

test('two rows that were swapped: the first of them is named', async () => {
  const [a, b] = [await rowAt(17), await rowAt(31)];
  await drop(a);
  await drop(b);
  await put({ ...a, sequence: 31, hash: b.hash! });
  await put({ ...b, sequence: 17, hash: a.hash! });
  expect((await run('verify')).text).toMatch(new RegExp(`✗ 第 17 条（chg_${b.id}, .*被调换`));
  for (const row of [a, b]) await drop(row);
  for (const row of [a, b]) await put(row);
  expect((await run('verify')).code).toBe(0);
});

test('a tail that was cut off together with the end the database knows: the anchor tells', async () => {
  const last = (await app.db.read.query<{ n: number }>('SELECT MAX(`sequence`) AS n FROM audit_event'))[0]!.n;
  await sql('DELETE FROM audit_event WHERE `sequence` > ?', [Number(last) - 3]);
  const { hash } = await rowAt(Number(last) - 3);
  await sql('UPDATE audit_chain SET `sequence` = ?, `hash` = ?', [Number(last) - 3, hash]);
  const { code, text } = await run('verify');
  expect([code, text]).toEqual([
    1,
    expect.stringMatching(`✗ 日志末尾被截断：从第 ${Number(last) - 2} 条起缺失（锚点 .*Z）`),
  ]);
});
