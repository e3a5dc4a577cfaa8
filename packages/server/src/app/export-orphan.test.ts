import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { partFile } from '../features/data-export/export-files';
import { startExport } from '../features/data-export/export.service';
import { claimJob } from '../features/data-export/export.store';
import { inTransaction } from '../platform/db/transaction';
import { createMany } from '../platform/db/write';
import { openProcessArchive, type ProcessArchive } from '../test/process-archive';
import type { Asked, FromChild, Order, ToChild } from './export-orders';
import { ExportPool } from './export-pool';

// a process is started from source
jest.setTimeout(120_000);
let archive: ProcessArchive;
beforeAll(async () => {
  archive = await openProcessArchive();
  const names = Array.from({ length: 300 }, (_, i) => ({ name: `孤儿${i}有限公司` }));
  await inTransaction(archive.ctx(), (tx) => createMany(tx, tx.models.get('Customer'), names));
});
afterAll(() => archive.close());

const question = { list: 'customers', columns: ['name'], filter: null, orderBy: null, search: null };
const asked = (): Asked => ({ actor: archive.actor, locale: 'zh', requestId: 'test', ip: null, operationId: 'test' });
const send = (child: ChildProcess, message: ToChild): boolean => child.send(message);

/** Gives an order as the server does, until `wanted` comes. */
function follow(child: ChildProcess, order: Order, wanted: FromChild['kind']): Promise<void> {
  return new Promise((resolve, reject) => {
    const hear = (message: FromChild): void => {
      if (message.kind === wanted) {
        child.off('message', hear);
        resolve();
      } else if (message.kind === 'failed') reject(new Error(JSON.stringify(message.refusal)));
      else send(child, { kind: 'go' });
    };
    child.on('message', hear);
    send(child, order);
  });
}

test('a process that sent lists before gives back the file it makes when its server is gone', async () => {
  const child = await new ExportPool({ env: archive.env }).take();
  for (let i = 0; i < 3; i++) await follow(child, { kind: 'list', question, format: 'CSV', asked: asked() }, 'done');

  const id = await inTransaction(archive.ctx(), (tx) => startExport(tx, archive.schema, question, { format: 'XLSX' }));
  const job = { id, worker: 'gone' };
  expect(await inTransaction(archive.ctx(), (tx) => claimJob(tx, job.id, job.worker))).toBe(true);
  const part = await partFile(archive.config.dataDir, job.id, job.worker);
  const ended = once(child, 'exit');
  send(child, { kind: 'file', question, format: 'XLSX', part, job, asked: asked() });
  // what was sent before arrives before
  child.disconnect();

  expect(await ended).toEqual([0, null]);
  expect(await archive.app.db.read.query('SELECT status, worker, attempts FROM export_job WHERE id = ?', [id])).toEqual(
    [{ status: 'QUEUED', worker: null, attempts: 0 }],
  );
  expect(readdirSync(join(archive.config.dataDir, 'exports'))).toEqual([]);
});

test('a process that sends a list ends with its server', async () => {
  const child = await new ExportPool({ env: archive.env }).take();
  // nobody takes the bytes that come next
  await follow(child, { kind: 'list', question, format: 'CSV', asked: asked() }, 'begun');
  const ended = once(child, 'exit');
  child.disconnect();
  expect(await ended).toEqual([0, null]);
});
