import { contactFields, customerFields, scopeLabels, type Fields, type Label } from '@dossier/shared';
import { createContext, type Actor, type RequestContext } from '../../platform/context/context';
import { lengthenLog } from '../../platform/db/bulk-load';
import { inTransaction } from '../../platform/db/transaction';
import { openSheet, type SheetFile } from '../../platform/sheet/sheet';
import { ChunkWriter } from './chunk-writer';
import { withoutClosedColumns } from './closed-columns';
import { draftEnvironment } from './draft-environment';
import { explainFailure } from './failure-text';
import { ImportError, problem, problemText } from './import-problem';
import { loadOutcomes } from './import-row.store';
import type { ImportServices, Run, RunOptions } from './import-services';
import { advanceJob, claimJob, endJob, JobLost, loadJob, releaseJob } from './import.store';
import { countRows, inspectFile } from './inspect-file';
import { importFile } from './import-files';
import { targetLabel, type Mapping } from './mapping';
import { RowReader, type ReadRow } from './row-reader';

/**
 * Rows of one transaction: the first few soon show whether the file is what was meant; later ones are many enough that a page of an
 * index is written once for several of them, and few enough that others who write hardly wait.
 */
const FIRST_CHUNK_ROWS = 200;
const CHUNK_ROWS = 400;

/**
 * Runs a job to its end. Each chunk commits its records, its results and the progress together, so a crash loses nothing and
 * repeats nothing: the next worker goes on after the last committed row.
 */
export async function runJob(
  services: ImportServices,
  jobId: string,
  worker: string,
  options: RunOptions = {},
): Promise<void> {
  const system = createContext(services.app, { actor: null, requestId: `import-${jobId}` });
  if (!(await inTransaction(system, (tx) => claimJob(tx, jobId, worker)))) return;
  const job = (await loadJob(services.app.db.read, jobId))!;
  const actor = await services.actorOf(job.createdById);
  const ctx: RequestContext = { ...system, actor, locale: job.locale, operationId: jobId, source: job.fileName };
  const end = (status: 'DONE' | 'FAILED', failure: string | null) =>
    inTransaction(system, (tx) => endJob(tx, jobId, worker, status, failure));
  let file: SheetFile | null = null;
  try {
    assertMayImport(actor);
    file = await openSheet(importFile(services.dataDir, jobId));
    await lengthenLog(services.app.db, true);
    await importRows({ services, ctx, job, worker, ...options }, file);
    await end('DONE', null);
  } catch (error) {
    if (error instanceof JobLost) return;
    if (options.signal?.aborted) return void (await inTransaction(system, (tx) => releaseJob(tx, jobId, worker)));
    const { text, expected } = explainFailure(error, job.locale);
    if (!expected) services.onError(error);
    await end('FAILED', text).catch((lost: unknown) => {
      if (!(lost instanceof JobLost)) throw lost;
    });
  } finally {
    await file?.close();
    await lengthenLog(services.app.db, false).catch(services.onError);
  }
}

function assertMayImport(actor: Actor | null): void {
  if (actor?.scopes.has('import:create')) return;
  throw new ImportError(problem('FORBIDDEN', null, { scope: scopeLabels['import:create'] }));
}

async function importRows(run: Run, file: SheetFile): Promise<void> {
  const { ctx, job, services, worker } = run;
  const { sheet, mapping: found } = await inspectFile(file);
  const mapping = withoutClosedColumns(ctx, found);
  const totalRows = await countRows(sheet, mapping);
  const messages = mapping.notes.map((one) => problemText(one, job.locale));
  const about = {
    format: file.format,
    encoding: file.encoding ?? null,
    sheetName: sheet.name || null,
    totalRows,
    mapping: describeMapping(mapping, job.locale),
    messages,
  };
  await inTransaction(ctx, (tx) => advanceJob(tx, job.id, worker, { values: about }));
  const { environment, users } = await draftEnvironment(ctx, services.timeZone, sheet.date1904);
  const reader = new RowReader(mapping, environment);
  const writer = new ChunkWriter(run, { mapping, users, messages, totalRows, blankRows: () => reader.counts.blank });
  const written = job.lastRow > 0 ? await loadOutcomes(ctx.connection, job.id) : null;
  let chunk: ReadRow[] = [];
  let chunkRows = FIRST_CHUNK_ROWS;
  for await (const row of sheet.rows()) {
    const read = reader.read(row);
    if (!read) continue;
    if (written && row.number <= job.lastRow) writer.remember(read, written);
    else if (chunk.push(read) >= chunkRows) {
      await writer.write(chunk);
      chunk = [];
      chunkRows = CHUNK_ROWS;
    }
  }
  if (chunk.length > 0) await writer.write(chunk);
}

function describeMapping(
  { columns }: Mapping,
  locale: 'zh' | 'en',
): Array<{ column: number; header: string; target: string }> {
  const labelOf = (kind: 'customer' | 'contact', field: string): Label =>
    ((kind === 'customer' ? customerFields : contactFields) as Fields)[field]!.label;
  return columns.map((column) => ({
    column: column.index + 1,
    header: column.title,
    target: targetLabel(column, labelOf)[locale],
  }));
}
