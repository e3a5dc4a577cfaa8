import { fieldError } from '@dossier/shared';
import type { FieldChange } from '../audit/record';
import type { TxContext } from '../context/context';
import { fault, UserFault } from '../graphql/user-fault';
import { exposeId, type EntityModel } from '../query/model';

/** The caller names a version that the record has not reached: nobody else changed anything, the number is wrong. */
export const versionAhead = (expected: number, current: number): UserFault =>
  fault('VERSION_AHEAD', ['expectedVersion'], { expected, current });

/**
 * A stale version is a conflict only if a later change touched a field that this patch touches too; else both changes stand.
 * Throws VERSION_CONFLICT with original, current and wanted value of each such field.
 */
export async function conflictOf(
  tx: TxContext,
  model: EntityModel,
  id: string,
  expected: number,
  current: number,
  wanted: readonly FieldChange[],
): Promise<void> {
  if (expected > current) throw versionAhead(expected, current);
  // a locking read sees what is committed now, not what was when the transaction began to read
  const lock = tx.db.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const rows = await tx.connection.query<{ changes: string | null }>(
    `SELECT changes FROM audit_event WHERE record_id = ? AND entity = ? AND version > ? ORDER BY version${lock}`,
    [exposeId(model, id), model.name, expected],
  );
  const original = new Map<string, string | null>();
  for (const row of rows)
    for (const change of JSON.parse(row.changes ?? '[]') as FieldChange[])
      if (!original.has(change.field)) original.set(change.field, change.before);
  const fields = wanted
    .filter((change) => original.has(change.field))
    .map(({ field, before, after }) => ({
      field,
      original: original.get(field) ?? null,
      current: before,
      yours: after,
    }));
  // a trail with a gap is no base for merging
  const unknown = rows.length < current - expected;
  if (fields.length === 0 && !unknown) return;
  throw new UserFault([
    {
      ...fieldError('VERSION_CONFLICT', fields.length === 1 ? [fields[0]!.field] : []),
      fields,
      currentVersion: current,
    },
  ]);
}
