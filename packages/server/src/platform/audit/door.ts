import type { Queryable } from '../db/database';

/** Who may do what the guards of the operation log forbid: empty it, or bring its sealed rows back from a backup. */
export type DoorReason = 'demo-reset' | 'restore' | 'retention';

/**
 * Runs `work` with the guards of `audit_event` open, for this transaction only: the row that opens them is never committed, so
 * nobody else sees it, and a crash closes them. Whoever goes through sets the chain anew (`rebase`), else the anchors tell of it.
 */
export async function throughAuditDoor<T>(
  connection: Queryable,
  reason: DoorReason,
  work: () => Promise<T>,
): Promise<T> {
  await connection.execute('INSERT INTO audit_door (reason) VALUES (?)', [reason]);
  const result = await work();
  await connection.execute('DELETE FROM audit_door');
  return result;
}
