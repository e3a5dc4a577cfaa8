import { contactFields, fieldError, type Override } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { deletedRecord, expectVersion, liveRecord, requireLiveCustomer } from '../../platform/db/one';
import { judge, parseRecord, resolveRefs } from '../../platform/db/parse';
import { removeMany, restoreMany } from '../../platform/db/bin';
import type { WriteOptions } from '../../platform/db/traces';
import { createMany, updateMany } from '../../platform/db/write';
import { UserFault, type UserErrorData } from '../../platform/graphql/user-fault';
import { demotePrimaries, isOnlyContact, settlePrimaries } from './contact.primary';

export interface ContactRow {
  input: unknown;
  overrides?: readonly Override[] | null;
}
export type ContactOutcome = { id: string; errors: null } | { id: null; errors: UserErrorData[] };

const model = (tx: TxContext) => tx.models.get('Contact');

/**
 * Creates contacts, each judged on its own: a faulty row does not keep the others out. The same rules for form, API and import.
 * The first contact of a customer becomes its primary one; marking another takes the mark off the present one.
 */
export async function createContacts(tx: TxContext, rows: readonly ContactRow[]): Promise<ContactOutcome[]> {
  const judged = rows.map(({ input, overrides }) =>
    judge(tx, contactFields, input, { entity: 'Contact', mode: 'create', overrides }),
  );
  const values = judged.map((one) => one.values);
  const refs = await resolveRefs(tx, model(tx), values);
  const strangers = await superiorFaults(
    tx,
    values.map((row, i) => (refs[i]!.length || !row.customerId ? {} : row)),
  );
  const errors = judged.map((one, i): UserErrorData[] => [...one.errors, ...refs[i]!, ...strangers[i]!]);
  const good = values.flatMap((row, i) => (errors[i]!.length === 0 ? [{ i, row }] : []));
  await settlePrimaries(
    tx,
    good.map(({ row }) => row),
  );
  const ids = await createMany(
    tx,
    model(tx),
    good.map(({ row }) => row),
  );
  const outcome = rows.map((_, i): ContactOutcome => ({ id: null, errors: errors[i]! }));
  good.forEach(({ i }, at) => (outcome[i] = { id: ids[at]!, errors: null }));
  return outcome;
}

/** Superiors that work for another customer, by row; one look-up for all rows. */
async function superiorFaults(tx: TxContext, rows: readonly Values[]): Promise<UserErrorData[][]> {
  const asked = [...new Set(rows.flatMap((row) => (row.reportsToId ? [row.reportsToId as string] : [])))];
  if (asked.length === 0) return rows.map(() => []);
  const found = await tx.connection.query<{ id: string; customer_id: string }>(
    `SELECT id, customer_id FROM contact WHERE id IN (${asked.map(() => '?').join(',')})`,
    asked,
  );
  const customerOf = new Map(found.map((row) => [row.id, row.customer_id]));
  return rows.map(({ reportsToId, customerId }) =>
    reportsToId && customerOf.get(reportsToId as string) !== customerId
      ? [fieldError('OTHER_CUSTOMER', ['reportsToId'], { field: contactFields.reportsToId.label })]
      : [],
  );
}

/** Nobody reports to themselves, nor to someone who reports to them, however far. */
async function reportsInCircle(tx: TxContext, id: string, superior: string): Promise<boolean> {
  const seen = new Set<string>();
  for (let at: string | null = superior; at && !seen.has(at);) {
    if (at === id) return true;
    seen.add(at);
    const [row]: { up: string | null }[] = await tx.connection.query(
      'SELECT reports_to_id AS up FROM contact WHERE id = ?',
      [at],
    );
    at = row?.up ?? null;
  }
  return false;
}

/** Creates one contact; throws what is wrong with it. Returns the raw id. */
export async function createContact(tx: TxContext, row: ContactRow): Promise<string> {
  const [outcome] = await createContacts(tx, [row]);
  if (outcome!.errors) throw new UserFault(outcome!.errors);
  return outcome!.id;
}

export interface UpdateContact {
  id: string;
  expectedVersion: number;
  patch: unknown;
  overrides?: readonly Override[] | null;
  /** How the trail names the change. */
  trace?: WriteOptions;
}

/** Changes fields. Making a contact primary takes the mark off the present one. */
export async function updateContact(
  tx: TxContext,
  { id, expectedVersion, patch, overrides, trace }: UpdateContact,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const { values } = await parseRecord(tx, model(tx), contactFields, patch, { mode: 'update', overrides, current });
  const superior = values.reportsToId as string | null | undefined;
  if (superior && superior !== current.reportsToId) {
    const faults = (await superiorFaults(tx, [{ ...current, ...values }]))[0]!;
    if (await reportsInCircle(tx, id, superior)) faults.push(fieldError('REPORTS_TO_SELF', ['reportsToId']));
    if (faults.length) throw new UserFault(faults);
  }
  if (values.isPrimary === true && !current.isPrimary) await demotePrimaries(tx, [current.customerId as string]);
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: values }], trace);
  return id;
}

/** Moves a contact to the recycle bin. A primary one loses its mark first: nobody is primary then. */
export async function removeContact(
  tx: TxContext,
  id: string,
  expectedVersion: number,
  reason: string | null,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  expectVersion(current, expectedVersion);
  if (current.isPrimary)
    await updateMany(tx, model(tx), [{ id, expectedVersion, patch: { isPrimary: false } }], { reason });
  await removeMany(tx, model(tx), [id], { reason });
  return id;
}

/** Back from the recycle bin; the only contact of a customer is its primary one again. */
export async function restoreContact(tx: TxContext, id: string): Promise<string> {
  const values = await deletedRecord(tx, model(tx), id);
  await requireLiveCustomer(tx, values);
  await restoreMany(tx, model(tx), [id]);
  if (await isOnlyContact(tx, values.customerId as string, id))
    await updateMany(tx, model(tx), [{ id, patch: { isPrimary: true } }]);
  return id;
}
