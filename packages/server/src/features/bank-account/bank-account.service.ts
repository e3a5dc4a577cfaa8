import { bankAccountFields, type Override } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import {
  deletedRecord,
  expectVersion,
  forUpdate,
  liveRecord,
  lockCustomers,
  requireLiveCustomer,
} from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { removeMany, restoreMany } from '../../platform/db/bin';
import { createMany, updateMany } from '../../platform/db/write';

const model = (tx: TxContext) => tx.models.get('BankAccount');

/** Who verified it, and when: kept by the archive beside the mark. Another number has to be verified anew. */
function withVerification(tx: TxContext, values: Values, current: Values = {}): Values {
  const renumbered = current.id !== undefined && typeof values.accountNumber === 'string';
  const verified = (values.verified ?? (renumbered ? false : current.verified)) === true;
  if (!renumbered && verified === (current.verified === true)) return values;
  return {
    ...values,
    verified,
    verifiedAt: verified ? tx.clock.now().toISOString() : null,
    verifiedById: verified ? (tx.actor?.userId ?? null) : null,
  };
}

/** The live accounts of a customer, held while one of them becomes the default. */
async function presentAccounts(tx: TxContext, customerId: string): Promise<{ id: string; isDefault: boolean }[]> {
  await lockCustomers(tx, [customerId]);
  const rows = await tx.connection.query<{ id: string; live_default: string | null }>(
    `SELECT id, live_default FROM bank_account WHERE customer_id = ? AND deleted_at IS NULL${forUpdate(tx)}`,
    [customerId],
  );
  return rows.map((row) => ({ id: row.id, isDefault: row.live_default !== null }));
}

/** Takes the mark off the present default account. */
async function takeMarkOff(tx: TxContext, accounts: readonly { id: string; isDefault: boolean }[]): Promise<void> {
  const marked = accounts.filter((account) => account.isDefault);
  await updateMany(
    tx,
    model(tx),
    marked.map(({ id }) => ({ id, patch: { isDefault: false } })),
  );
}

export interface NewBankAccount {
  input: unknown;
  overrides?: readonly Override[] | null;
}

/** Creates an account. The first one of a customer is its default; marking another takes the mark off the present one. */
export async function createBankAccount(tx: TxContext, { input, overrides }: NewBankAccount): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), bankAccountFields, input, { mode: 'create', overrides });
  const present = await presentAccounts(tx, values.customerId as string);
  const isDefault = values.isDefault === true || present.length === 0;
  if (isDefault) await takeMarkOff(tx, present);
  const [id] = await createMany(tx, model(tx), [{ ...withVerification(tx, values), isDefault }]);
  return id!;
}

export interface UpdateBankAccount {
  id: string;
  expectedVersion: number;
  patch: unknown;
  overrides?: readonly Override[] | null;
}

/** Changes fields. Making an account the default takes the mark off the present one; another number is no longer verified. */
export async function updateBankAccount(
  tx: TxContext,
  { id, expectedVersion, patch, overrides }: UpdateBankAccount,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const { values } = await parseRecord(tx, model(tx), bankAccountFields, patch, { mode: 'update', overrides, current });
  if (values.isDefault === true && !current.isDefault)
    await takeMarkOff(tx, await presentAccounts(tx, current.customerId as string));
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: withVerification(tx, values, current) }]);
  return id;
}

/** Moves an account to the recycle bin. */
export async function removeBankAccount(
  tx: TxContext,
  id: string,
  expectedVersion: number,
  reason: string | null,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  expectVersion(current, expectedVersion);
  if (current.isDefault)
    await updateMany(tx, model(tx), [{ id, expectedVersion, patch: { isDefault: false } }], { reason });
  await removeMany(tx, model(tx), [id], { reason });
  return id;
}

/** Back from the recycle bin; the only account of a customer is its default again. */
export async function restoreBankAccount(tx: TxContext, id: string): Promise<string> {
  const values = await deletedRecord(tx, model(tx), id);
  await requireLiveCustomer(tx, values);
  await restoreMany(tx, model(tx), [id]);
  if ((await presentAccounts(tx, values.customerId as string)).length === 1)
    await updateMany(tx, model(tx), [{ id, patch: { isDefault: true } }]);
  return id;
}
