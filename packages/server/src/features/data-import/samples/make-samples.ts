/** Writes the sample sheets of `samples/`: `node -r @swc-node/register src/features/data-import/samples/make-samples.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eastChinaWorkbook } from './east-china';
import { gbkList } from './gbk-list';

const folder = process.argv[2] ?? join(__dirname, '../../../../../../samples');

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await eastChinaWorkbook().xlsx.writeFile(join(folder, '客户名单-华东.xlsx'));
  writeFileSync(join(folder, 'customers-gbk.csv'), gbkList());
}

void main();
