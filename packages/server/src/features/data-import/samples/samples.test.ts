import { mkdtempSync, rmSync, copyFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importServices } from '../../../app/import-services';
import { readAll, readTexts } from '../../../platform/sheet/test-kit/temp-file';
import { openSheet, type SheetRow } from '../../../platform/sheet/sheet';
import { openTestApp, type TestApp } from '../../../test/test-app';
import { runJob } from '../import-run';
import { startImport } from '../import.service';
import { eastChinaWorkbook } from './east-china';
import { gbkList } from './gbk-list';

const samples = join(__dirname, '../../../../../../samples');
const EAST = '客户名单-华东.xlsx';
const GBK = 'customers-gbk.csv';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date('2025-11-20T02:00:00.000Z') });
  folder = mkdtempSync(join(tmpdir(), 'dossier-samples-'));
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const JOB = `query ($id: ID!) { importJob(id: $id) { status failure totalRows doneRows createdCount updatedCount contactCount skippedCount errorCount ignoredCount blankCount messages sheetName encoding
  mapping { header target } rows(first: 200) { nodes { rowNumber outcome contactCount problems { level message } } } } }`;

async function importSample(name: string, dryRun = false) {
  const copy = join(folder, 'copy');
  copyFileSync(join(samples, name), copy);
  const id = await startImport(app.ctx(), folder, copy, { fileName: name, dryRun, onDuplicate: 'SKIP' });
  const errors: unknown[] = [];
  await runJob(
    importServices(app, { dataDir: folder, timeZone: 'Asia/Shanghai' }, (error) => errors.push(error)),
    id,
    'test',
  );
  expect(errors).toEqual([]);
  const { data } = await app.ask<{
    importJob: Record<string, unknown> & {
      rows: {
        nodes: {
          rowNumber: number;
          outcome: string;
          contactCount: number;
          problems: { level: string; message: string }[] | null;
        }[];
      };
    };
  }>(JOB, { id: `imp_${id}` });
  const { rows, mapping, ...job } = data.importJob;
  return {
    job,
    mapping: (mapping as { header: string; target: string }[]).map(({ header, target }) => `${header} → ${target}`),
    told: rows.nodes
      .filter(({ outcome, problems }) => outcome !== 'CREATED' || problems?.some(({ level }) => level === 'ERROR'))
      .map(
        ({ rowNumber, outcome, problems }) =>
          `${rowNumber} ${outcome}: ${(problems ?? []).map(({ message }) => message).join(' | ')}`,
      ),
  };
}

describe.each([EAST, GBK])('%s', (name) => {
  it('imports as pinned', async () => {
    const rehearsal = await importSample(name, true);
    const real = await importSample(name);
    expect({ ...real.job, contactCount: 0 }).toEqual({ ...rehearsal.job, contactCount: 0 });
    expect(real).toMatchSnapshot();
    const again = await importSample(name);
    expect(again.job).toMatchObject({ createdCount: 0, updatedCount: 0, contactCount: 0 });
  });
});

describe('the committed files', () => {
  it('are what the generator makes', async () => {
    await eastChinaWorkbook().xlsx.writeFile(join(folder, 'made.xlsx'));
    const made = await sheetRows(join(folder, 'made.xlsx'), 1);
    expect(await sheetRows(join(samples, EAST), 1)).toEqual(made);
    expect(await readTexts(join(samples, EAST))).toEqual(
      (await readAll(join(folder, 'made.xlsx'))).map(({ cells }) => cells.map((cell) => cell?.text ?? '')),
    );
    expect(readFileSync(join(samples, GBK)).equals(gbkList())).toBe(true);
  });

  async function sheetRows(path: string, index: number): Promise<SheetRow[]> {
    const file = await openSheet(path);
    const rows: SheetRow[] = [];
    for await (const row of (await file.sheet(index)).rows()) rows.push(row);
    await file.close();
    return rows;
  }
});
