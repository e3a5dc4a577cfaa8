/**
 * Development aid: prints the `createTable` of an entity as its declaration stands now, to be pasted into a new migration.
 * `node -r @swc-node/register src/migrations/print-table.ts Customer Contact`
 */
import 'reflect-metadata';
import { entities } from '../app/features';
import { columnsOf } from '../platform/db/columns';
import { Models } from '../platform/query/models';

const models = new Models(entities);
for (const name of process.argv.slice(2)) {
  const model = models.get(name);
  const lines = columnsOf(model).map(
    (column) =>
      `      ${JSON.stringify(column)
        .replace(/"(\w+)":/g, ' $1: ')
        .replace(/"/g, "'")
        .replace(/}$/, ' }')},`,
  );
  process.stdout.write(
    `  await createTable(runner, {\n    name: '${model.table}',\n    columns: [\n${lines.join('\n')}\n    ],\n    primary: ['id'],\n  });\n`,
  );
}
