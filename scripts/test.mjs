import './lib/node-version.mjs';

// `npm test [-- jest arguments]`: the suites of the three packages. `--long` runs the long loops too; `--only=server` one package.
// TEST_DATABASE_URL moves the server's suite from temporary SQLite files to that database.
const { main, root, run, say, seconds } = await import('./lib/run.mjs');
const { prepare } = await import('./lib/prepare.mjs');
const path = (await import('node:path')).default;

await main(async () => {
  const given = process.argv.slice(2);
  const only = given
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  const jestArgs = given.filter((arg) => arg !== '--long' && !arg.startsWith('--only='));
  const env = given.includes('--long') ? { DOSSIER_TEST_LONG: '1' } : {};
  const start = performance.now();
  await prepare();

  const results = [];
  for (const name of ['shared', 'server', 'web'].filter((n) => !only || only.includes(n))) {
    say(`测试 ${name}`, `testing ${name}`);
    const jest = path.join(root, 'packages', name, 'node_modules/jest/bin/jest.js');
    const args = [jest, '--maxWorkers=2', '--passWithNoTests', ...jestArgs];
    const code = await run(process.execPath, args, { cwd: path.join(root, 'packages', name), env, code: true });
    results.push({ name, passed: code === 0 });
    if (code > 128) break; // stopped by a signal: the person wants out
  }
  const failed = results.filter((result) => !result.passed);
  const list = results.map((result) => `${result.passed ? '✓' : '✗'} ${result.name}`).join('  ');
  console.log(`\n${failed.length === 0 ? '全部通过 · All passed' : '有失败 · Failed'}: ${list}  (${seconds(start)})`);
  process.exitCode = failed.length === 0 ? 0 : 1;
});
