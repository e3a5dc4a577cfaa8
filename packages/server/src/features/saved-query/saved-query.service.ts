import {
  isPublishedName,
  savedQueryFields,
  savedQueryRules,
  versionedOfQuery,
  type QueryParameter,
} from '@dossier/shared';
import type { GraphQLSchema } from 'graphql';
import { actorOf, type TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { expectVersion, liveRecord } from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { removeMany } from '../../platform/db/bin';
import { createMany, updateMany } from '../../platform/db/write';
import { fault, UserFault } from '../../platform/graphql/user-fault';
import { assertMayShare, isNewContent, revisionContent, writeRevision, type Versioned } from '../saved/saved.revisions';
import { queryFaults } from './query-document';

const kind: Versioned = { ref: 'queryId', fields: versionedOfQuery };
const model = (tx: TxContext) => tx.models.get('SavedQuery');

/** A query is kept only as one that can run today. */
function check(tx: TxContext, schema: GraphQLSchema, values: Values): void {
  const faults = queryFaults(schema, tx.models, {
    document: String(values.document),
    parameters: (values.parameters as QueryParameter[] | null | undefined) ?? null,
  });
  if (faults.length) throw new UserFault(faults);
}

/** Saves a query of the caller's. Returns the raw id. */
export async function createSavedQuery(tx: TxContext, schema: GraphQLSchema, input: unknown): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), savedQueryFields, input, {
    mode: 'create',
    rules: savedQueryRules,
  });
  assertMayShare(tx, 'query:share', values.visibility);
  check(tx, schema, values);
  const [id] = await createMany(tx, model(tx), [{ ...values, ownerId: actorOf(tx).userId, revision: 1 }]);
  await writeRevision(tx, kind, { id: id!, number: 1, values });
  return id!;
}

export interface ChangeSavedQuery {
  id: string;
  expectedVersion: number;
  patch: unknown;
}

/** Changes a query; a new document or new parameters make a new version. What is published stays as it was. */
export async function updateSavedQuery(
  tx: TxContext,
  schema: GraphQLSchema,
  { id, expectedVersion, patch }: ChangeSavedQuery,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const { values } = await parseRecord(tx, model(tx), savedQueryFields, patch, {
    mode: 'update',
    rules: savedQueryRules,
    current,
  });
  assertMayShare(tx, 'query:share', values.visibility, current.visibility);
  if ('document' in values || 'parameters' in values) check(tx, schema, { ...current, ...values });
  await save(tx, { id, expectedVersion, current, patch: values });
  return id;
}

/** Brings an earlier version back, as a new one; the schema may have moved on meanwhile, then it says where. */
export async function restoreSavedQuery(
  tx: TxContext,
  schema: GraphQLSchema,
  { id, expectedVersion, revision }: { id: string; expectedVersion: number; revision: number },
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const patch = await revisionContent(tx, kind, id, revision);
  check(tx, schema, patch);
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

/** Publishes the latest version under a name; again: the name stays and gives the newer version. */
export async function publishSavedQuery(
  tx: TxContext,
  schema: GraphQLSchema,
  { id, expectedVersion, name }: { id: string; expectedVersion: number; name: string },
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  expectVersion(current, expectedVersion);
  if (!isPublishedName(name)) throw fault('QUERY_NAME_FORMAT', ['name']);
  check(tx, schema, current);
  const publishedAt = tx.clock.now().toISOString();
  const patch = { publishedName: name, publishedRevision: current.revision, publishedAt };
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch }], { verb: 'PUBLISH' });
  await tx.connection.execute('UPDATE saved_revision SET published_at = ? WHERE query_id = ? AND number = ?', [
    publishedAt,
    id,
    current.revision,
  ]);
  return id;
}

/** Takes the name back: applications that ask by it are refused from now on. */
export async function retireSavedQuery(
  tx: TxContext,
  { id, expectedVersion, reason }: { id: string; expectedVersion: number; reason: string | null },
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  expectVersion(current, expectedVersion);
  if (!current.publishedName) throw fault('NOT_PUBLISHED');
  const patch = { publishedName: null, publishedRevision: null, publishedAt: null };
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch }], { verb: 'RETIRE', reason });
  return id;
}

/** Removes a query, and with it the name under which it was published. */
export async function removeSavedQuery(
  tx: TxContext,
  { id, expectedVersion, reason }: { id: string; expectedVersion: number; reason: string | null },
): Promise<string> {
  expectVersion(await liveRecord(tx, model(tx), id), expectedVersion);
  await removeMany(tx, model(tx), [id], { reason });
  return id;
}
