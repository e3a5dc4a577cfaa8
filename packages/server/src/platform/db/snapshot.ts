import type { DatabaseConfig } from './database';
import { mysqlSnapshot } from './snapshot-mysql';
import { sqliteSnapshot } from './snapshot-sqlite';
import type { Snapshot } from './table-shape';

export { isPlainName, type ColumnShape, type Snapshot, type TableShape } from './table-shape';

/** Opens a snapshot: a read transaction on SQLite, `START TRANSACTION WITH CONSISTENT SNAPSHOT` on MySQL. */
export async function openSnapshot(config: DatabaseConfig): Promise<Snapshot> {
  if (config.url) return mysqlSnapshot(config.url);
  if (!config.file) throw new Error('openSnapshot: neither a url nor a file was given');
  return sqliteSnapshot(config.file);
}
