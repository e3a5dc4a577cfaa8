import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorText } from '@dossier/shared';
import { startExportRunner } from '../features/data-export';
import { runExport } from '../features/data-export/export-run';
import { startExport } from '../features/data-export/export.service';
import { inTransaction } from '../platform/db/transaction';
import { openProcessArchive, type ProcessArchive } from '../test/process-archive';
import { ExportProcesses } from './export-processes';
import { exportServices } from './export-services';

// processes are started from source, and what does not start is tried again after seconds
jest.setTimeout(120_000);
let archive: ProcessArchive;
beforeAll(async () => void (archive = await openProcessArchive()));
afterAll(() => archive.close());

const question = { list: 'customers', columns: ['name'], filter: null, orderBy: null, search: null };
const begin = (locale: 'zh' | 'en') =>
  inTransaction({ ...archive.ctx(), locale }, (tx) => startExport(tx, archive.schema, question, { format: 'CSV' }));
async function job(id: string) {
  const [row] = await archive.app.db.read.query<{ status: string; attempts: number; failure: string | null }>(
    'SELECT status, attempts, failure FROM export_job WHERE id = ?',
    [id],
  );
  return row!;
}

test('where the build lacks a file an export is tried three times, then it has failed with the cure; the next fares alike', async () => {
  const exports = new ExportProcesses({ env: archive.env, file: join(__dirname, 'no-such-build.js') });
  const errors: unknown[] = [];
  const { app, schema, config } = archive;
  const ids = [await begin('zh'), await begin('en')];
  const runner = startExportRunner(
    exportServices(app, schema, config, (error) => errors.push(error)),
    exports.makeFile,
  );
  for (const id of ids) while ((await job(id)).status !== 'FAILED') await pause(20);
  await runner.stop();
  expect(await Promise.all(ids.map(job))).toEqual([
    { status: 'FAILED', attempts: 3, failure: errorText('EXPORT_NOT_STARTED', 'zh') },
    { status: 'FAILED', attempts: 3, failure: errorText('EXPORT_NOT_STARTED', 'en') },
  ]);
  expect((await job(ids[0]!)).failure).toMatch(/npm run build/);
  // the log tells which file
  expect(errors).toHaveLength(6);
  for (const error of errors) expect(String(error)).toMatch(/no-such-build\.js is missing\..*npm run build/);
  expect(exports.pids).toEqual([]);
});

test('a process that ends while it starts counts as one that does not start; one that starts later has the job done', async () => {
  const broken = new ExportProcesses({ env: archive.env, file: join(__dirname, 'export-not-started.fixture.ts') });
  const whole = new ExportProcesses({ env: archive.env });
  const { app, schema, config } = archive;
  const services = exportServices(app, schema, config, (error) => {
    throw error;
  });
  const id = await begin('zh');
  for (const attempts of [1, 2]) {
    await expect(runExport(services, id, 'test', { makeFile: broken.makeFile })).rejects.toMatchObject({
      code: 'EXPORT_NOT_STARTED',
      message: expect.stringMatching(/does not start: ended with 7/),
    });
    expect(await job(id)).toMatchObject({ status: 'RUNNING', attempts, failure: null });
  }
  await runExport(services, id, 'test', { makeFile: whole.makeFile });
  expect(await job(id)).toMatchObject({ status: 'DONE', attempts: 3, failure: null });
  whole.close();
});

test('a list that is waited for is refused with the same sentence', async () => {
  const exports = new ExportProcesses({ env: archive.env, file: join(__dirname, 'no-such-build.js') });
  await expect(
    exports.writeList({ ctx: archive.ctx(), question, format: 'CSV' }, () => Promise.reject(new Error('begun'))),
  ).rejects.toMatchObject({ status: 503, code: 'EXPORT_NOT_STARTED' });
});
