import { contactFields, customerFields, scopeLabels, type Fields, type Label } from '@dossier/shared';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  createContext,
  type Actor,
  type App,
  type RequestContext,
  type TxContext,
} from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { UserFault } from '../../platform/graphql/user-fault';
import { openSheet, type SheetFile } from '../../platform/sheet/sheet';
import type { RowResult } from './chunk';
import { ImportError, note, problem, problemText, type Problem } from './import-problem';
import type { ImportTarget } from './import-target';
import {
  advanceJob,
  claimJob,
  endJob,
  insertResults,
  JobLost,
  loadJob,
  loadOutcomes,
  releaseJob,
  type Counts,
  type StoredJob,
} from './import.store';
import { countRows, inspectFile } from './inspect-file';
import { fromFieldError } from './judge-draft';
import { targetLabel, type Mapping } from './mapping';
import { keysOf, RowReader, type ReadRow } from './row-reader';
import { SeenCustomers } from './seen-customers';
import { draftEnvironment } from './draft-environment';
import { explainFailure } from './failure-text';
import { writeChunk } from './write-chunk';

/** What an import needs of the running archive. */
export interface ImportServices {
  app: App;
  target: ImportTarget;
  /** Where the uploaded file of a job lies. */
  fileOf(jobId: string): string;
  /** The person who started a job, with today's rights; null when they may no longer act. */
  actorOf(userId: string): Promise<Actor | null>;
  /** Business time zone, for dates that become instants. */
  timeZone: string;
  onError(error: unknown): void;
}

export interface RunOptions {
  onProgress?(doneRows: number, totalRows: number): void;
  /** The process ends: the job is given back after the chunk at hand. */
  signal?: AbortSignal;
}

/** Rows of one transaction: long enough to be quick, short enough that other writers and readers hardly wait. */
const CHUNK_ROWS = 200;

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
  const ctx: RequestContext = {
    ...system,
    actor: await services.actorOf(job.createdById),
    locale: job.locale,
    operationId: jobId,
  };
  const end = (status: 'DONE' | 'FAILED', failure: string | null) =>
    inTransaction(system, (tx) => endJob(tx, jobId, worker, status, failure));
  let file: SheetFile | null = null;
  try {
    if (!ctx.actor?.scopes.has('import:create'))
      throw new ImportError(problem('FORBIDDEN', null, { scope: scopeLabels['import:create'] }));
    file = await openSheet(services.fileOf(jobId));
    await new ImportRun(services, ctx, job, worker, options).run(file);
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
  }
}

