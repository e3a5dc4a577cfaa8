import './lib/node-version.mjs';

// `npm run new:feature -- site-visit 拜访 "site visit" [plural]`: one feature in its three folders, working from the first
// minute: dictionary, entity, service, resolver with its test, migration, list page, scopes, menu line. Then make it yours.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { prepare } from './lib/prepare.mjs';
import { main, root, run, say, StepError } from './lib/run.mjs';

const templates = path.join(root, 'scripts/new-feature');
const [kebab, zh, en = kebab?.replaceAll('-', ' '), given] = process.argv.slice(2);
const written = [];

await main(async () => {
  if (!/^[a-z]+(-[a-z]+)*$/.test(kebab ?? '') || !zh)
    throw new StepError('npm run new:feature -- <name-in-kebab-case> <中文名> ["english name"] [pluralName]');
  const words = wordsOf();
  if (existsSync(path.join(root, 'packages/server/src/features', kebab)))
    throw new StepError(`features/${kebab} is there already`);
  await prepare({ only: ['install'] });

  copy('shared', 'packages/shared/src', words);
  copy('server', `packages/server/src/features/${kebab}`, words);
  copy('web', `packages/web/src/features/${kebab}`, words);
  edit('packages/shared/src/index.ts', (text) => `${text}export * from './${kebab}';\n`);
  edit('packages/shared/src/permissions.ts', (text) => withScopes(text, words));
  edit('packages/server/src/app/features.ts', (text) => withFeature(text, words));
  edit('packages/web/src/locales/zh/shell.ts', (text) =>
    text.replace(/menu: \{\n/, `$&    ${words.plural}: '${zh}',\n`),
  );
  edit('packages/web/src/locales/en/shell.ts', (text) =>
    text.replace(/menu: \{\n/, `$&    ${words.plural}: '${words.En}s',\n`),
  );
  await prepare({ only: ['shared'] });
  writeMigration(words);

  await run('npm', ['exec', '--', 'prettier', '--write', '--log-level', 'warn', ...written]);
  await run(process.execPath, ['scripts/gen.mjs']);
  console.log(`\n${written.map((file) => `  ${file}`).join('\n')}\n`);
  say(
    '下一步：填写字段（packages/shared），再写服务与页面',
    'next: the fields in packages/shared, then service and pages',
  );
  say(
    '字段变了就重写迁移：npm run gen 之后看 migrations',
    'a changed field means a changed migration, until it is released',
  );
});

function wordsOf() {
  const camel = kebab.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const plural = given ?? (camel.endsWith('y') ? `${camel.slice(0, -1)}ies` : `${camel}s`);
  const Pascal = camel[0].toUpperCase() + camel.slice(1);
  return {
    kebab,
    camel,
    Pascal,
    plural,
    zh,
    en,
    En: en[0].toUpperCase() + en.slice(1),
    table: kebab.replaceAll('-', '_'),
    route: plural.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    prefix: kebab
      .replace(/[aeiou-]/g, '')
      .padEnd(3, 'x')
      .slice(0, 3),
  };
}

function fill(text, words) {
  return text.replace(/__([A-Za-z]+)__/g, (whole, key) => words[key] ?? whole);
}

function copy(from, to, words) {
  for (const name of readdirSync(path.join(templates, from)))
    write(`${to}/${fill(name, words)}`, fill(readFileSync(path.join(templates, from, name), 'utf8'), words));
}

function write(file, text) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  written.push(file);
}

function edit(file, change) {
  const before = readFileSync(path.join(root, file), 'utf8');
  const after = change(before);
  if (after === before) throw new StepError(`${file} does not look as expected: nothing could be added`);
  write(file, after);
}

/** The scopes of the feature: read for everybody, the rest for those who write. */
function withScopes(text, { camel, en, zh }) {
  const verbs = {
    read: ['查看', 'See'],
    create: ['新建', 'Create'],
    update: ['修改', 'Change'],
    remove: ['删除', 'Remove'],
    restore: ['恢复', 'Restore'],
  };
  const labels = Object.entries(verbs).map(
    ([verb, [han, word]]) => `  '${camel}:${verb}': label('${han}${zh}', '${word} ${en}s'),\n`,
  );
  const scopes = (...names) => names.map((name) => `  '${camel}:${name}',\n`).join('');
  return text
    .replace('\n} as const;', `\n${labels.join('')}} as const;`)
    .replace(/(const reading[^=]*= \[\n)/, `$1${scopes('read')}`)
    .replace(/(const writing[^=]*= \[\n)/, `$1${scopes('create', 'update', 'remove', 'restore')}`);
}

/** A line in each of the three lists of the assembly. */
function withFeature(text, { camel, Pascal }) {
  return text
    .replace(/\n\n\/\*\*/, `\nimport { ${camel}, ${Pascal}, ${Pascal}Resolver } from '../features/${kebab}';$&`)
    .replace(/(entities: [^=]*= \[)/, `$1${camel}, `)
    .replace(/(entityTypes = \[)/, `$1${Pascal}, `)
    .replace(/(resolvers = \[)/, `$1${Pascal}Resolver, `);
}

/** The table as the dictionary has it now, as a step of its own. */
function writeMigration({ Pascal, table, en }) {
  const stamp = String(Math.floor(Date.now() / 1000) * 1000);
  const className = `Create${Pascal}${stamp}`;
  const print = ['-r', '@swc-node/register', 'src/migrations/print-table.ts', Pascal];
  const text = execFileSync(process.execPath, print, {
    cwd: path.join(root, 'packages/server'),
    env: { ...process.env, SWC_NODE_PROJECT: 'tsconfig.json' },
    encoding: 'utf8',
  });
  write(
    `packages/server/src/migrations/${stamp}-create-${kebab}.ts`,
    `import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, dropTable } from './vocabulary';

/** The ${en}. */
export class ${className} implements MigrationInterface {
  readonly name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
${text}    await createIndex(runner, '${table}', ['deleted_at', 'updated_at', 'id']);
    await createIndex(runner, '${table}', ['customer_id', 'deleted_at', 'updated_at', 'id']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, '${table}');
  }
}
`,
  );
  edit('packages/server/src/migrations/index.ts', (index) =>
    index
      .replace(/\n\n\/\*\*/, `\nimport { ${className} } from './${stamp}-create-${kebab}';$&`)
      .replace(/,?\s*\];/, `, ${className}];`),
  );
}
