import { customerFields } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { reachable } from '../../platform/db/rights';
import { loadValues } from '../../platform/db/stored';
import { UserFault, type Candidate, type UserErrorData } from '../../platform/graphql/user-fault';
import { readableId } from '../../platform/query/ids';
import { exposeId } from '../../platform/query/model';
import { fail, isOpen, type ChunkContext, type ChunkRow } from './chunk';
import { note, problem } from './import-problem';
import { fromFieldError, overridesOf, titleOf } from './judge-draft';
import { mergeValues } from './merge-values';
import { keysOf } from './row-reader';
import type { SeenCustomer } from './seen-customers';

const DOUBLES = new Set(['DUPLICATE_CREDIT_CODE', 'DUPLICATE_NAME']);

/** Creates the customers that this file names for the first time; those the archive has go by the chosen option. */
export async function createNew(context: ChunkContext, rows: readonly ChunkRow[]): Promise<void> {
  const holders = await codeHolders(context.tx, rows);
  const fresh = rows.filter(
    (row) => !takeHolder(context, row, holders.get(String(row.draft.customer.code ?? '').toUpperCase())),
  );
  const outcomes = await context.target.createCustomers(
    context.tx,
    fresh.map(({ draft }) => ({ input: draft.customer, overrides: overridesOf(draft) })),
  );
  fresh.forEach((row, index) => {
    const outcome = outcomes[index]!;
    if (outcome.errors === null) {
      Object.assign(row.seen!, { id: outcome.id, isNew: true });
      row.isNew = true;
      row.result.outcome = 'CREATED';
      row.result.customerId = outcome.id;
    } else refuse(context, row, outcome.errors);
  });
}

/** Live customers in the importer's range that hold one of the given 客户编号. */
async function codeHolders(tx: TxContext, rows: readonly ChunkRow[]): Promise<Map<string, Candidate>> {
  const codes = [
    ...new Set(
      rows.flatMap(({ draft }) => (typeof draft.customer.code === 'string' ? [draft.customer.code.toUpperCase()] : [])),
    ),
  ];
  if (codes.length === 0) return new Map();
  const model = tx.models.get('Customer');
  const range = reachable(tx, model);
  const found = await tx.connection.query<{ id: string; name: string; code: string; credit: string | null }>(
    `SELECT id, name, live_code AS code, live_credit_code AS credit FROM customer t0 WHERE live_code IN (${codes.map(() => '?').join(',')}) AND ${range.text}`,
    [...codes, ...range.params],
  );
  return new Map(
    found.map(({ id, name, code, credit }) => [
      code,
      { id: exposeId(model, id), name, unifiedSocialCreditCode: credit, ownerName: null },
    ]),
  );
}

/** A number that the archive has names its customer; with another credit code it is a clash, not the same customer. */
function takeHolder(context: ChunkContext, row: ChunkRow, holder: Candidate | undefined): boolean {
  if (!holder) return false;
  const given = keysOf(row.draft).code;
  if (given && holder.unifiedSocialCreditCode && given !== holder.unifiedSocialCreditCode) {
    const column = titleOf(context.mapping, 'code', 0);
    failFirst(row);
    fail(row, problem('DUPLICATE_CODE', column, { value: String(row.draft.customer.code) }));
  } else meet(context, row, holder.id!, holder.name);
  return true;
}

function refuse(context: ChunkContext, row: ChunkRow, errors: readonly UserErrorData[]): void {
  const double = errors.find(({ code }) => DOUBLES.has(code));
  const candidate = double?.candidates?.[0];
  // one that somebody else looks after is not touched: the error names that person
  if (errors.length === 1 && double && candidate?.id) {
    const given = keysOf(row.draft).code;
    const other = candidate.unifiedSocialCreditCode;
    if (!(double.code === 'DUPLICATE_NAME' && given && other && given !== other))
      return meet(context, row, candidate.id, candidate.name);
    failFirst(row);
    return fail(
      row,
      problem('SAME_NAME_OTHER_CODE', titleOf(context.mapping, 'name', 0), { name: candidate.name, code: other }),
    );
  }
  failFirst(row);
  fail(row, ...errors.map((error) => fromFieldError(error, context.mapping, 0)));
}

const failFirst = (row: ChunkRow): void => {
  if (row.seen) row.seen.state = 'failed';
};

/** The archive has this customer: skip, update or refuse, as the importer chose. */
function meet(context: ChunkContext, row: ChunkRow, id: string, name: string): void {
  const raw = readableId(context.tx.models.get('Customer'), id);
  row.result.customerId = raw;
  if (context.onDuplicate === 'ERROR') {
    failFirst(row);
    fail(row, problem('ALREADY_KEPT_ERROR', null, { name }));
    return;
  }
  row.seen!.id = raw;
  if (context.onDuplicate === 'UPDATE') {
    row.merge = 'overwrite';
    return;
  }
  row.seen!.state = 'skipped';
  row.result.outcome = 'SKIPPED';
  row.result.problems.push(note('ALREADY_KEPT', null, { name }));
}

/** Completes customers that exist by the rows that name them, in the order of the sheet. */
export async function completeExisting(context: ChunkContext, rows: readonly ChunkRow[]): Promise<void> {
  const open = rows.filter((row) => isOpen(row) && !row.isNew && row.seen?.id);
  const model = context.tx.models.get('Customer');
  const current = await loadValues(context.tx, model, [...new Set(open.map(({ seen }) => seen!.id!))]);
  for (const row of open) {
    row.result.customerId = row.seen!.id;
    const values = current.get(row.seen!.id!);
    if (values) await complete(context, row, row.seen!, values, current);
    else fail(row, problem('NOT_FOUND'));
  }
}

async function complete(
  context: ChunkContext,
  row: ChunkRow,
  seen: SeenCustomer,
  values: Values,
  current: Map<string, Values>,
): Promise<void> {
  const given = withRawOwner(context.tx, row.judged.customer);
  const { patch, notes } = mergeValues(values, given, {
    fields: customerFields,
    nameOf: (id) => context.users.get(id) ?? id,
    mode: row.merge,
    keptRow: seen.row,
    titleOf: (field) => titleOf(context.mapping, field, 0),
  });
  row.result.problems.push(...notes);
  if (Object.keys(patch).length === 0) return;
  try {
    const update = {
      id: seen.id!,
      expectedVersion: values.version as number,
      patch: exposeRefs(patch, row),
      overrides: overridesOf(row.draft),
    };
    await context.target.updateCustomer(context.tx, update);
    row.result.outcome = 'UPDATED';
    const [fresh] = (await loadValues(context.tx, context.tx.models.get('Customer'), [seen.id!])).values();
    if (fresh) current.set(seen.id!, fresh);
  } catch (error) {
    if (!(error instanceof UserFault)) throw error;
    fail(row, ...error.errors.map((one) => fromFieldError(one, context.mapping, 0)));
  }
}

/** Stored records hold raw ids of references, callers give exposed ones. */
const withRawOwner = (tx: TxContext, values: Values): Values =>
  typeof values.ownerId === 'string'
    ? { ...values, ownerId: readableId(tx.models.get('User'), values.ownerId) }
    : values;

const exposeRefs = (patch: Values, row: ChunkRow): Values =>
  'ownerId' in patch ? { ...patch, ownerId: row.draft.customer.ownerId } : patch;
