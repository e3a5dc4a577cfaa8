import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommandLine } from './cli';
import { commands } from './cli/commands';

const folder = mkdtempSync(path.join(tmpdir(), 'dossier-cli-'));
const before = { ...process.env };
let said: string[] = [];

beforeAll(() => {
  Object.assign(process.env, { DOSSIER_DATA_DIR: folder, DOSSIER_DEMO: '0' });
  delete process.env['DATABASE_URL'];
  const hear = (chunk: unknown) => (said.push(String(chunk)), true);
  jest.spyOn(process.stdout, 'write').mockImplementation(hear);
  jest.spyOn(process.stderr, 'write').mockImplementation(hear);
});
afterAll(() => {
  jest.restoreAllMocks();
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

async function run(...words: string[]): Promise<{ code: number; text: string }> {
  said = [];
  const code = await runCommandLine(words);
  return { code, text: said.join('') };
}

test('help lists every command in both languages; each has its own', async () => {
  const { code, text } = await run('help');
  expect(code).toBe(0);
  for (const { name, summary } of commands) {
    expect(text).toContain(`${name.padEnd(12)} ${summary.zh} · ${summary.en}`);
    expect((await run(name, '--help')).text).toContain(summary.zh);
  }
  expect((await run('help', 'settings')).text).toContain('DATABASE_URL');
});

test('migrate tells the steps it took', async () => {
  expect((await run('migrate')).text).toContain('CreateArchive');
  expect((await run('migrate')).text).toContain('up to date');
});

test('wrong calls exit with 2 and show how it is done', async () => {
  expect(await run('destroy')).toMatchObject({ code: 2, text: expect.stringContaining('no such command') as string });
  expect(await run('user', 'add')).toMatchObject({
    code: 2,
    text: expect.stringContaining('user add --user-name') as string,
  });
  expect((await run('user', 'add', '--nonsense')).code).toBe(2);
  expect((await run('token', 'create', '--user', 'nobody', '--name', 'x')).text).toContain('no such user: nobody');
  expect((await run('user', 'role', 'nobody', 'KING')).code).toBe(2);
});

test('people and tokens are made, listed, changed and ended', async () => {
  const added = await run('user', 'add', '--user-name', 'li', '--name', '李四', '--role', 'administrator');
  expect(added.code).toBe(0);
  expect(added.text).toMatch(/([a-z2-9]{4}-){3}[a-z2-9]{4}/);
  expect(await run('user', 'add', '--user-name', 'LI', '--name', '李四')).toMatchObject({
    code: 1,
    text: expect.stringContaining('已被使用') as string,
  });
  expect((await run('user', 'list')).text).toMatch(/^li\s+系统管理员\s+李四\n$/);
  expect((await run('user', 'disable', 'li')).text).toContain('至少保留一名启用的系统管理员');
  expect((await run('user', 'password', 'li')).text).toMatch(/([a-z2-9]{4}-){3}/);

  const made = await run('token', 'create', '--user', 'li', '--name', '脚本', '--days', '30');
  expect(made.text).toMatch(/dos_[\w-]{43}/);
  const id = /tok_\w+/.exec((await run('token', 'list', '--user', 'li')).text)![0];
  expect((await run('token', 'revoke', '--user', 'li', id)).code).toBe(0);
  expect((await run('token', 'list', '--user', 'li')).text).toContain('revoked');
  expect((await run('token', 'create', '--user', 'li', '--name', '脚本', '--days', '9999')).code).toBe(1);
});

test('a real archive is never reset', async () => {
  expect(await run('demo-reset', '--yes')).toMatchObject({
    code: 2,
    text: expect.stringContaining('not a demo') as string,
  });
  expect((await run('user', 'list')).text).toContain('李四');
});
