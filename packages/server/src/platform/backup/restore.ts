import { restoreMysql } from './restore-mysql';
import type { Restored, RestoreOptions } from './restore-options';
import { restoreSqlite } from './restore-sqlite';

export type { Restored, RestoreOptions } from './restore-options';

/**
 * Puts a backup in place of the archive. Until it is complete and proved equal it lies beside it, under a name that nobody opens: whoever is
 * cut off finds the former archive as it was, and runs the command again. Throws a `BackupError` that names the cure.
 */
export const restore = (options: RestoreOptions): Promise<Restored> =>
  options.database.url ? restoreMysql(options.database.url, options) : restoreSqlite(options.database.file!, options);
