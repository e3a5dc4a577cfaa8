import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ExportProcesses } from '../../app/export-processes';
import { exportServices } from '../../app/export-services';
import { newId } from '../../platform/db/id';
import { inTransaction } from '../../platform/db/transaction';
import { createMany } from '../../platform/db/write';
import { openProcessArchive, type ProcessArchive } from '../../test/process-archive';
import { runExport } from './export-run';
import { startExport } from './export.service';

// a million rows take minutes: `npm run test:long` asks for them
const long = Boolean(process.env.DOSSIER_TEST_LONG);
const ROWS = long ? Number(process.env.DOSSIER_EXPORT_ROWS ?? 1_000_000) : 3_000;
const CEILING_MB = 300;
/** What the two processes carry here and the built ones do not: the compiler of the source. */
const COMPILERS_MB = 140;

/** Makes rows as fast as the database can: copies of one customer, told apart by their ids and names; all changed at once. */
async function fill({ app, ctx }: ProcessArchive): Promise<void> {
  const [id] = await inTransaction(ctx(), (tx) =>
    createMany(tx, tx.models.get('Customer'), [
      { name: '样本有限公司', registeredCapital: { amount: '1200000.00', currency: 'CNY' } },
    ]),
  );
  const [row] = await app.db.read.query<Record<string, unknown>>('SELECT * FROM customer WHERE id = ?', [id]);
  const kept = Object.entries(row!).filter(
    ([column, value]) => value !== null && !column.startsWith('live_') && column !== 'id',
  );
  const columns = ['id', ...kept.map(([column]) => column)];
  const BATCH = 50;
  for (let done = 1; done < ROWS;) {
    await app.db.transaction(async (connection) => {
      for (let i = 0; i < 400 && done < ROWS; i++) {
        const n = Math.min(BATCH, ROWS - done);
        const values = Array.from({ length: n }, (_, k) => [
          newId(),
          ...kept.map(([column, value]) => (column === 'name' ? `样本${done + k}有限公司` : value)),
        ]);
        const marks = values.map((one) => `(${one.map(() => '?').join(',')})`).join(',');
        await connection.execute(
          `INSERT INTO customer (${columns.map((one) => `\`${one}\``).join(',')}) VALUES ${marks}`,
          values.flat(),
        );
        done += n;
      }
    });
  }
}

/** Processes below one, with those below them. */
async function below(parent: number): Promise<number[]> {
  const text = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8').catch(() => '');
  const own = text.trim().split(' ').filter(Boolean).map(Number);
  return [...own, ...(await Promise.all(own.map(below))).flat()];
}
/** Memory in MB that a process has for itself: pages of the database's file are the system's, which takes them back as it likes. */
async function ownMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss_Anon:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1000;
}
const sum = async (pids: number[]): Promise<number> => (await Promise.all(pids.map(ownMb))).reduce((a, b) => a + b, 0);

/** By an order whose keys are all equal, by one that the rows are told apart by, and by one that no index gives. */
const cases = [
  { format: 'CSV', orderBy: null },
  { format: 'XLSX', orderBy: [{ name: { direction: 'ASC' } }] },
  { format: 'JSONL', orderBy: [{ relationshipStage: { direction: 'DESC' } }, { website: { direction: 'ASC' } }] },
] as const;

test(
  `${ROWS} rows in less than ${CEILING_MB} MB, each counted, while the server goes on answering`,
  async () => {
    const archive = await openProcessArchive();
    const { app, schema, config } = archive;
    await fill(archive);
    const exports = new ExportProcesses({ env: archive.env });
    const services = exportServices(app, schema, config, (error) => {
      throw error;
    });
    for (const { format, orderBy } of cases) {
      const columns = ['name', 'code', 'registeredCapital', 'createdAt', 'owner.name'];
      const question = { list: 'customers', columns, filter: null, orderBy, search: null };
      const id = await inTransaction(archive.ctx(), (tx) => startExport(tx, schema, question, { format }));
      const memory = async () => sum([process.pid, ...(await below(process.pid))]);
      const before = await sum([process.pid]);
      let peak = 0;
      const delay = monitorEventLoopDelay({ resolution: 1 });
      const watch = setInterval(() => void memory().then((mb) => (peak = Math.max(peak, mb))), 500);
      delay.enable();
      const began = performance.now();
      await runExport(services, id, 'long', { makeFile: exports.makeFile });
      clearInterval(watch);
      delay.disable();
      const [job] = await app.db.read.query<Record<string, number | string>>(
        'SELECT status, total_rows, done_rows, size_bytes, failure FROM export_job WHERE id = ?',
        [id],
      );
      process.stdout.write(
        `${format} ${ROWS} rows: ${((performance.now() - began) / 1000).toFixed(1)} s, this process and those of the export ${(peak - before).toFixed(0)} MB more than ${before.toFixed(0)} MB, loop p99 ${(delay.percentile(99) / 1e6 - 1).toFixed(0)} ms, max ${(delay.max / 1e6 - 1).toFixed(0)} ms, ${JSON.stringify(job)}\n`,
      );
      expect(job).toMatchObject({ status: 'DONE', total_rows: ROWS, done_rows: ROWS });
      if (format !== 'XLSX')
        expect(linesIn(join(config.dataDir, 'exports', id))).toBe(ROWS + (format === 'CSV' ? 1 : 0));
      expect(peak - before).toBeLessThan(CEILING_MB + COMPILERS_MB);
    }
    exports.close();
    await archive.close();
  },
  45 * 60_000,
);

function linesIn(path: string): number {
  let lines = 0;
  for (const byte of readFileSync(path)) if (byte === 10) lines++;
  return lines;
}
