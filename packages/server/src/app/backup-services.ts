import { readFileSync } from 'node:fs';
import { registerRegions } from '@dossier/shared/regions';
import type { BackupParts, BackupServices } from '../features/backup';
import { isPassingImport } from '../features/data-import';
import type { BackupKey } from '../platform/backup/key';
import { readKey, serverVersion, type Config } from '../platform/config';
import type { App } from '../platform/context/context';
import { fillPostings } from '../platform/search/fill';
import { buildModels } from './schema';

/**
 * Tables that stay behind. Sessions: whoever finds a backup must not be signed in by it, and people sign in again after a restore.
 * Failed sign-ins count against the day. Postings follow from the search documents. Runs and exports tell of files on one machine.
 * Idempotency keys come along: a client that repeats a request after a restore must not have it done twice.
 */
const leaveOut: ReadonlySet<string> = new Set([
  'user_session',
  'sign_in_attempt',
  'search_posting',
  'backup_run',
  'export_job',
  'audit_door',
]);

type BackupSettings = Pick<Config, 'backup' | 'database' | 'dataDir' | 'keyFile'>;

/** What backups are made of, without an archive that is open: a restore begins before there is one. */
export function backupParts(config: BackupSettings): BackupParts {
  return {
    config: config.backup,
    database: config.database,
    dataDir: config.dataDir,
    key: () => keyOf(config),
    leaveOut,
    files: { root: config.dataDir, folders: ['imports'], passing: isPassingImport },
    async derive(db) {
      registerRegions();
      for (const { search, name } of buildModels().all()) if (search) await fillPostings(db, name);
    },
    version: serverVersion,
  };
}

/** The same for a running archive. */
export const backupServices = (
  app: App,
  config: BackupSettings,
  onError: (error: unknown) => void,
): BackupServices => ({
  ...backupParts(config),
  app,
  onError,
});

function keyOf({ backup, keyFile }: BackupSettings): BackupKey {
  const file = backup.passphraseFile;
  const passphrase = file ? readFileSync(file, 'utf8').trim() : backup.passphrase;
  const secret = readKey(keyFile);
  return { secrets: secret ? [secret] : [], passphrase: passphrase || null };
}
