import './lib/node-version.mjs';

// `npm start`: installs and builds what is stale, then becomes the server. Nothing stale: the server is up in a second or two.
const { main, root } = await import('./lib/run.mjs');
const { prepare } = await import('./lib/prepare.mjs');
const { createRequire, enableCompileCache } = await import('node:module');

await main(async () => {
  await prepare();
  // Node 22 and newer keep compiled code between starts
  enableCompileCache?.(`${root}/.dossier/cache`);
  // in this process: no second Node to start, and signals and exit code are the server's own
  await createRequire(import.meta.url)(`${root}/packages/server/dist/main.js`).start();
});
