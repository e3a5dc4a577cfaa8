import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { forUpdate, lockCustomers } from '../../platform/db/one';
import { updateMany } from '../../platform/db/write';

/** Takes the primary mark off the live contacts of these customers. */
export async function demotePrimaries(tx: TxContext, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return;
  await lockCustomers(tx, customerIds);
  const rows = await tx.connection.query<{ id: string }>(
    `SELECT id FROM contact WHERE live_primary IN (${customerIds.map(() => '?').join(',')})${forUpdate(tx)}`,
    customerIds,
  );
  await updateMany(
    tx,
    tx.models.get('Contact'),
    rows.map(({ id }) => ({ id, patch: { isPrimary: false } })),
  );
}

/**
 * Settles who is primary among new contacts, in place: of those marked the last of a customer wins and the present one steps
 * back; where nobody is marked, the first contact that a customer ever gets is primary.
 */
export async function settlePrimaries(tx: TxContext, rows: readonly Values[]): Promise<void> {
  const customers = [...new Set(rows.map((row) => row.customerId as string))];
  if (customers.length === 0) return;
  await lockCustomers(tx, customers);
  const present = await tx.connection.query<{ customer_id: string }>(
    `SELECT DISTINCT customer_id FROM contact WHERE deleted_at IS NULL AND customer_id IN (${customers.map(() => '?').join(',')})${forUpdate(tx)}`,
    customers,
  );
  const known = new Set(present.map((row) => row.customer_id));
  const chosen = new Map<string, Values>();
  for (const row of rows) {
    const customer = row.customerId as string;
    if (row.isPrimary || (!known.has(customer) && !chosen.has(customer))) chosen.set(customer, row);
  }
  for (const row of rows) row.isPrimary = chosen.get(row.customerId as string) === row;
  await demotePrimaries(
    tx,
    [...chosen.keys()].filter((customer) => known.has(customer)),
  );
}

/** Whether a customer has no live contact besides this one. */
export async function isOnlyContact(tx: TxContext, customerId: string, id: string): Promise<boolean> {
  const rows = await tx.connection.query(
    'SELECT id FROM contact WHERE customer_id = ? AND deleted_at IS NULL AND id <> ? LIMIT 1',
    [customerId, id],
  );
  return rows.length === 0;
}
