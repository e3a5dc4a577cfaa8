import { applyOverrides, fieldError, type FieldError, type Override } from '@dossier/shared';
import type { TxContext } from '../context/context';
import { fault, UserFault } from '../graphql/user-fault';
import type { EntityModel } from '../query/model';
import type { Values } from './columns';
import { versionAhead } from './conflict';
import { loadValues } from './stored';

/** One live record, locked for the rest of the transaction; says whether it is gone or only in the recycle bin. */
export async function liveRecord(tx: TxContext, model: EntityModel, id: string): Promise<Values> {
  const values = (await loadValues(tx, model, [id])).get(id);
  if (values) return values;
  throw fault((await loadValues(tx, model, [id], true)).has(id) ? 'DELETED' : 'NOT_FOUND');
}

/** One record of the recycle bin, locked; says whether it is live or does not exist at all. */
export async function deletedRecord(tx: TxContext, model: EntityModel, id: string): Promise<Values> {
  const values = (await loadValues(tx, model, [id], true)).get(id);
  if (values) return values;
  throw fault((await loadValues(tx, model, [id])).has(id) ? 'NOT_DELETED' : 'NOT_FOUND');
}

/** Ends a `SELECT` that is to see and hold the latest rows; SQLite has one writer at a time and needs none. */
export const forUpdate = (tx: TxContext): string => (tx.db.dialect === 'mysql' ? ' FOR UPDATE' : '');

/** Holds customers while something that is kept once per customer (primary contact, grade) is settled. */
export async function lockCustomers(tx: TxContext, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)].sort();
  if (wanted.length === 0 || tx.db.dialect !== 'mysql') return;
  await tx.connection.query(
    `SELECT id FROM customer WHERE id IN (${wanted.map(() => '?').join(',')}) ORDER BY id FOR UPDATE`,
    wanted,
  );
}

/** For operations on the record as a whole: nobody may have changed anything since it was seen. */
export function expectVersion(values: Values, expected: number): void {
  const version = values.version as number;
  if (version === expected) return;
  if (expected > version) throw versionAhead(expected, version);
  throw new UserFault([{ ...fieldError('VERSION_CONFLICT', []), fields: [], currentVersion: version }]);
}

/** What the children of a record have to say against its removal, accepted warnings left out; the reason of those that were accepted. */
export async function removalFaults(
  tx: TxContext,
  model: EntityModel,
  id: string,
  overrides: readonly Override[],
): Promise<{ errors: FieldError[]; reason: string | null }> {
  const faults: FieldError[] = [];
  for (const child of tx.models.all()) {
    const parent = child.childOf && (child.refs.get(child.childOf)?.field as { target?: string } | undefined)?.target;
    if (parent === model.name && child.againstRemoval)
      faults.push(...(await child.againstRemoval(tx.connection, id, tx.actor)));
  }
  const { errors, overridden } = applyOverrides(faults, overrides);
  return { errors, reason: overridden[0]?.reason ?? null };
}

/** A child cannot come back while its customer is in the recycle bin. */
export async function requireLiveCustomer(tx: TxContext, values: Values): Promise<void> {
  const id = values.customerId as string;
  if (!(await loadValues(tx, tx.models.get('Customer'), [id])).has(id)) throw fault('PARENT_DELETED', ['customerId']);
}
