import './lib/node-version.mjs';

// `npm run build`: builds all three packages, stale or not.
const { main } = await import('./lib/run.mjs');
const { build, prepare } = await import('./lib/prepare.mjs');

await main(async () => {
  await prepare({ only: ['install'] });
  await build(['shared', 'server', 'web']);
});
