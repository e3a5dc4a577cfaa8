import { rmSync } from 'node:fs';
import path from 'node:path';
import { compressFolder } from './compress.mjs';
import { packageScript, pnpm, root, say, seconds } from './run.mjs';
import { fingerprints, staleSteps, stamp } from './stamp.mjs';

/** Brings packages and build up to date, doing only what is stale. Answers at once when nothing is. */
export async function prepare({ only = ['install', 'shared', 'server', 'web'] } = {}) {
  const stale = staleSteps().filter((step) => only.includes(step));
  if (stale.length === 0) return;
  if (stale.includes('install')) await install();
  const builds = stale.filter((step) => step !== 'install');
  if (builds.length > 0) await build(builds);
}

async function install() {
  const start = performance.now();
  say('安装依赖（首次约需半分钟）', 'installing packages (half a minute the first time)');
  const made = fingerprints(['install']);
  // the build needs the development packages too, whatever NODE_ENV says
  await pnpm(['install', '--frozen-lockfile', '--prod=false'], { env: { CI: 'true' } });
  stamp(made);
  say(`依赖已就绪，用时 ${seconds(start)}`, 'packages are ready');
}

const words = { shared: ['共享规则', 'shared rules'], server: ['服务器', 'server'], web: ['控制台', 'console'] };

/** Builds the named packages, two at a time at most: the web bundle is the long one and needs no other's result. */
export async function build(names) {
  const start = performance.now();
  say(`构建 ${names.map((n) => words[n][0]).join('、')}`, `building ${names.map((n) => words[n][1]).join(', ')}`);
  const made = fingerprints(names);
  const server = async () => {
    for (const name of names.filter((n) => n !== 'web')) await buildOne(name);
  };
  await Promise.all([server(), names.includes('web') ? buildOne('web') : undefined]);
  stamp(made);
  say(`构建完成，用时 ${seconds(start)}`, 'built');
}

async function buildOne(name) {
  // files of deleted sources must not live on in dist
  rmSync(path.join(root, 'packages', name, 'dist'), { recursive: true, force: true });
  await packageScript(name, 'build', { show: false });
  if (name === 'web') await compressFolder(path.join(root, 'packages/web/dist'));
}
