import './lib/node-version.mjs';

// `npm run verify [-- step …]`: everything a change must pass, in the order of how fast it fails. Without names all steps run;
// `npm run verify -- lint arch` runs those two. A failed step does not hide the later ones.
const { main, root, run, say, seconds, StepError } = await import('./lib/run.mjs');
const { prepare } = await import('./lib/prepare.mjs');

const script = (name, ...args) => ['npm', ['run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])]];
const steps = {
  gen: { words: ['生成的文件', 'generated files'], command: script('gen', '--check') },
  shared: { words: ['共享规则的类型', 'types of shared'], command: script('types'), in: 'packages/shared' },
  server: { words: ['服务器的类型', 'types of server'], command: script('types'), in: 'packages/server' },
  web: { words: ['控制台的类型', 'types of the console'], command: script('types'), in: 'packages/web' },
  lint: { words: ['代码规则与格式', 'lint and format'], command: script('lint') },
  arch: { words: ['目录之间的依赖', 'architecture'], command: script('arch') },
  test: { words: ['测试', 'tests'], command: ['npm', ['test', '--silent']] },
};
const groups = { types: ['shared', 'server', 'web'] };

await main(async () => {
  const given = process.argv.slice(2).flatMap((name) => groups[name] ?? [name]);
  const unknown = given.filter((name) => !(name in steps));
  if (unknown.length > 0)
    throw new StepError(`${unknown.join(', ')}? ${[...Object.keys(steps), ...Object.keys(groups)].join(', ')}`);
  await prepare({ only: ['install', 'shared'] });

  const start = performance.now();
  const results = [];
  for (const name of given.length > 0 ? given : Object.keys(steps)) {
    const { words, command, in: folder = '.' } = steps[name];
    say(...words);
    const code = await run(...command, { cwd: `${root}/${folder}`, code: true });
    results.push({ name, passed: code === 0 });
    if (code > 128) break; // stopped by a signal: the person wants out
  }
  const failed = results.filter((result) => !result.passed);
  const list = results.map((result) => `${result.passed ? '✓' : '✗'} ${result.name}`).join('  ');
  console.log(`\n${failed.length === 0 ? '全部通过 · All passed' : '有失败 · Failed'}: ${list}  (${seconds(start)})`);
  process.exitCode = failed.length === 0 ? 0 : 1;
});