class ImportRun {
  private readonly seen = new SeenCustomers();
  private readonly counts: Counts;
  private readonly messages: string[] = [];
  private readonly lifted = new Set<string>();
  private totalRows = 0;
  private mapping!: Mapping;
  private reader!: RowReader;
  private users: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly services: ImportServices,
    private readonly ctx: RequestContext,
    private readonly job: StoredJob,
    private readonly worker: string,
    private readonly options: RunOptions,
  ) {
    this.counts = { ...job.counts };
  }

  async run(file: SheetFile): Promise<void> {
    const { sheet, mapping } = await inspectFile(file);
    this.mapping = mapping;
    this.totalRows = await countRows(sheet, mapping);
    this.messages.push(...mapping.notes.map((one) => problemText(one, this.job.locale)));
    const about = {
      format: file.format,
      encoding: file.encoding ?? null,
      sheetName: sheet.name || null,
      totalRows: this.totalRows,
      mapping: this.describeMapping(),
    };
    await inTransaction(this.ctx, (tx) =>
      advanceJob(tx, this.job.id, this.worker, { values: { ...about, messages: this.messages } }),
    );
    const { environment, users } = await draftEnvironment(this.ctx, this.services.timeZone, sheet.date1904);
    this.users = users;
    this.reader = new RowReader(mapping, environment);
    const written = this.job.lastRow > 0 ? await loadOutcomes(this.ctx.connection, this.job.id) : null;
    let chunk: ReadRow[] = [];
    for await (const row of sheet.rows()) {
      const read = this.reader.read(row);
      if (!read) continue;
      if (written && row.number <= this.job.lastRow) this.remember(read, written);
      else if (chunk.push(read) >= CHUNK_ROWS) {
        await this.write(chunk);
        chunk = [];
      }
    }
    if (chunk.length > 0) await this.write(chunk);
  }

  private describeMapping(): Array<{ column: number; header: string; target: string }> {
    const labelOf = (kind: 'customer' | 'contact', field: string): Label =>
      ((kind === 'customer' ? customerFields : contactFields) as Fields)[field]!.label;
    return this.mapping.columns.map((column) => ({
      column: column.index + 1,
      header: column.title,
      target: targetLabel(column, labelOf)[this.job.locale],
    }));
  }

  /** A row of an earlier run: only what later rows of its customer need. */
  private remember(read: ReadRow, written: Awaited<ReturnType<typeof loadOutcomes>>): void {
    if (read.kind !== 'draft') return;
    const keys = keysOf(read.draft);
    const result = written.get(read.draft.row);
    if (!result || (!keys.code && !keys.name) || this.seen.find(keys)) return;
    const state =
      result.outcome === 'ERROR'
        ? 'failed'
        : result.outcome === 'SKIPPED' && this.job.onDuplicate === 'SKIP'
          ? 'skipped'
          : 'kept';
    this.seen.add(keys, {
      row: read.draft.row,
      name: String(read.draft.customer.name ?? ''),
      code: keys.code,
      state,
      id: result.customerId,
    });
  }

  /** Writes a chunk; when a row upsets the database, halves it until that row stands alone with its fault. */
  private async write(reads: readonly ReadRow[]): Promise<void> {
    this.liftUnitNotes(reads);
    try {
      await this.writeOnce(reads);
    } catch (error) {
      if (!isRowFault(error)) throw error;
      if (reads.length === 1) return this.keepFault(reads[0]!, error);
      const middle = Math.ceil(reads.length / 2);
      await this.write(reads.slice(0, middle));
      await this.write(reads.slice(middle));
      return;
    }
    this.options.onProgress?.(this.counts.doneRows, this.totalRows);
    this.options.signal?.throwIfAborted();
    await nextTurn();
  }

  private async writeOnce(reads: readonly ReadRow[]): Promise<void> {
    let seen = this.seen.fork();
    const attempt = (tx: TxContext): Promise<RowResult[]> => {
      // A deadlock replays the whole transaction, so nothing of an earlier attempt may be remembered.
      seen = this.seen.fork();
      return writeChunk(
        {
          tx,
          target: this.services.target,
          mapping: this.mapping,
          onDuplicate: this.job.onDuplicate,
          seen,
          users: this.users,
        },
        reads,
      );
    };
    const results = this.job.dryRun ? await this.rehearse(attempt) : null;
    const counts = await inTransaction(this.ctx, async (tx) => {
      const done = results ?? (await attempt(tx));
      return this.keep(tx, done);
    });
    if (this.job.dryRun) seen.forgetNewIds();
    seen.commit();
    Object.assign(this.counts, counts);
  }

  /** The same writes, rolled back. */
  private async rehearse(attempt: (tx: TxContext) => Promise<RowResult[]>): Promise<RowResult[]> {
    let results: RowResult[] = [];
    const rollback = new Error('dry run');
    await inTransaction(this.ctx, async (tx) => {
      results = await attempt(tx);
      throw rollback;
    }).catch((error: unknown) => {
      if (error !== rollback) throw error;
    });
    return results.map((result) => (result.outcome === 'CREATED' ? { ...result, customerId: null } : result));
  }

  private async keep(tx: TxContext, results: readonly RowResult[]): Promise<Counts> {
    const counts = addCounts(this.counts, results);
    counts.blankCount = this.reader.counts.blank;
    await insertResults(tx, this.job.id, results, this.job.locale);
    const lastRow = results.at(-1)!.row;
    await advanceJob(tx, this.job.id, this.worker, { counts, lastRow, values: { messages: this.messages } });
    return counts;
  }

  /** A row that the database itself refuses: its fault is kept, the others go on. */
  private async keepFault(read: ReadRow, error: unknown): Promise<void> {
    const row = read.kind === 'draft' ? read.draft.row : read.row;
    const problems =
      error instanceof UserFault
        ? error.errors.map((one) => fromFieldError(one, this.mapping, 0))
        : [problem('INTERNAL', null, { requestId: this.ctx.requestId })];
    if (!(error instanceof UserFault)) this.services.onError(error);
    const name = read.kind === 'draft' ? String(read.draft.customer.name ?? '') : null;
    const result: RowResult = {
      row,
      outcome: 'ERROR',
      customerName: name,
      customerId: null,
      contactCount: 0,
      problems,
    };
    if (read.kind === 'draft')
      this.seen.add(keysOf(read.draft), {
        row,
        name: name ?? '',
        code: keysOf(read.draft).code,
        state: 'failed',
        id: null,
      });
    Object.assign(this.counts, await inTransaction(this.ctx, (tx) => this.keep(tx, [result])));
  }

  /** "No unit" is said once for a column, not on every row. */
  private liftUnitNotes(reads: readonly ReadRow[]): void {
    for (const read of reads) {
      if (read.kind !== 'draft') continue;
      const units = read.draft.problems.filter(({ code }) => code === 'MONEY_WITHOUT_UNIT');
      if (units.length === 0) continue;
      read.draft.problems = read.draft.problems.filter(({ code }) => code !== 'MONEY_WITHOUT_UNIT');
      for (const { params } of units) this.say(note('MONEY_WITHOUT_UNIT', null, params), String(params.header));
    }
  }

  private say(message: Problem, key: string): void {
    if (this.lifted.has(key)) return;
    this.lifted.add(key);
    this.messages.push(problemText(message, this.job.locale));
  }
}

function addCounts(before: Counts, results: readonly RowResult[]): Counts {
  const counts = { ...before, doneRows: before.doneRows + results.length };
  for (const { outcome, contactCount } of results) {
    counts.contactCount += contactCount;
    if (outcome === 'CREATED') counts.createdCount++;
    else if (outcome === 'UPDATED') counts.updatedCount++;
    else if (outcome === 'SKIPPED') counts.skippedCount++;
    else if (outcome === 'ERROR') counts.errorCount++;
    else if (outcome === 'IGNORED') counts.ignoredCount++;
  }
  return counts;
}

/** Faults of a value, not of the database as a whole. */
const isRowFault = (error: unknown): boolean =>
  error instanceof UserFault ||
  /CONSTRAINT|ER_DUP_ENTRY|ER_DATA_TOO_LONG|ER_TRUNCATED|OUT_OF_RANGE|ER_BAD_NULL|ER_CHECK/.test(
    String((error as { code?: unknown }).code ?? ''),
  );
