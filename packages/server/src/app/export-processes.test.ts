import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { startExportRunner, type Progress } from '../features/data-export';
import { partFile } from '../features/data-export/export-files';
import { cancelExport, startExport } from '../features/data-export/export.service';
import { newId } from '../platform/db/id';
import { inTransaction } from '../platform/db/transaction';
import { createMany } from '../platform/db/write';
import { openProcessArchive, type ProcessArchive } from '../test/process-archive';
import { ExportProcesses } from './export-processes';
import { exportServices } from './export-services';

// processes are started from source
jest.setTimeout(120_000);
const ROWS = 1500;
let archive: ProcessArchive;
let exports: ExportProcesses;
const errors: unknown[] = [];
let runner: { stop(): Promise<void> };

beforeAll(async () => {
  archive = await openProcessArchive();
  const { app, config, schema } = archive;
  await inTransaction(archive.ctx(), (tx) =>
    createMany(
      tx,
      tx.models.get('Customer'),
      Array.from({ length: ROWS }, (_, i) => ({ name: `进程${i}有限公司`, grade: i % 2 ? 'A' : 'B' })),
    ),
  );
  exports = new ExportProcesses({ env: archive.env, silentMs: 5000 });
  runner = startExportRunner(
    exportServices(app, schema, config, (error) => errors.push(error)),
    exports.makeFile,
  );
});
afterAll(async () => {
  await runner.stop();
  exports.close();
  await archive.close();
  expect(errors).toEqual([]);
});

const question = {
  list: 'customers',
  columns: ['name', 'grade'],
  filter: null,
  orderBy: [{ name: { direction: 'ASC' } }],
  search: null,
};
const begin = (format: 'CSV' | 'XLSX' | 'JSONL') =>
  inTransaction(archive.ctx(), (tx) => startExport(tx, archive.schema, question, { format }));
async function job(id: string) {
  const [row] = await archive.app.db.read.query<{ status: string; done_rows: number; attempts: number }>(
    'SELECT status, done_rows, attempts FROM export_job WHERE id = ?',
    [id],
  );
  return row!;
}
async function when(id: string, status: string) {
  for (;;) {
    const found = await job(id);
    if (found.status === status || !['QUEUED', 'RUNNING'].includes(found.status)) return found;
    await pause(5);
  }
}
const files = () => join(archive.config.dataDir, 'exports');
test('jobs are done in another process, by the rights of their owner', async () => {
  const ids = [await begin('CSV'), await begin('JSONL')];
  for (const id of ids) expect(await when(id, 'DONE')).toMatchObject({ status: 'DONE', done_rows: ROWS });
  expect(exports.pids.length).toBeGreaterThan(0);
  const lines = readFileSync(join(files(), ids[1]!), 'utf8').trim().split('\n');
  expect(new Set(lines).size).toBe(ROWS);
  // nothing of the writer of workbooks was loaded here
  expect(Object.keys(require.cache).filter((path) => path.includes('exceljs'))).toEqual([]);
});

test('one whose process is killed is begun anew, and leaves no half file', async () => {
  const id = await begin('XLSX');
  await when(id, 'RUNNING');
  for (const pid of exports.pids) process.kill(pid, 'SIGKILL');
  const done = await when(id, 'DONE');
  // it may have been done before the kill
  expect([done.status, done.done_rows, done.attempts <= 3]).toEqual(['DONE', ROWS, true]);
  expect(readdirSync(files()).filter((name) => name.startsWith(id))).toEqual([id]);
});

/** Leaves one process, which has nothing to do, and stops it as it stands: the next job gets one that hangs. */
async function hangingProcess(): Promise<number> {
  const [pid, ...others] = exports.pids;
  for (const other of others) process.kill(other, 'SIGKILL');
  while (exports.pids.length > 1) await pause(5);
  process.kill(pid!, 'SIGSTOP');
  return pid!;
}

test('one whose process hangs is begun anew by another', async () => {
  const pid = await hangingProcess();
  const id = await begin('XLSX');
  expect(await when(id, 'DONE')).toMatchObject({ status: 'DONE', done_rows: ROWS, attempts: 2 });
  expect(exports.pids).not.toContain(pid);
  expect(readdirSync(files()).filter((name) => name.startsWith(id))).toEqual([id]);
});

test('one that is cancelled ends with its process, even with one that hangs', async () => {
  const pid = await hangingProcess();
  const id = await begin('XLSX');
  await when(id, 'RUNNING');
  await inTransaction(archive.ctx(), (tx) => cancelExport(tx, id));
  while (exports.pids.includes(pid)) await pause(20);
  expect([await job(id), readdirSync(files()).filter((name) => name.startsWith(id))]).toMatchObject([
    { status: 'CANCELLED', attempts: 1 },
    [],
  ]);
});

test('the process reads only: it makes a file while somebody else holds the lock of writers', async () => {
  const part = await partFile(archive.config.dataDir, newId(), 'test');
  const order = { ctx: archive.ctx(), question, format: 'CSV' as const, part, job: { id: newId(), worker: 'test' } };
  const told: Progress[] = [];
  const made = await archive.app.db.transaction(async (connection) => {
    await connection.execute("UPDATE customer SET name = name WHERE id = ''");
    return exports.makeFile(order, { tell: (progress) => told.push(progress), signal: new AbortController().signal });
  });
  expect(made).toMatchObject({ doneRows: ROWS, totalRows: ROWS, sheetCount: 1 });
  expect(readFileSync(part, 'utf8').trim().split('\r\n')).toHaveLength(ROWS + 1);
});

test('a list is sent at once, through another process', async () => {
  const output = new PassThrough();
  let begun = false;
  const [bytes] = await Promise.all([
    buffer(output),
    exports.writeList({ ctx: archive.ctx(), question, format: 'CSV' }, async () => ((begun = true), output)),
  ]);
  expect([begun, bytes.toString().trim().split('\r\n').length]).toEqual([true, ROWS + 1]);
});

test('what is wrong with its question is told before a byte is sent', async () => {
  const wrong = { ...question, filter: { colour: {} } };
  let begun = false;
  await expect(
    exports.writeList(
      { ctx: archive.ctx(), question: wrong, format: 'CSV' },
      async () => ((begun = true), new PassThrough()),
    ),
  ).rejects.toMatchObject({ status: 400, code: 'EXPORT_ARGUMENT' });
  expect(begun).toBe(false);
});

test('a field that is closed to somebody is closed there too', async () => {
  const actor = { ...archive.actor, fieldRights: new Map([['Customer.grade', 'HIDDEN' as const]]) };
  const output = new PassThrough();
  const [bytes] = await Promise.all([
    buffer(output),
    exports.writeList({ ctx: { ...archive.ctx(), actor }, question, format: 'CSV' }, async () => output),
  ]);
  const rows = bytes.toString().trim().split('\r\n').slice(1);
  expect(new Set(rows.map((row) => row.split(',')[1]))).toEqual(new Set(['']));
});

test('a reader who goes away ends the work', async () => {
  const output = new PassThrough({ highWaterMark: 10 });
  const gone = new AbortController();
  const http = { setCookie: () => undefined, cookies: {}, userAgent: null, signal: () => gone.signal };
  const sending = exports.writeList({ ctx: { ...archive.ctx(), http }, question, format: 'CSV' }, async () => output);
  output.once('readable', () => {
    output.destroy();
    gone.abort();
  });
  await expect(sending).rejects.toBeTruthy();
});
