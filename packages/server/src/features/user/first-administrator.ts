import { newPassword, hashPassword } from '../../platform/auth';
import { createContext, type App } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { bears } from './actor.store';
import { putCredential } from './credential.store';
import { countBearers } from './duties.service';
import { findUserId, insertUser } from './user.service';

const userName = 'admin';

export interface OneTimeSignIn {
  userName: string;
  password: string;
}

/**
 * Without demo an empty archive gets its first administrator with a one-time password, which the start prints. As long as nobody
 * has used it, each start replaces it: the earlier print may be lost.
 */
export async function ensureFirstAdministrator(app: App): Promise<OneTimeSignIn | null> {
  const ctx = createContext(app, { actor: null, requestId: 'start' });
  const unused = await findUnused(app);
  if (!unused && (await countBearers(ctx, 'ADMINISTRATOR')) > 0) return null;
  // an archive that began as a demo has an `admin` already, who no longer counts
  const name = !unused && (await findUserId(ctx, userName)) ? 'administrator' : userName;
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx, async (tx) => {
    if (unused)
      await putCredential(tx.connection, {
        userId: unused.id,
        passwordHash,
        mustChange: true,
        now: tx.clock.now().toISOString(),
      });
    else
      await insertUser(
        tx,
        { userName: name, name: '系统管理员', roles: ['ADMINISTRATOR'] },
        { passwordHash, mustChange: true },
      );
  });
  return { userName: unused?.user_name ?? name, password };
}

/** The only administrator, if they never signed in with the password they were given. */
async function findUnused(app: App): Promise<{ id: string; user_name: string } | null> {
  const rows = await app.db.read.query<{ id: string; user_name: string; unused: number }>(
    'SELECT u.id, u.user_name, CASE WHEN c.must_change = 1 AND c.signed_in_at IS NULL THEN 1 ELSE 0 END AS unused FROM user_account u ' +
      `JOIN user_credential c ON c.user_id = u.id WHERE ${bears('ADMINISTRATOR')} AND u.active = 1 AND u.deleted_at IS NULL AND c.demo = 0`,
  );
  const [only] = rows;
  return rows.length === 1 && Number(only!.unused) === 1 ? only! : null;
}
