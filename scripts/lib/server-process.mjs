import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { root, StepError } from './run.mjs';

export const demoPassword = 'dossier-demo';

/** A port that was free a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
      .on('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = probe.address();
        probe.close(() => resolve(port));
      });
  });
}

/**
 * Starts a Node program that listens on PORT and resolves when `ready` answers 200. `stop()` ends it in order and
 * resolves when it is gone.
 */
export async function startProcess(file, { env = {}, ready = '/health', patience = 120_000, args = [] } = {}) {
  const port = await freePort();
  let url = null;
  const child = spawn(process.execPath, [file, ...args], {
    cwd: root,
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let stopping = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output = (output + chunk).slice(-20_000)));
  const gone = new Promise((resolve) =>
    child.on('exit', (code, signal) => {
      if (!stopping && url) console.error(`\n✗ ${path.basename(file)} ended by itself (${signal ?? code})\n${output}`);
      resolve();
    }),
  );
  const end = () => child.kill('SIGKILL');
  process.on('exit', end);

  const address = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + patience;
  while (!(await answers(address + ready))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      end();
      throw new StepError(`${path.basename(file)} did not come up\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  url = address;
  return {
    url,
    pid: child.pid,
    output: () => output,
    async stop() {
      stopping = true;
      process.off('exit', end);
      child.kill('SIGTERM');
      const late = setTimeout(end, 10_000);
      await gone;
      clearTimeout(late);
    },
  };
}

const answers = (url) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

/** The built archive on a free port, with a data folder of its own. */
export const startArchive = ({ dataDir, env = {}, ...options }) =>
  startProcess(path.join(root, 'packages/server/dist/main.js'), {
    env: { DOSSIER_DATA_DIR: dataDir, DOSSIER_LOG_LEVEL: 'warn', NODE_ENV: 'production', ...env },
    ...options,
  });

/** Signs a demo user in; resolves with the cookie to send. */
export async function signIn(url, userName) {
  const { headers } = await post(
    url,
    'mutation($u: String!, $p: String!) { signIn(userName: $u, password: $p) { userErrors { code } } }',
    {
      u: userName,
      p: demoPassword,
    },
  );
  const cookie = headers.getSetCookie()[0]?.split(';')[0];
  if (!cookie) throw new StepError(`${userName} could not sign in`);
  return cookie;
}

/** Asks the graph; throws on errors of the document. */
export async function ask(url, cookie, query, variables, headers = {}) {
  const { body } = await post(url, query, variables, { cookie, ...headers });
  if (body.errors) throw new StepError(JSON.stringify(body.errors));
  return body;
}

async function post(url, query, variables, headers = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { headers: response.headers, body: await response.json() };
}
