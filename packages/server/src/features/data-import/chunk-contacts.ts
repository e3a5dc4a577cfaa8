import { contactFields, fold } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import { decode, type Values } from '../../platform/db/columns';
import { UserFault } from '../../platform/graphql/user-fault';
import { exposeId } from '../../platform/query/model';
import { fail, isOpen, type ChunkContext, type ChunkRow } from './chunk';
import { note } from './import-problem';
import { fromFieldError, titleOf } from './judge-draft';
import { mergeValues } from './merge-values';

type JudgedContact = ChunkRow['judged']['contacts'][number];
interface NewContact {
  row: ChunkRow;
  contact: JudgedContact;
}

/** Writes the contacts of a chunk: new ones in one batch, known ones completed. */
export async function writeContacts(context: ChunkContext, rows: readonly ChunkRow[]): Promise<void> {
  const open = rows.filter((row) => isOpen(row) && row.result.customerId && row.judged.contacts.length > 0);
  const kept = await loadContacts(
    context.tx,
    open.filter(({ isNew }) => !isNew).map(({ result }) => result.customerId!),
  );
  const added = new Map<string, JudgedContact[]>();
  const fresh: NewContact[] = [];
  for (const row of open) {
    for (const contact of row.judged.contacts) {
      const customerId = row.result.customerId!;
      const known = kept.get(customerId)?.find((values) => isSamePerson(values, contact.values));
      const earlier = added.get(customerId)?.some(({ values }) => isSamePerson(values, contact.values));
      if (known) await completeContact(context, row, contact, known);
      else if (earlier) row.result.problems.push(alreadyKept(contact));
      else {
        fresh.push({ row, contact });
        added.set(customerId, [...(added.get(customerId) ?? []), contact]);
      }
    }
  }
  await createContacts(context, fresh);
}

async function createContacts(context: ChunkContext, fresh: readonly NewContact[]): Promise<void> {
  if (fresh.length === 0) return;
  const customer = context.tx.models.get('Customer');
  const inputs = fresh.map(({ row, contact }) => ({
    input: { ...contact.draft.input, customerId: exposeId(customer, row.result.customerId!) },
  }));
  const outcomes = await context.target.createContacts(context.tx, inputs);
  fresh.forEach(({ row, contact }, index) => {
    const outcome = outcomes[index]!;
    if (outcome.errors)
      return fail(row, ...outcome.errors.map((error) => fromFieldError(error, context.mapping, contact.draft.ordinal)));
    row.result.contactCount++;
    if (row.result.outcome === 'IGNORED') row.result.outcome = 'CONTACT_ADDED';
  });
}

const alreadyKept = ({ values, draft }: JudgedContact) =>
  note('CONTACT_ALREADY_KEPT', null, { name: String(values.name ?? draft.input.name) });

/** The same name, and no other mobile: two people may share a name, one person has one mobile. */
function isSamePerson(a: Values, b: Values): boolean {
  if (fold(String(a.name)) !== fold(String(b.name))) return false;
  return !a.mobile || !b.mobile || a.mobile === b.mobile;
}

async function loadContacts(tx: TxContext, customerIds: readonly string[]): Promise<Map<string, Values[]>> {
  const ids = [...new Set(customerIds)];
  const byCustomer = new Map<string, Values[]>();
  if (ids.length === 0) return byCustomer;
  const model = tx.models.get('Contact');
  const found = await tx.connection.query(
    `SELECT * FROM contact WHERE deleted_at IS NULL AND customer_id IN (${ids.map(() => '?').join(',')})`,
    ids,
  );
  for (const row of found) {
    const values = decode(model, row);
    const customerId = values.customerId as string;
    byCustomer.set(customerId, [...(byCustomer.get(customerId) ?? []), values]);
  }
  return byCustomer;
}

async function completeContact(
  context: ChunkContext,
  row: ChunkRow,
  contact: JudgedContact,
  known: Values,
): Promise<void> {
  const ordinal = contact.draft.ordinal;
  const given = Object.fromEntries(Object.entries(contact.values).filter(([field]) => field in contact.draft.input));
  const { patch, notes } = mergeValues(known, given, {
    fields: contactFields,
    mode: row.merge,
    keptRow: row.seen?.row ?? null,
    titleOf: (field) => titleOf(context.mapping, field, ordinal),
  });
  row.result.problems.push(...notes);
  if (Object.keys(patch).length === 0) {
    row.result.problems.push(alreadyKept(contact));
    return;
  }
  try {
    await context.target.updateContact(context.tx, {
      id: known.id as string,
      expectedVersion: known.version as number,
      patch,
    });
    Object.assign(known, patch, { version: (known.version as number) + 1 });
    if (row.result.outcome === 'IGNORED') row.result.outcome = 'UPDATED';
  } catch (error) {
    if (!(error instanceof UserFault)) throw error;
    fail(row, ...error.errors.map((one) => fromFieldError(one, context.mapping, ordinal)));
  }
}
