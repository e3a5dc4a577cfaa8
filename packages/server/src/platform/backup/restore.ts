import type { DatabaseConfig } from '../db/database';
import type { BackupError } from './backup-error';
import type { FillOptions } from './fill';
import type { Manifest } from './format';
import { restoreMysql } from './restore-mysql';
import { restoreSqlite } from './restore-sqlite';

export interface RestoreOptions extends Omit<FillOptions, 'target' | 'filesInto'> {
  database: DatabaseConfig;
  /** Files go here. */
  dataDir: string;
  /** What is there is put aside. */
  replace: boolean;
  /** `20261122-033000`, for the name of what is put aside. */
  stamp: string;
  /** The last words in the restored archive, before it takes its place. */
  finish?(target: DatabaseConfig, manifest: Manifest): Promise<void>;
}
export interface Restored {
  manifest: Manifest;
  /** Where the former archive is kept; null when there was none. */
  aside: string | null;
}

/**
 * Puts a backup in place of the archive. Until it is complete and proved equal it lies beside it, under a name that nobody opens: whoever is
 * cut off finds the former archive as it was, and runs the command again. Throws a {@link BackupError} that names the cure.
 */
export const restore = (options: RestoreOptions): Promise<Restored> =>
  options.database.url ? restoreMysql(options.database.url, options) : restoreSqlite(options.database.file!, options);
