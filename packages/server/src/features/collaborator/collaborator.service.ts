import { collaboratorFields, fieldError, type FieldError } from '@dossier/shared';
import { forgetUser } from '../../platform/auth';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { expectVersion, liveRecord } from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { removeMany } from '../../platform/db/bin';
import { loadValues } from '../../platform/db/stored';
import { createMany, updateMany } from '../../platform/db/write';
import { UserFault } from '../../platform/graphql/user-fault';

const model = (tx: TxContext) => tx.models.get('Collaborator');

function throwIfAny(faults: readonly FieldError[]): void {
  if (faults.length) throw new UserFault(faults);
}

/** The last day of access lies ahead, unless it stays as it was. */
function pastDay(tx: TxContext, values: Values, before?: unknown): FieldError[] {
  const until = values.until as string | null | undefined;
  const today = tx.clock.today();
  if (!until || until >= today || until === before) return [];
  return [fieldError('DATE_PAST', ['until'], { field: collaboratorFields.until.label, today })];
}

/** Lets a colleague see or edit a customer. Returns the raw id. */
export async function createCollaborator(tx: TxContext, input: unknown): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), collaboratorFields, input, { mode: 'create' });
  const customerId = values.customerId as string;
  const owner = (await loadValues(tx, tx.models.get('Customer'), [customerId])).get(customerId)?.ownerId;
  throwIfAny([
    ...(owner === values.userId ? [fieldError('COLLABORATOR_IS_OWNER', ['userId'])] : []),
    ...pastDay(tx, values),
  ]);
  const [id] = await createMany(tx, model(tx), [values]);
  rightsChanged(tx, values.userId);
  return id!;
}

export interface UpdateCollaborator {
  id: string;
  expectedVersion: number;
  patch: unknown;
}

/** Changes access or its end. */
export async function updateCollaborator(
  tx: TxContext,
  { id, expectedVersion, patch }: UpdateCollaborator,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const { values } = await parseRecord(tx, model(tx), collaboratorFields, patch, { mode: 'update', current });
  throwIfAny(pastDay(tx, values, current.until));
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: values }], {
    customerId: current.customerId as string,
  });
  rightsChanged(tx, current.userId);
  return id;
}

/** Ends a collaboration. */
export async function removeCollaborator(
  tx: TxContext,
  { id, expectedVersion, reason }: { id: string; expectedVersion: number; reason: string | null },
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  expectVersion(current, expectedVersion);
  await removeMany(tx, model(tx), [id], { reason });
  rightsChanged(tx, current.userId);
  return id;
}

const rightsChanged = (tx: TxContext, userId: unknown): void =>
  void tx.effects.afterCommit.push(() => forgetUser(userId as string));
