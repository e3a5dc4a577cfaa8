import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const serverFolder = path.join(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'dossier-start-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
  /** Resolves when the output matches. */
  says(words: RegExp): Promise<RegExpExecArray>;
}

/** The server as a process of its own, from source. */
function start(environment: Record<string, string>, args = ['src/main.ts']): Started {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', ...args], {
    cwd: serverFolder,
    env: { PATH: process.env['PATH'], DOSSIER_DATA_DIR: folder, PORT: '0', DOSSIER_DEMO: '0', ...environment },
  });
  children.push(child);
  let text = '';
  child.stdout?.on('data', (chunk) => (text += String(chunk)));
  child.stderr?.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const says = async (words: RegExp): Promise<RegExpExecArray> => {
    const until = Date.now() + 30_000;
    for (;;) {
      const found = words.exec(text);
      if (found) return found;
      if (Date.now() > until || child.exitCode !== null) throw new Error(`Not said: ${words}\n${text}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return { child, output: () => text, ended, says };
}

test('an empty archive starts, tells how to get in, answers, and stops in order', async () => {
  const server = start({});
  const [, address] = await server.says(/open\s+(http:\/\/127\.0\.0\.1:\d+)/);
  const [, password] = await server.says(/password\s+(\S+-\S+-\S+-\S+)/);
  const ask = async (query: string, cookie = '') => {
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query }),
    });
    return {
      cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? cookie,
      body: (await answer.json()) as { data: Record<string, unknown> },
    };
  };
  const { cookie, body } = await ask(
    `mutation { signIn(userName: "admin", password: "${password}") { viewer { mustChangePassword } } }`,
  );
  expect(body.data['signIn']).toEqual({ viewer: { mustChangePassword: true } });
  expect(cookie).toContain('dossier_session=');
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(server.output()).not.toMatch(/dossier-demo|error/i);
}, 60_000);

test('a taken port is said in plain words', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const port = (blocker.address() as AddressInfo).port;
  const server = start({ PORT: String(port) });
  expect(await server.ended).toBe(1);
  expect(server.output()).toContain(`端口 ${port} 已被占用`);
  expect(server.output()).not.toMatch(/\n\s+at /);
  blocker.close();
}, 60_000);

test('wrong settings are all named at once', async () => {
  const server = start({ PORT: 'x', DOSSIER_EXECUTOR: 'fast' });
  expect(await server.ended).toBe(1);
  expect(server.output()).toMatch(/PORT: must be a whole number[\s\S]*DOSSIER_EXECUTOR: must be one of/);
}, 60_000);
