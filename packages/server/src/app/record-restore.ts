import type { Manifest } from '../platform/backup/format';
import { recordEvent } from '../platform/audit/event';
import { Tally } from '../platform/audit/tally';
import { passwordsOnly } from '../platform/auth/policy';
import type { Config } from '../platform/config';
import { zoneClock } from '../platform/context/clock';
import { createContext } from '../platform/context/context';
import type { DatabaseConfig } from '../platform/db/database';
import { openDatabase } from '../platform/db/open';
import { inTransaction } from '../platform/db/transaction';
import { buildModels } from './schema';

/** The first line that the operation log of a restored archive adds to what the backup held. */
export async function recordRestore(
  config: Pick<Config, 'timeZone'>,
  target: DatabaseConfig,
  manifest: Manifest,
  fileName: string,
): Promise<void> {
  const db = await openDatabase(target);
  try {
    const app = {
      db,
      models: buildModels(),
      clock: zoneClock(config.timeZone),
      cursorKey: Buffer.alloc(0),
      subscribers: new Map(),
      demo: false,
      signIn: passwordsOnly,
      tally: new Tally(),
    };
    const fields = [
      { field: 'fileName', before: null, after: fileName },
      { field: 'asOf', before: null, after: manifest.instant },
      { field: 'contentHash', before: null, after: manifest.sha256 },
    ];
    await inTransaction(createContext(app, { actor: null, requestId: 'cli' }), (tx) =>
      recordEvent(tx, { kind: 'RESTORE_BACKUP', entity: 'BackupRun', fields }),
    );
  } finally {
    await db.close();
  }
}
