import { auditGuards } from '../../migrations/audit-guards';
import type { Database } from '../db/database';

/** Guards of the operation log that do not stand: taken away, or never made because the database user may not. */
export async function missingGuards(db: Database): Promise<string[]> {
  const rows = await db.read.query<{ name: string }>(
    db.dialect === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'"
      : "SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND event_object_table = 'audit_event'",
  );
  const standing = new Set(rows.map(({ name }) => name));
  return auditGuards.filter((name) => !standing.has(name));
}
