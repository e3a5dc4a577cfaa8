import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ExportFormat } from '@dossier/shared';
import { inTransaction } from '../../platform/db/transaction';
import { createMany } from '../../platform/db/write';
import { openSheet } from '../../platform/sheet/sheet';
import { openProcessArchive, type ProcessArchive } from '../../test/process-archive';
import { long } from '../../test/seed';
import { startExport } from './export.service';

// the server of exports is killed at a random moment: `npm run test:long` asks for more rounds
const rounds = long ? 12 : 2;
const ROWS = 4000;
jest.setTimeout(rounds * 60_000 + 120_000);

let archive: ProcessArchive;
beforeAll(async () => {
  archive = await openProcessArchive();
  for (let done = 0; done < ROWS; done += 500)
    await inTransaction(archive.ctx(), (tx) =>
      createMany(
        tx,
        tx.models.get('Customer'),
        Array.from({ length: 500 }, (_, i) => ({ name: `中断${done + i}有限公司` })),
      ),
    );
});
const servers = new Set<ChildProcess>();
afterAll(async () => {
  // after a failure too, nothing goes on that works on what is gone
  for (const server of servers) await kill(server);
  await archive.close();
});

const folder = (): string => path.join(archive.config.dataDir, 'exports');
// the folder is made with the first file
const filesOf = (id: string): string[] =>
  existsSync(folder()) ? readdirSync(folder()).filter((name) => name.startsWith(id)) : [];
function startServer(): ChildProcess {
  const server = spawn(
    process.execPath,
    ['-r', '@swc-node/register', path.join(__dirname, 'export-crash.fixture.ts')],
    {
      cwd: path.join(__dirname, '../../..'),
      stdio: ['ignore', 'inherit', 'inherit'],
      env: archive.env,
    },
  );
  servers.add(server);
  return server;
}
const kill = async (child: ChildProcess): Promise<void> => {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await ended;
  servers.delete(child);
};
interface Job {
  status: string;
  done_rows: number;
  size_bytes: number | string | null;
  failure: string | null;
}
async function job(id: string): Promise<Job> {
  const [row] = await archive.app.db.read.query<Job>(
    'SELECT status, done_rows, size_bytes, failure FROM export_job WHERE id = ?',
    [id],
  );
  return row!;
}
async function until(id: string, wanted: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const found = await job(id);
    if (wanted(found)) return found;
    await pause(10);
  }
}
/** Rows of a file that has its name. */
async function rowsIn(id: string, format: ExportFormat): Promise<number> {
  const file = path.join(folder(), id);
  if (format !== 'XLSX') return readFileSync(file, 'utf8').trim().split('\n').length - (format === 'CSV' ? 1 : 0);
  const book = await openSheet(file);
  let rows = -1;
  for await (const { cells } of (await book.sheet(0)).rows()) rows += cells.length > 0 ? 1 : 0;
  await book.close();
  return rows;
}

it(`an export whose server is killed is resumed; a file has its name whole or not at all (${rounds} rounds)`, async () => {
  const question = {
    list: 'customers',
    columns: ['name', 'code', 'createdAt'],
    filter: null,
    orderBy: null,
    search: null,
  };
  for (let round = 0; round < rounds; round++) {
    const format = (['XLSX', 'CSV', 'JSONL'] as const)[round % 3]!;
    const id = await inTransaction(archive.ctx(), (tx) => startExport(tx, archive.schema, question, { format }));
    const server = startServer();
    await until(id, ({ status }) => status !== 'QUEUED');
    // most while the file is written or just has been, some while its process still starts
    while (round % 4 !== 3 && filesOf(id).length === 0) await pause(5);
    await pause(Math.random() * 400);
    await kill(server);
    // whatever the moment was: a file with its name is whole, and only a job that is done has one
    const left = await job(id);
    if (filesOf(id).includes(id)) expect(await rowsIn(id, format)).toBe(ROWS);
    if (left.status === 'DONE') expect(filesOf(id)).toContain(id);
    expect(['QUEUED', 'RUNNING', 'DONE']).toContain(left.status);

    // the processes of the dead server end by themselves; the next one takes over
    const next = startServer();
    const done = await until(id, ({ status }) => status === 'DONE' || status === 'FAILED');
    expect(done).toMatchObject({ status: 'DONE', done_rows: ROWS, failure: null });
    expect(await rowsIn(id, format)).toBe(ROWS);
    expect(Number(done.size_bytes)).toBe(statSync(path.join(folder(), id)).size);
    // what the dead one's process had written is removed by that process, or by the sweep
    while (filesOf(id).length > 1) await pause(20);
    expect(filesOf(id)).toEqual([id]);
    await kill(next);
  }
});
