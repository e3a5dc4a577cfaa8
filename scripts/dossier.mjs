import './lib/node-version.mjs';

// `npm run dossier -- <command>`: the command line of the archive; builds the server first when it is stale.
const { main, root } = await import('./lib/run.mjs');
const { prepare } = await import('./lib/prepare.mjs');
const { createRequire, enableCompileCache } = await import('node:module');

await main(async () => {
  await prepare({ only: ['install', 'shared', 'server'] });
  enableCompileCache?.(`${root}/.dossier/cache`);
  const { runCommandLine } = createRequire(import.meta.url)(`${root}/packages/server/dist/cli.js`);
  process.exitCode = await runCommandLine(process.argv.slice(2));
});
