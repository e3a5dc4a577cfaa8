import { recordEvent } from '../platform/audit/event';
import { rebaseAnchors } from '../platform/audit/keeper';
import { chainKey } from '../platform/audit/seal';
import { ForeignChain, sealAll } from '../platform/audit/sealer';
import { Tally } from '../platform/audit/tally';
import { passwordsOnly } from '../platform/auth/policy';
import type { Manifest } from '../platform/backup/format';
import { readKey, type Config } from '../platform/config';
import { zoneClock } from '../platform/context/clock';
import { createContext, type App } from '../platform/context/context';
import type { DatabaseConfig } from '../platform/db/database';
import { openDatabase } from '../platform/db/open';
import { inTransaction } from '../platform/db/transaction';
import { Budget } from '../platform/query/budget';
import { fixedKeyring } from '../platform/secret/keyring';
import { buildModels } from './schema';

type RestoreConfig = Pick<Config, 'timeZone' | 'keyFile' | 'anchorFiles'>;

/** Runs `work` on the restored archive, which is not open to anybody yet. */
async function onArchive<T>(config: RestoreConfig, target: DatabaseConfig, work: (app: App) => Promise<T>): Promise<T> {
  const db = await openDatabase(target);
  try {
    return await work({
      db,
      models: buildModels(),
      clock: zoneClock(config.timeZone),
      cursorKey: readKey(config.keyFile) ?? Buffer.alloc(0),
      // one line of the log is written here: nothing is sealed or opened
      secrets: fixedKeyring([]),
      revealsPerHour: 0,
      subscribers: new Map(),
      demo: false,
      signIn: passwordsOnly,
      tally: new Tally(),
      budget: new Budget(1),
      anchorFiles: config.anchorFiles,
    });
  } finally {
    await db.close();
  }
}

/**
 * The first line that the operation log of a restored archive adds to what the backup held, sealed to it. False when the chain was begun
 * with another key: the key file of the old system is not in place.
 */
export const recordRestore = (
  config: RestoreConfig,
  target: DatabaseConfig,
  { instant, sha256 }: Manifest,
  fileName: string,
): Promise<boolean> =>
  onArchive(config, target, async (app) => {
    const fields = Object.entries({ fileName, asOf: instant, contentHash: sha256 }).map(([field, after]) => ({
      field,
      before: null,
      after,
    }));
    await inTransaction(createContext(app, { actor: null, requestId: 'cli' }), (tx) =>
      recordEvent(tx, { kind: 'RESTORE_BACKUP', entity: 'BackupRun', fields }),
    );
    if (app.cursorKey.length === 0) return false;
    try {
      await sealAll(app, chainKey(app.cursorKey));
      return true;
    } catch (error) {
      if (error instanceof ForeignChain) return false;
      throw error;
    }
  });

/** Says outside the database that the log was brought back on purpose, and from what: the anchors of the former one count no longer. */
export const rebaseAfterRestore = (config: RestoreConfig, target: DatabaseConfig, fileName: string): Promise<unknown> =>
  onArchive(config, target, (app) => rebaseAnchors(app, config.anchorFiles, `restore ${fileName}`));
