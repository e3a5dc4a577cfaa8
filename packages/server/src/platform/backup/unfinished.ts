import type { Database } from '../db/database';
import { restoreJournal } from '../db/mysql-schema';
import { BackupError } from './backup-error';

/** Refuses a schema that a restore has not finished: it would look like an archive with things missing. On SQLite it lies in another file. */
export async function assertRestored(db: Database): Promise<void> {
  if (db.dialect === 'sqlite') return;
  const found = await db.read.query(
    'SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?',
    [restoreJournal],
  );
  if (found.length === 0) return;
  await db.close();
  throw new BackupError('RESTORE_UNFINISHED');
}
