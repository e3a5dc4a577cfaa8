import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChunkContext, ChunkRow, RowResult } from './chunk';
import { fail, isOpen } from './chunk';
import { completeExisting, createNew } from './chunk-customers';
import { writeContacts } from './chunk-contacts';
import { hasError } from './draft';
import { note, problem } from './import-problem';
import { judgeDraft, saysAnother } from './judge-draft';
import { keysOf, type ReadRow } from './row-reader';
import type { SeenCustomer } from './seen-customers';

/**
 * Rows of one batch. The embedded database answers at once, so a chunk would hold the process for its whole length: others get a turn
 * between small batches. A server is waited for anyway: there each batch costs a score of journeys.
 */
const SLICE_ROWS = { sqlite: 40, mysql: 200 } as const;

/** Writes the rows of one chunk in the transaction of its context. A faulty row keeps only itself out. */
export async function writeChunk(context: ChunkContext, reads: readonly ReadRow[]): Promise<RowResult[]> {
  const rows: ChunkRow[] = [];
  const results = reads.map((read): RowResult => {
    if (read.kind === 'aside') return { ...emptyResult(read.row), problems: [read.problem] };
    if (read.kind === 'repeat') {
      return {
        ...emptyResult(read.row),
        outcome: 'SKIPPED',
        problems: [note('IMPORT_DUPLICATE_ROW', null, { row: read.of })],
      };
    }
    const row = prepare(context, read.draft);
    rows.push(row);
    return row.result;
  });
  const slice = SLICE_ROWS[context.tx.db.dialect];
  const first = rows.filter((row) => isOpen(row) && row.seen?.row === row.draft.row);
  for (let at = 0; at < first.length; at += slice) {
    await createNew(context, first.slice(at, at + slice));
    await nextTurn();
  }
  passOnFailures(rows);
  await completeExisting(context, rows);
  for (let at = 0; at < rows.length; at += slice) {
    await writeContacts(context, rows.slice(at, at + slice));
    await nextTurn();
  }
  for (const row of rows) if (row.result.outcome === 'IGNORED') settle(row);
  return results;
}

const emptyResult = (row: number): RowResult => ({
  row,
  outcome: 'IGNORED',
  customerName: null,
  customerId: null,
  contactCount: 0,
  problems: [],
});

/** Judges a row and finds its customer among those that this file named before. */
function prepare(context: ChunkContext, draft: ChunkRow['draft']): ChunkRow {
  const judged = judgeDraft(draft, context.mapping, context.tx.clock.today());
  const name = typeof draft.customer.name === 'string' ? draft.customer.name : null;
  const result: RowResult = {
    ...emptyResult(draft.row),
    customerName: name,
    problems: [...draft.problems, ...judged.problems],
  };
  const row: ChunkRow = { draft, judged, result, seen: null, isNew: false, merge: 'fill' };
  const keys = keysOf(draft);
  const known = keys.code || keys.name ? context.seen.find(keys) : null;
  if (known && known.code && keys.code && known.code !== keys.code) return meetNamesake(context, row, known);
  if (known) joinKnown(row, known);
  else if (keys.code || keys.name) {
    row.seen = {
      row: draft.row,
      name: name ?? '',
      code: keys.code,
      state: hasError(result) ? 'failed' : 'kept',
      id: null,
    };
    context.seen.add(keys, row.seen);
  }
  if (hasError(result)) row.result.outcome = 'ERROR';
  return row;
}

/** Another credit code under the same name: two companies, if the clerk says so. */
function meetNamesake(context: ChunkContext, row: ChunkRow, known: SeenCustomer): ChunkRow {
  const keys = keysOf(row.draft);
  if (!saysAnother(row.draft.overrideReason)) fail(row, problem('SAME_NAME_OTHER_ROW', null, { row: known.row }));
  row.seen = {
    row: row.draft.row,
    name: known.name,
    code: keys.code,
    state: hasError(row.result) ? 'failed' : 'kept',
    id: null,
  };
  context.seen.add({ code: keys.code, name: null }, row.seen);
  if (hasError(row.result)) row.result.outcome = 'ERROR';
  return row;
}

function joinKnown(row: ChunkRow, known: SeenCustomer): void {
  row.seen = known;
  if (known.state === 'skipped') skipWith(row, known);
}

function skipWith(row: ChunkRow, known: SeenCustomer): void {
  if (row.result.outcome === 'ERROR') return;
  row.result.outcome = 'SKIPPED';
  row.result.customerId = known.id;
  row.result.problems.push(note('ALREADY_KEPT', null, { name: known.name }));
}

/** A row cannot join a customer whose first row did not get in. */
function passOnFailures(rows: readonly ChunkRow[]): void {
  for (const row of rows) {
    const { seen } = row;
    if (!seen || seen.row === row.draft.row || !isOpen(row)) continue;
    if (seen.state === 'failed') fail(row, problem('SAME_CUSTOMER_FAILED', null, { row: seen.row }));
    else if (seen.state === 'skipped') skipWith(row, seen);
  }
}

/** The row named a customer that exists and brought nothing new; or, in a dry run, one that an earlier chunk would have made. */
function settle({ result, seen, judged }: ChunkRow): void {
  const contacts = seen?.id === null ? judged.contacts.length : 0;
  result.outcome = contacts > 0 ? 'CONTACT_ADDED' : 'SKIPPED';
  result.contactCount = contacts;
  if (contacts === 0 && result.problems.length === 0) result.problems.push(note('NOTHING_NEW'));
}
