import { fieldError, savedViewFields, versionedOfView, type FieldError } from '@dossier/shared';
import { GraphQLList, GraphQLNonNull, type GraphQLInputType, type GraphQLSchema } from 'graphql';
import { actorOf, type TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { expectVersion, liveRecord } from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { removeMany } from '../../platform/db/bin';
import { createMany, updateMany } from '../../platform/db/write';
import { UserFault } from '../../platform/graphql/user-fault';
import { concealIn } from '../../platform/secret/conceal';
import {
  assertMayShare,
  isNewContent,
  jsonFaults,
  revisionContent,
  writeRevision,
  type Versioned,
} from '../saved/saved.revisions';

const kind: Versioned = { ref: 'viewId', fields: versionedOfView };
const model = (tx: TxContext) => tx.models.get('SavedView');

/** Filter and order are what the list itself would take, and hold nothing that must not lie about in plain text. */
function faultsOf(tx: TxContext, schema: GraphQLSchema, list: unknown, values: Values): FieldError[] {
  const filterType = schema.getType(`${String(list)}Filter`) as GraphQLInputType | undefined;
  const orderType = schema.getType(`${String(list)}Order`) as GraphQLInputType | undefined;
  if (!filterType || !orderType) return [fieldError('UNKNOWN_LIST', ['list'], { value: String(list) })];
  const found: FieldError[] = [];
  if (values.filter) {
    const { value, faults } = jsonFaults(values.filter, filterType, ['filter'], 'SAVED_FILTER_INVALID');
    found.push(...faults);
    if (JSON.stringify(concealIn(tx.models, value)) !== JSON.stringify(value))
      found.push(fieldError('SAVED_SECRET', ['filter']));
  }
  if (values.orderBy) {
    const type = new GraphQLList(new GraphQLNonNull(orderType));
    found.push(...jsonFaults(values.orderBy, type, ['orderBy'], 'SAVED_FILTER_INVALID').faults);
  }
  return found;
}

function check(tx: TxContext, schema: GraphQLSchema, list: unknown, values: Values): void {
  const faults = faultsOf(tx, schema, list, values);
  if (faults.length) throw new UserFault(faults);
}

/** Saves a view of the caller's. Returns the raw id. */
export async function createSavedView(tx: TxContext, schema: GraphQLSchema, input: unknown): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), savedViewFields, input, { mode: 'create' });
  assertMayShare(tx, 'view:share', values.visibility);
  check(tx, schema, values.list, values);
  const [id] = await createMany(tx, model(tx), [{ ...values, ownerId: actorOf(tx).userId, revision: 1 }]);
  await writeRevision(tx, kind, { id: id!, number: 1, values });
  return id!;
}

export interface ChangeSavedView {
  id: string;
  expectedVersion: number;
  patch: unknown;
}

/** Changes a view; what it shows becomes a new version. */
export async function updateSavedView(
  tx: TxContext,
  schema: GraphQLSchema,
  { id, expectedVersion, patch }: ChangeSavedView,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const { values } = await parseRecord(tx, model(tx), savedViewFields, patch, { mode: 'update', current });
  assertMayShare(tx, 'view:share', values.visibility, current.visibility);
  check(tx, schema, current.list, values);
  await save(tx, { id, expectedVersion, current, patch: values });
  return id;
}

/** Brings an earlier version back, as a new one. */
export async function restoreSavedView(
  tx: TxContext,
  schema: GraphQLSchema,
  { id, expectedVersion, revision }: { id: string; expectedVersion: number; revision: number },
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const patch = await revisionContent(tx, kind, id, revision);
  check(tx, schema, current.list, patch);
  await save(tx, { id, expectedVersion, current, patch }, 'RESTORE_VERSION');
  return id;
}

async function save(
  tx: TxContext,
  { id, expectedVersion, current, patch }: { id: string; expectedVersion: number; current: Values; patch: Values },
  verb?: 'RESTORE_VERSION',
): Promise<void> {
  const after = { ...current, ...patch };
  const fresh = isNewContent(kind, current, after);
  const number = (current.revision as number) + 1;
  const changes = fresh ? { ...patch, revision: number } : patch;
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: changes }], verb && { verb });
  if (fresh) await writeRevision(tx, kind, { id, number, values: after });
}

/** Removes a view; lists that began with it begin with all records again. */
export async function removeSavedView(
  tx: TxContext,
  { id, expectedVersion, reason }: { id: string; expectedVersion: number; reason: string | null },
): Promise<string> {
  expectVersion(await liveRecord(tx, model(tx), id), expectedVersion);
  await removeMany(tx, model(tx), [id], { reason });
  await tx.connection.execute('DELETE FROM list_default WHERE view_key = ?', [`${model(tx).prefix}_${id}`]);
  return id;
}
