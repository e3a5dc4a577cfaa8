import { initialValues, type AuditVerb } from '@dossier/shared';
import { recordAudit, type AuditEntry, type FieldChange } from '../audit/record';
import type { TxContext } from '../context/context';
import { fault } from '../graphql/user-fault';
import { recordEvents } from '../outbox/record';
import { exposeId, type EntityModel } from '../query/model';
import { TRUE, type Sql } from '../query/sql';
import { sealValues } from '../secret/seal-values';
import { SealedSecret } from '../secret/sealed-secret';
import { touchFollowers, touchSearch } from '../search/write';
import { auditText, decode, encode, type Values } from './columns';
import { conflictOf } from './conflict';
import { translateDuplicates } from './duplicates';
import { newId } from './id';
import { insertRows } from './insert';
import { assertFieldsEditable, assertParentsWritable, assertWritable, reachable } from './rights';

/** What a writer may be told beside the values. */
export interface WriteOptions {
  /** Domain verb for the audit trail and the event (`SUBMIT` → `contract.submit`); default CREATE, UPDATE, REMOVE, RESTORE. */
  verb?: AuditVerb;
  /** Why, in the user's words. */
  reason?: string | null;
  /** The customer whose file the records belong to, where their own values do not tell. */
  customerId?: string | null;
}
export interface Update {
  /** Raw id. */
  id: string;
  /** The version that the caller saw; left out for the archive's own rules. */
  expectedVersion?: number;
  /** What changes; null empties a field, undefined leaves it. */
  patch: Values;
}

const placeholders = (ids: readonly unknown[]): string => ids.map(() => '?').join(',');
const eventOf = (model: EntityModel, verb: string): string =>
  `${model.name[0]!.toLowerCase()}${model.name.slice(1)}.${verb.toLowerCase()}`;

/** The customer a record belongs to. */
const customerOf = (model: EntityModel, id: string, values: Values, options: WriteOptions): string | null =>
  model.name === 'Customer' ? id : ((values.customerId as string | null | undefined) ?? options.customerId ?? null);

/** An id in the trail is the exposed one. */
export function traceText(
  model: EntityModel,
  tx: Pick<TxContext, 'models'>,
  name: string,
  value: unknown,
): string | null {
  const ref = model.refs.get(name);
  const target = ref && 'target' in ref.field ? tx.models.get(ref.field.target) : undefined;
  return target && value ? exposeId(target, String(value)) : auditText(value);
}

/** Two numbers may look alike when they are masked. */
const isOtherSecret = (before: unknown, after: unknown): boolean => after instanceof SealedSecret && after !== before;

/** The derived key columns of a record. */
export const keyColumns = (model: EntityModel, values: Values, live: boolean): Record<string, unknown> =>
  Object.fromEntries((model.keys ?? []).map(({ column, key }) => [column, live ? key(values) : null]));

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
  await after(tx, model, verb, ids, entries, records, true);
  return ids;
}

/** Reads records in the caller's range as values, locked for the rest of the transaction; deleted ones only on request. Missing ids are absent from the map. */
export async function loadValues(
  tx: TxContext,
  model: EntityModel,
  ids: readonly string[],
  deleted = false,
): Promise<Map<string, Values>> {
  return load(tx, model, ids, { deleted, range: reachable(tx, model) });
}

/** The same whoever asks: what belongs to a record goes with it, seen or not. */
async function load(
  tx: TxContext,
  model: EntityModel,
  ids: readonly string[],
  { deleted, range }: { deleted: boolean; range: Sql },
): Promise<Map<string, Values>> {
  if (ids.length === 0) return new Map();
  const state = model.base === 'record' ? ` AND deleted_at IS ${deleted ? 'NOT ' : ''}NULL` : '';
  const lock = tx.db.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const rows = await tx.connection.query(
    `SELECT * FROM ${model.table} t0 WHERE id IN (${placeholders(ids)})${state}${range === TRUE ? '' : ` AND ${range.text}`}${lock}`,
    [...ids, ...range.params],
  );
  return new Map(rows.map((row) => [row.id as string, decode(model, row)]));
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
    const set = Object.keys(columns)
      .map((name) => `\`${name}\` = ?`)
      .join(', ');
    const { affected } = await translateDuplicates(model, () =>
      tx.connection.execute(`UPDATE ${model.table} SET ${set} WHERE id = ? AND version = ?`, [
        ...Object.values(columns),
        id,
        version,
      ]),
    );
    if (affected !== 1) throw fault('VERSION_CONFLICT');
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
  await after(
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
    const set = Object.keys(columns)
      .map((name) => `\`${name}\` = ?`)
      .join(', ');
    await translateDuplicates(model, () =>
      tx.connection.execute(`UPDATE ${model.table} SET ${set} WHERE id = ? AND version = ?`, [
        ...Object.values(columns),
        id,
        values.version,
      ]),
    );
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
  await after(tx, model, step.verb, ids, entries, [...records.values()], false);
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
    const children = await load(tx, child, found, { deleted: step.at === null, range: TRUE });
    await setDeleted(tx, child, children, below);
  }
}

/** What every write leaves behind. */
async function after(
  tx: TxContext,
  model: EntityModel,
  verb: string,
  ids: readonly string[],
  entries: readonly AuditEntry[],
  records: readonly Values[],
  created: boolean,
): Promise<void> {
  await recordAudit(tx, entries);
  await recordEvents(tx, eventOf(model, verb), model.name, ids);
  touchSearch(tx, model, records, created);
}
