import type { AuditVerb } from '@dossier/shared';
import type { AuditEntry } from '../audit/record';
import type { TxContext } from '../context/context';
import type { EntityModel } from '../query/model';
import { TRUE } from '../query/sql';
import { encode, type Values } from './columns';
import { assertWritable } from './rights';
import { keyColumns, loadAny, loadValues, placeholders, store } from './stored';
import { customerOf, leaveTraces, type WriteOptions } from './traces';

/** Moves records to the recycle bin, with all records declared as their children. */
export async function removeMany(
  tx: TxContext,
  model: EntityModel,
  ids: readonly string[],
  options: WriteOptions = {},
): Promise<void> {
  await assertWritable(tx, model, ids);
  await setDeleted(tx, model, await loadValues(tx, model, ids), {
    at: tx.clock.now().toISOString(),
    verb: options.verb ?? 'REMOVE',
    options,
  });
}

/** Brings records back from the recycle bin, with the children that went there together with them. A unique key that another record holds by now answers Duplicate. */
export async function restoreMany(
  tx: TxContext,
  model: EntityModel,
  ids: readonly string[],
  options: WriteOptions = {},
): Promise<void> {
  await assertWritable(tx, model, ids);
  await setDeleted(tx, model, await loadValues(tx, model, ids, true), {
    at: null,
    verb: options.verb ?? 'RESTORE',
    options,
  });
}

async function setDeleted(
  tx: TxContext,
  model: EntityModel,
  records: Map<string, Values>,
  step: { at: string | null; verb: AuditVerb; options: WriteOptions },
): Promise<void> {
  if (records.size === 0) return;
  const entries: AuditEntry[] = [];
  for (const [id, values] of records) {
    const next: Values = {
      ...values,
      deletedAt: step.at,
      deletedById: step.at ? (tx.actor?.userId ?? null) : null,
      version: (values.version as number) + 1,
    };
    const columns = {
      ...encode(model, next, ['deletedAt', 'deletedById', 'version']),
      ...keyColumns(model, next, step.at === null),
    };
    await store(tx, model, { id, version: values.version as number }, columns);
    entries.push({
      model,
      recordId: id,
      customerId: customerOf(model, id, values, step.options),
      verb: step.verb,
      version: next.version as number,
      changes: [],
      reason: step.options.reason,
    });
  }
  const ids = [...records.keys()];
  await leaveTraces(tx, model, step.verb, ids, entries, [...records.values()], false);
  // lines of a contract do not know the customer: it is handed down where it is one and the same
  const customers = new Set(entries.map(({ customerId }) => customerId));
  const below = {
    ...step,
    options: { ...step.options, customerId: customers.size === 1 ? entries[0]!.customerId : null },
  };
  for (const child of tx.models
    .all()
    .filter((candidate) => candidate.childOf && candidate.refs.get(candidate.childOf)?.field.kind === 'ref')) {
    const ref = child.refs.get(child.childOf!)!;
    if ((ref.field as { target: string }).target !== model.name) continue;
    // children that were deleted on their own earlier stay deleted: only those with the parent's instant come back
    const [state, params] = step.at
      ? ['deleted_at IS NULL', []]
      : [`deleted_at IN (${placeholders(ids)})`, [...records.values()].map((v) => v.deletedAt)];
    const rows = await tx.connection.query<{ id: string }>(
      `SELECT id FROM ${child.table} WHERE \`${ref.column}\` IN (${placeholders(ids)}) AND ${state}`,
      [...ids, ...params],
    );
    const found = rows.map((row) => row.id);
    const children = await loadAny(tx, child, found, { deleted: step.at === null, range: TRUE });
    await setDeleted(tx, child, children, below);
  }
}
