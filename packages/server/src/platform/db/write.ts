import { initialValues } from '@dossier/shared';
import type { AuditEntry, FieldChange } from '../audit/record';
import type { TxContext } from '../context/context';
import { fault } from '../graphql/user-fault';
import type { EntityModel } from '../query/model';
import { touchFollowers } from '../search/write';
import { sealValues } from '../secret/seal-values';
import { SealedSecret } from '../secret/sealed-secret';
import { encode, type Values } from './columns';
import { conflictOf } from './conflict';
import { translateDuplicates } from './duplicates';
import { newId } from './id';
import { insertRows } from './insert';
import { assertFieldsEditable, assertParentsWritable, assertWritable } from './rights';
import { keyColumns, loadValues, store } from './stored';
import { customerOf, leaveTraces, traceText, type WriteOptions } from './traces';

export interface Update {
  /** Raw id. */
  id: string;
  /** The version that the caller saw; left out for the archive's own rules. */
  expectedVersion?: number;
  /** What changes; null empties a field, undefined leaves it. */
  patch: Values;
}

/** Two numbers may look alike when they are masked. */
const isOtherSecret = (before: unknown, after: unknown): boolean => after instanceof SealedSecret && after !== before;

/** Inserts records with their audit rows, events and search documents. Values are parsed already; refs are raw ids. Returns raw ids in order. */
export async function createMany(
  tx: TxContext,
  model: EntityModel,
  rows: readonly Values[],
  options: WriteOptions = {},
): Promise<string[]> {
  await assertParentsWritable(tx, model, rows);
  const verb = options.verb ?? 'CREATE';
  const now = tx.clock.now().toISOString();
  const by = tx.actor?.userId ?? null;
  const stamp: Values =
    model.base === 'record'
      ? {
          version: 1,
          createdAt: now,
          createdById: by,
          updatedAt: now,
          updatedById: by,
          deletedAt: null,
          deletedById: null,
        }
      : {};
  const names = ['id', ...Object.keys(model.dictionary)];
  const initial = initialValues(model.dictionary);
  const records = rows.map((row): Values => {
    const id = (row.id as string | undefined) ?? newId();
    return sealValues(tx, model, { ...initial, ...row, ...stamp, id }, { id });
  });
  const encoded = records.map((values) => ({ ...encode(model, values, names), ...keyColumns(model, values, true) }));
  await translateDuplicates(model, () => insertRows(tx.connection, model.table, encoded));
  const entries = records.map((values): AuditEntry => ({
    model,
    recordId: values.id as string,
    customerId: customerOf(model, values.id as string, values, options),
    verb,
    version: 1,
    reason: options.reason,
    changes: Object.keys(model.dictionary)
      .filter((name) => !(name in stamp))
      .map((name): FieldChange => ({ field: name, before: null, after: traceText(model, tx, name, values[name]) }))
      .filter((change) => change.after !== null),
  }));
  const ids = records.map((values) => values.id as string);
  await leaveTraces(tx, model, verb, ids, entries, records, true);
  return ids;
}

/** Applies patches. A stale `expectedVersion` conflicts only where the same field was changed since. Returns the new versions by id. */
export async function updateMany(
  tx: TxContext,
  model: EntityModel,
  updates: readonly Update[],
  options: WriteOptions = {},
): Promise<Map<string, number>> {
  const verb = options.verb ?? 'UPDATE';
  const current = await loadValues(
    tx,
    model,
    updates.map((update) => update.id),
  );
  await assertWritable(tx, model, [...current.keys()]);
  const versions = new Map<string, number>();
  const entries: AuditEntry[] = [];
  const changed: Values[] = [];
  for (const { id, expectedVersion, patch: given } of updates) {
    const before = current.get(id);
    if (!before) throw fault('NOT_FOUND');
    const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const patch = sealValues(tx, model, wanted, { id, before });
    const version = before.version as number;
    const changes = Object.keys(patch)
      .map((name): FieldChange => ({
        field: name,
        before: traceText(model, tx, name, before[name]),
        after: traceText(model, tx, name, patch[name]),
      }))
      .filter(({ field, before: was, after: is }) => was !== is || isOtherSecret(before[field], patch[field]));
    versions.set(id, version);
    if (changes.length === 0) continue;
    assertFieldsEditable(
      tx,
      model,
      changes.map((change) => change.field),
    );
    if (expectedVersion !== undefined && expectedVersion !== version)
      await conflictOf(tx, model, id, expectedVersion, version, changes);
    const after: Values = {
      ...before,
      ...patch,
      version: version + 1,
      updatedAt: tx.clock.now().toISOString(),
      updatedById: tx.actor?.userId ?? null,
    };
    const columns = {
      ...encode(model, after, [...changes.map((change) => change.field), 'version', 'updatedAt', 'updatedById']),
      ...keyColumns(model, after, true),
    };
    if (!(await store(tx, model, { id, version }, columns))) throw fault('VERSION_CONFLICT');
    versions.set(id, version + 1);
    entries.push({
      model,
      recordId: id,
      customerId: customerOf(model, id, after, options),
      verb,
      version: version + 1,
      changes,
      reason: options.reason,
    });
    changed.push(after);
  }
  await leaveTraces(
    tx,
    model,
    verb,
    changed.map((values) => values.id as string),
    entries,
    changed,
    false,
  );
  await touchFollowers(
    tx,
    model,
    new Map(entries.map(({ recordId, changes }) => [recordId, changes.map(({ field }) => field)])),
  );
  return versions;
}
