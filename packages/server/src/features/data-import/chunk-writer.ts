import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TxContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { UserFault } from '../../platform/graphql/user-fault';
import type { RowResult } from './chunk';
import { note, problem, problemText } from './import-problem';
import { insertResults, type WrittenRow } from './import-row.store';
import type { Run } from './import-services';
import { advanceJob, type Counts } from './import.store';
import { fromFieldError } from './judge-draft';
import type { Mapping } from './mapping';
import { keysOf, type ReadRow } from './row-reader';
import { SeenCustomers, type SeenChunk, type SeenCustomer } from './seen-customers';
import { writeChunk } from './write-chunk';

/** What is known of the file while its rows are written. */
export interface FileFacts {
  mapping: Mapping;
  /** Names of users by raw id. */
  users: ReadonlyMap<string, string>;
  /** What is said about the file as a whole; grows. */
  messages: string[];
  totalRows: number;
  blankRows(): number;
}

/** Writes the rows of a file chunk by chunk and remembers its customers from one chunk to the next. */
export class ChunkWriter {
  private readonly seen = new SeenCustomers();
  private readonly unitsTold = new Set<string>();
  private counts: Counts;

  constructor(
    private readonly run: Run,
    private readonly file: FileFacts,
  ) {
    this.counts = run.job.counts;
  }

  /** Writes a chunk; when a row upsets the database, halves it until that row stands alone with its fault. */
  async write(reads: readonly ReadRow[]): Promise<void> {
    for (const read of reads) this.liftUnitNotes(read);
    try {
      await this.writeOnce(reads);
    } catch (error) {
      if (!isRowFault(error)) throw error;
      if (reads.length === 1) return this.keepFault(reads[0]!, error);
      const middle = Math.ceil(reads.length / 2);
      await this.write(reads.slice(0, middle));
      return this.write(reads.slice(middle));
    }
    this.run.onProgress?.(this.counts.doneRows, this.file.totalRows);
    this.run.signal?.throwIfAborted();
    await nextTurn();
  }

  /** A row that an earlier run has written: only what later rows of its customer need. */
  remember(read: ReadRow, written: ReadonlyMap<number, WrittenRow>): void {
    if (read.kind !== 'draft') return;
    this.liftUnitNotes(read);
    const { draft } = read;
    const keys = keysOf(draft);
    const result = written.get(draft.row);
    if (!result || (!keys.code && !keys.name)) return;
    const known = this.seen.find(keys);
    const namesake = Boolean(known?.code && keys.code && known.code !== keys.code);
    if (known && !namesake) return;
    const customer: SeenCustomer = {
      row: draft.row,
      name: String(draft.customer.name ?? ''),
      code: keys.code,
      state: this.stateOf(result),
      id: result.customerId,
    };
    this.seen.add(namesake ? { code: keys.code, name: null } : keys, customer);
  }

  private stateOf({ outcome }: WrittenRow): SeenCustomer['state'] {
    if (outcome === 'ERROR') return 'failed';
    return outcome === 'SKIPPED' && this.run.job.onDuplicate === 'SKIP' ? 'skipped' : 'kept';
  }

  private async writeOnce(reads: readonly ReadRow[]): Promise<void> {
    const { ctx, job, services } = this.run;
    let seen: SeenChunk = this.seen.fork();
    const attempt = (tx: TxContext): Promise<RowResult[]> => {
      // A deadlock replays the whole transaction, so nothing of an earlier attempt may be remembered.
      seen = this.seen.fork();
      const { mapping, users } = this.file;
      return writeChunk({ tx, target: services.target, mapping, onDuplicate: job.onDuplicate, seen, users }, reads);
    };
    const rehearsed = job.dryRun ? await this.rehearse(attempt) : null;
    const counts = await inTransaction(ctx, async (tx) => this.keep(tx, rehearsed ?? (await attempt(tx))));
    if (job.dryRun) seen.forgetNewIds();
    seen.commit();
    this.counts = counts;
  }

  /** The same writes, rolled back. */
  private async rehearse(attempt: (tx: TxContext) => Promise<RowResult[]>): Promise<RowResult[]> {
    let results: RowResult[] = [];
    const rollback = new Error('dry run');
    await inTransaction(this.run.ctx, async (tx) => {
      results = await attempt(tx);
      throw rollback;
    }).catch((error: unknown) => {
      if (error !== rollback) throw error;
    });
    return results.map((result) => (result.outcome === 'CREATED' ? { ...result, customerId: null } : result));
  }

  private async keep(tx: TxContext, results: readonly RowResult[]): Promise<Counts> {
    const { job, worker } = this.run;
    const counts = { ...addCounts(this.counts, results), blankCount: this.file.blankRows() };
    await insertResults(tx, job.id, results, job.locale);
    await advanceJob(tx, job.id, worker, {
      counts,
      lastRow: results.at(-1)!.row,
      values: { messages: this.file.messages },
    });
    return counts;
  }

  /** A row that the database itself refuses: its fault is kept, the others go on. */
  private async keepFault(read: ReadRow, error: unknown): Promise<void> {
    const { ctx, services } = this.run;
    const known = error instanceof UserFault;
    if (!known) services.onError(error);
    const problems = known
      ? error.errors.map((one) => fromFieldError(one, this.file.mapping, 0))
      : [problem('INTERNAL', null, { requestId: ctx.requestId })];
    const row = read.kind === 'draft' ? read.draft.row : read.row;
    const name = read.kind === 'draft' ? String(read.draft.customer.name ?? '') : '';
    if (read.kind === 'draft') {
      const keys = keysOf(read.draft);
      this.seen.add(keys, { row, name, code: keys.code, state: 'failed', id: null });
    }
    const result: RowResult = {
      row,
      outcome: 'ERROR',
      customerName: name,
      customerId: null,
      contactCount: 0,
      problems,
    };
    this.counts = await inTransaction(ctx, (tx) => this.keep(tx, [result]));
  }

  /** "No unit" is said once for a column, not on every row. */
  private liftUnitNotes(read: ReadRow): void {
    if (read.kind !== 'draft') return;
    const { draft } = read;
    for (const { code, params } of draft.problems) {
      if (code !== 'MONEY_WITHOUT_UNIT' || this.unitsTold.has(String(params.header))) continue;
      this.unitsTold.add(String(params.header));
      this.file.messages.push(problemText(note(code, null, params), this.run.job.locale));
    }
    draft.problems = draft.problems.filter(({ code }) => code !== 'MONEY_WITHOUT_UNIT');
  }
}

const COUNTED = {
  CREATED: 'createdCount',
  UPDATED: 'updatedCount',
  SKIPPED: 'skippedCount',
  ERROR: 'errorCount',
  IGNORED: 'ignoredCount',
} as const;

function addCounts(before: Counts, results: readonly RowResult[]): Counts {
  const counts = { ...before, doneRows: before.doneRows + results.length };
  for (const { outcome, contactCount } of results) {
    counts.contactCount += contactCount;
    if (outcome !== 'CONTACT_ADDED') counts[COUNTED[outcome]]++;
  }
  return counts;
}

/** Faults of a value, not of the database as a whole. */
const isRowFault = (error: unknown): boolean =>
  error instanceof UserFault ||
  /CONSTRAINT|ER_DUP_ENTRY|ER_DATA_TOO_LONG|ER_TRUNCATED|OUT_OF_RANGE|ER_BAD_NULL|ER_CHECK/.test(
    String((error as { code?: unknown }).code ?? ''),
  );
