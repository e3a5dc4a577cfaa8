import { departmentFields } from '@dossier/shared';
import { forgetEverybody } from '../../platform/auth';
import type { TxContext } from '../../platform/context/context';
import { expectVersion, forUpdate, liveRecord } from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { removeMany } from '../../platform/db/bin';
import { createMany, updateMany } from '../../platform/db/write';
import { fault } from '../../platform/graphql/user-fault';

const model = (tx: TxContext) => tx.models.get('Department');
/** Who sees what follows from the tree: everybody's rights are looked up anew. */
const rightsChanged = (tx: TxContext): void => void tx.effects.afterCommit.push(forgetEverybody);

/** Creates a department. Returns the raw id. */
export async function createDepartment(tx: TxContext, input: unknown): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), departmentFields, input, { mode: 'create' });
  const [id] = await createMany(tx, model(tx), [values]);
  rightsChanged(tx);
  return id!;
}

export interface UpdateDepartment {
  id: string;
  expectedVersion: number;
  patch: unknown;
}

/** Changes fields; a department never comes to lie below itself. */
export async function updateDepartment(
  tx: TxContext,
  { id, expectedVersion, patch }: UpdateDepartment,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const { values } = await parseRecord(tx, model(tx), departmentFields, patch, { mode: 'update', current });
  const parent = values.parentId as string | null | undefined;
  if (parent && parent !== current.parentId && (await liesBelow(tx, parent, id)))
    throw fault('DEPARTMENT_IN_CIRCLE', ['parentId']);
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: values }]);
  rightsChanged(tx);
  return id;
}

/** Whether the department is the other one or lies below it. Rows on the way are held: two moves at once cannot close a circle. */
async function liesBelow(tx: TxContext, id: string, other: string): Promise<boolean> {
  const seen = new Set<string>();
  for (let at: string | null = id; at && !seen.has(at);) {
    if (at === other) return true;
    seen.add(at);
    const [row]: { up: string | null }[] = await tx.connection.query(
      `SELECT parent_id AS up FROM department WHERE id = ?${forUpdate(tx)}`,
      [at],
    );
    at = row?.up ?? null;
  }
  return false;
}

/** Removes a department that nobody and nothing belongs to any more. */
export async function removeDepartment(
  tx: TxContext,
  { id, expectedVersion, reason }: { id: string; expectedVersion: number; reason: string | null },
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  expectVersion(current, expectedVersion);
  const [use] = await tx.connection.query<{ departments: number; people: number }>(
    'SELECT (SELECT COUNT(*) FROM department WHERE parent_id = ? AND deleted_at IS NULL) AS departments, ' +
      '(SELECT COUNT(*) FROM user_account WHERE department_id = ? AND deleted_at IS NULL) AS people',
    [id, id],
  );
  const [departments, people] = [Number(use!.departments), Number(use!.people)];
  if (departments + people > 0) throw fault('DEPARTMENT_IN_USE', [], { departments, people });
  await removeMany(tx, model(tx), [id], { reason });
  rightsChanged(tx);
  return id;
}
