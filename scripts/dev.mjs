import './lib/node-version.mjs';

// `npm run dev`: the server restarts on each change of its sources, the console reloads itself (vite, port 5173).
const { forwardSignals, main, packageScript, root, say } = await import('./lib/run.mjs');
const { prepare } = await import('./lib/prepare.mjs');
const { spawn } = await import('node:child_process');
const { watch } = await import('node:fs');
const path = (await import('node:path')).default;

await main(async () => {
  await prepare({ only: ['install', 'shared'] });
  const inPackage = (name) => path.join(root, 'packages', name);
  // the same data folder as `npm start`
  const env = { DOSSIER_DATA_DIR: path.join(root, 'data'), ...process.env };
  const start = (args, name) => spawn(process.execPath, args, { cwd: inPackage(name), stdio: 'inherit', env });

  const server = start(['--watch', '--enable-source-maps', '-r', '@swc-node/register', 'src/main.ts'], 'server');
  const web = start([path.join(inPackage('web'), 'node_modules/vite/bin/vite.js')], 'web');
  for (const child of [server, web]) forwardSignals(child);

  // the server uses the built rules: build them again when their source changes, and its own watcher does the rest
  let timer;
  const watcher = watch(path.join(inPackage('shared'), 'src'), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void rebuildShared(), 150);
  });
  const ended = await Promise.race([server, web].map((child) => new Promise((done) => child.on('exit', done))));
  watcher.close();
  for (const child of [server, web]) child.kill();
  process.exitCode = ended ?? 0;
});

async function rebuildShared() {
  try {
    await packageScript('shared', 'build', { show: false });
    say('共享规则已重新构建', 'shared rules built again');
  } catch (error) {
    console.error(error.message);
  }
}
