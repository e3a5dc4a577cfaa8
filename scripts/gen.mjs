import './lib/node-version.mjs';

// `npm run gen`: writes what is generated — schema.graphql from the server's declarations, then the console's typed documents
// from it. `-- --check` writes nothing and fails when one of them is stale.
const { main, root, run } = await import('./lib/run.mjs');
const { prepare } = await import('./lib/prepare.mjs');
const path = (await import('node:path')).default;

const check = process.argv.includes('--check') ? ['--check'] : [];

await main(async () => {
  await prepare({ only: ['install', 'shared'] });
  await run(process.execPath, ['-r', '@swc-node/register', 'src/app/print-schema.ts', ...check], {
    cwd: path.join(root, 'packages/server'),
    env: { SWC_NODE_PROJECT: 'tsconfig.json' },
  });
  await run(process.execPath, ['codegen.mjs', ...check], { cwd: path.join(root, 'packages/web') });
});
