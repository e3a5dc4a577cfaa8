/** Writes or checks `schema.graphql`: `node -r @swc-node/register src/app/print-schema.ts [--check]`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildGraph, buildModels, printGraph } from './schema';

const file = join(__dirname, '../../schema.graphql');
const text = printGraph(buildGraph(buildModels()));
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write('schema.graphql is not current: run `npm run gen`\n');
    process.exit(1);
  }
} else writeFileSync(file, text);
