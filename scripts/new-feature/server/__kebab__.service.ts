import { __camel__Fields } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import { removeMany, restoreMany } from '../../platform/db/bin';
import { deletedRecord, expectVersion, liveRecord, requireLiveCustomer } from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { createMany, updateMany } from '../../platform/db/write';

const model = (tx: TxContext) => tx.models.get('__Pascal__');

/** Creates one; throws what is wrong with it. Returns the raw id. */
export async function create__Pascal__(tx: TxContext, input: unknown): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), __camel__Fields, input, { mode: 'create' });
  const [id] = await createMany(tx, model(tx), [values]);
  return id!;
}

/** Changes fields. */
export async function update__Pascal__(tx: TxContext, id: string, expectedVersion: number, patch: unknown): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const { values } = await parseRecord(tx, model(tx), __camel__Fields, patch, { mode: 'update', current });
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: values }]);
  return id;
}

/** Moves one to the recycle bin. */
export async function remove__Pascal__(tx: TxContext, id: string, expectedVersion: number, reason: string | null): Promise<string> {
  expectVersion(await liveRecord(tx, model(tx), id), expectedVersion);
  await removeMany(tx, model(tx), [id], { reason });
  return id;
}

/** Back from the recycle bin. */
export async function restore__Pascal__(tx: TxContext, id: string): Promise<string> {
  await requireLiveCustomer(tx, await deletedRecord(tx, model(tx), id));
  await restoreMany(tx, model(tx), [id]);
  return id;
}
