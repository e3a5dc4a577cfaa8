import { fromCanonical, whyNotRestorable, type Field, type Label, type Override } from '@dossier/shared';
import type { FieldChange } from '../../platform/audit/record';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { liveRecord } from '../../platform/db/one';
import { closedFieldFaults } from '../../platform/db/rights';
import { traceText, type WriteOptions } from '../../platform/db/traces';
import { fault, type UserFault } from '../../platform/graphql/user-fault';
import { readableId } from '../../platform/query/ids';
import type { EntityModel } from '../../platform/query/model';
import { readTrail, rebuild, type Trace } from '../../platform/query/trail';
import { updateContact } from '../contact/contact.service';
import { updateContract } from '../contract/contract.service';
import { updateCustomer } from '../customer/customer.service';
import { formerItems } from './former-items';

/** What every restore is given. */
export interface Restore {
  /** Exposed id. */
  recordId: string;
  expectedVersion: number;
  reason?: string | null;
  overrides?: readonly Override[] | null;
}
/** A field that stays as it is, and why. */
export interface KeptField {
  field: string;
  why: Label;
}

interface Update extends Omit<Restore, 'recordId'> {
  id: string;
  patch: Record<string, unknown>;
  trace: WriteOptions;
}
/** The services of ordinary changes: what is brought back passes the same rules. */
const updates: Readonly<Record<string, (tx: TxContext, input: Update) => Promise<string>>> = {
  Customer: updateCustomer,
  Contact: updateContact,
  Contract: updateContract,
};

/** Gives a field the value that it had before a change of the trail. Returns the raw id. */
export async function restoreValue(
  tx: TxContext,
  { changeId, field, ...restore }: Restore & { changeId: string; field: string },
): Promise<string> {
  const { model, id } = target(tx, restore.recordId);
  await liveRecord(tx, model, id);
  const trace = (await readTrail(tx.connection, model, [id]))
    .get(id)!
    .find((one) => one.id === readableId(tx.models.get('Change'), changeId));
  const change = trace?.changes.find((one) => one.field === field);
  if (!trace || !change) throw fault('NOT_FOUND', [trace ? 'field' : 'changeId']);
  if (trace.version === 1) throw fault('NO_FORMER_VALUE', ['changeId']);
  const why = whyNotRestorable(model.name, model.dictionary, field);
  if (why) throw notRestorable(model, field, why);
  return update(tx, model, id, restore, { [field]: given(model, change) }, 'RESTORE_VALUE');
}

/** Gives a record the values of a former version, as far as they can be brought back; tells what stays. */
export async function restoreVersion(
  tx: TxContext,
  { version, ...restore }: Restore & { version: number },
): Promise<{ id: string; kept: KeptField[] }> {
  const { model, id } = target(tx, restore.recordId);
  const current = await liveRecord(tx, model, id);
  const trail = (await readTrail(tx.connection, model, [id])).get(id)!;
  const then = rebuild(tx.models, model, current, trail, (trace) => trace.version <= version);
  if (!then || !trail.some((trace) => trace.version === version)) throw fault('NOT_FOUND', ['version']);
  const { patch, kept } = difference(tx, model, current, then);
  if (model.name === 'Contract') {
    const items = await formerItems(tx, id, next(trail, version));
    if (items) patch.items = items;
  }
  if (Object.keys(patch).length > 0) await update(tx, model, id, restore, patch, 'RESTORE_VERSION');
  return { id, kept };
}

const next = (trail: readonly Trace[], version: number): Trace | null =>
  trail.find((trace) => trace.version > version) ?? null;

function target(tx: TxContext, recordId: string): { model: EntityModel; id: string } {
  const model = tx.models.ofId(recordId);
  if (!model?.asOf) throw fault('NOT_FOUND', ['recordId']);
  if (!updates[model.name]) throw notRestorable(model, null, whyNotRestorable(model.name, model.dictionary, '')!);
  return { model, id: readableId(model, recordId) };
}

function notRestorable(model: EntityModel, name: string | null, why: Label): UserFault {
  const field = (name && model.dictionary[name]?.label) || model.label;
  return fault('NOT_RESTORABLE', name ? ['field'] : ['recordId'], { field, why });
}

/** The value before a change, as a caller would give it. */
const given = (model: EntityModel, { field, before }: Pick<FieldChange, 'field' | 'before'>): unknown =>
  fromCanonical(model.dictionary[field] as Field, before);

function difference(
  tx: TxContext,
  model: EntityModel,
  current: Values,
  then: Values,
): { patch: Record<string, unknown>; kept: KeptField[] } {
  const patch: Record<string, unknown> = {};
  const kept: KeptField[] = [];
  for (const [name, field] of Object.entries(model.dictionary)) {
    const before = traceText(model, tx, name, then[name]);
    if (stamps.has(name) || field.inner || before === traceText(model, tx, name, current[name])) continue;
    const value = given(model, { field: name, before });
    const [closed] = closedFieldFaults(tx, model, model.dictionary, { [name]: value });
    const why = whyNotRestorable(model.name, model.dictionary, name) ?? (closed ? noRight : null);
    if (why) kept.push({ field: name, why });
    else patch[name] = value;
  }
  return { patch, kept };
}
const stamps: ReadonlySet<string> = new Set([
  'version',
  'createdAt',
  'createdById',
  'updatedAt',
  'updatedById',
  'deletedAt',
  'deletedById',
]);
const noRight: Label = { zh: '您没有修改该字段的权限', en: 'You may not change this field' };

function update(
  tx: TxContext,
  model: EntityModel,
  id: string,
  { expectedVersion, overrides, reason }: Restore,
  patch: Record<string, unknown>,
  verb: 'RESTORE_VALUE' | 'RESTORE_VERSION',
): Promise<string> {
  return updates[model.name]!(tx, {
    id,
    expectedVersion,
    overrides,
    patch,
    trace: { verb, reason: reason?.trim() || null },
  });
}
