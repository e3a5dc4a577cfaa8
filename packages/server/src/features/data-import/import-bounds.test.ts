import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importServices } from '../../app/import-services';
import { openTestApp, type TestApp } from '../../test/test-app';
import type { App } from '../../platform/context/context';
import type { Queryable } from '../../platform/db/database';
import { runJob } from './import-run';
import { startImport } from './import.service';

jest.setTimeout(60_000);
let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await openTestApp();
  folder = mkdtempSync(join(tmpdir(), 'dossier-import-'));
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a run keeps in memory: rows of a chunk, values of a statement, and a prepared statement for every text. */
interface Load {
  texts: Set<string>;
  mostValues: number;
  chunks: number[];
}

const measured = (inner: Queryable, load: Load): Queryable => {
  const seen = (text: string, values: readonly unknown[] = []): void => {
    load.texts.add(text);
    load.mostValues = Math.max(load.mostValues, values.length);
  };
  return {
    query: (text, values) => (seen(text, values), inner.query(text, values)),
    execute: (text, values) => (seen(text, values), inner.execute(text, values)),
  };
};

/** Names and contacts of many lengths, some rows without contact, some of one customer. */
const sheet = (brand: string, rows: number): string =>
  ['客户名称,联系人,手机,备注']
    .concat(
      Array.from({ length: rows }, (_, n) => {
        const person = n % 5 === 0 ? ',' : `张${'三四五六'[n % 4]!},138${String(n).padStart(8, '0')}`;
        return `${brand}${n % 9 === 8 ? n - 1 : n}${'机械电子科技'.slice(n % 5)}有限公司,${person},${'字'.repeat(n % 40)}`;
      }),
    )
    .join('\n');

async function load(brand: string, rows: number): Promise<Load> {
  const found: Load = { texts: new Set(), mostValues: 0, chunks: [] };
  const db: App['db'] = {
    ...app.db,
    transaction: (work) => app.db.transaction((connection) => work(measured(connection, found))),
  };
  const services = importServices({ ...app, db }, { dataDir: folder, timeZone: 'Asia/Shanghai' }, (error) => {
    throw error;
  });
  const path = join(folder, `${brand}.csv`);
  writeFileSync(path, sheet(brand, rows));
  const id = await startImport(app.ctx(), folder, path, { fileName: 'x.csv', dryRun: false, onDuplicate: 'SKIP' });
  let before = 0;
  await runJob(services, id, 'test', {
    onProgress: (done) => {
      found.chunks.push(done - before);
      before = done;
    },
  });
  expect(before).toBe(rows);
  return found;
}

test('what an import keeps in memory does not grow with its file', async () => {
  const short = await load('短表', 650);
  const long = await load('长表', 1900);
  expect(short.chunks).toEqual([200, 400, 50]);
  expect(long.chunks).toEqual([200, 400, 400, 400, 400, 100]);
  expect(Math.max(short.mostValues, long.mostValues)).toBeLessThanOrEqual(8000);
  // the embedded engine keeps 300 statements prepared, each with room for its values: few shapes, however many batches
  expect(long.texts.size).toBeLessThan(200);
  const inserts = [...short.texts, ...long.texts].filter((text) => text.startsWith('INSERT INTO'));
  const rows = inserts.map((text) => text.split('VALUES ')[1]!.split('),(').length);
  expect(inserts.filter((_, i) => !Number.isInteger(Math.log2(rows[i]!)))).toEqual([]);
});
