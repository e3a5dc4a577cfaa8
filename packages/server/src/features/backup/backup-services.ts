import type { BackupKey } from '../../platform/backup/key';
import type { FileRoot } from '../../platform/backup/files';
import type { BackupConfig, DatabaseConfig } from '../../platform/config';
import type { App } from '../../platform/context/context';
import type { Database } from '../../platform/db/database';

/** What is backed up, how it is locked, and where it goes. */
export interface BackupParts {
  config: BackupConfig;
  database: DatabaseConfig;
  dataDir: string;
  /** Read when it is needed: it may be exchanged while the server runs. */
  key(): BackupKey;
  /** Tables that stay behind. */
  leaveOut: ReadonlySet<string>;
  files: FileRoot;
  /** Makes what was left out because it follows from the rest. */
  derive(db: Database): Promise<void>;
  version: string;
}

/** The same for an archive that is open. */
export interface BackupServices extends BackupParts {
  app: App;
  onError(error: unknown): void;
}
