import { scopesOf, wholeReach, type RoleName } from '@dossier/shared';
import type { Identity, IdentityStore } from '../../platform/auth';
import type { Actor, App } from '../../platform/context/context';
import type { Queryable } from '../../platform/db/database';
import { newId } from '../../platform/db/id';
import { insertRows } from '../../platform/db/insert';

/** A session that nobody uses ends after this time; one in use after the second. */
export const sessionIdleMs = 12 * 3600_000;
export const sessionMaxMs = 7 * 24 * 3600_000;
/** How often use is written down: a write per request would be the most frequent write of all. */
const touchMs = 5 * 60_000;

interface PersonRow {
  user_id: string;
  name: string;
  user_name: string;
  role: RoleName;
  locale: 'ZH' | 'EN' | null;
  must_change: number;
}
interface SessionRow extends PersonRow {
  session_id: string;
  last_seen_at: string;
}
interface TokenRow extends PersonRow {
  token_id: string;
  expires_on: string;
  last_used_at: string | null;
}

const person = 'u.id AS user_id, u.name, u.user_name, u.role, u.locale, c.must_change';
/** Demo people do not exist outside demo mode, whatever the tables hold. */
const alive = 'u.active = 1 AND u.deleted_at IS NULL AND (c.demo = 0 OR ? = 1)';

function identityOf(row: PersonRow, via: Actor['via'], sessionId?: string): Identity {
  const mustChangePassword = Number(row.must_change) === 1;
  return {
    actor: {
      userId: row.user_id,
      name: row.name,
      userName: row.user_name,
      role: row.role,
      scopes: mustChangePassword ? new Set() : scopesOf(row.role),
      reach: wholeReach,
      fieldRights: new Map(),
      via,
      ...(sessionId && { sessionId }),
    },
    locale: row.locale === 'EN' ? 'en' : 'zh',
    mustChangePassword,
  };
}

/** Finds people by the secrets they hold. */
export function identityStore(
  app: Pick<App, 'db' | 'clock' | 'demo'>,
  onError: (error: unknown) => void,
): IdentityStore {
  const { db, clock } = app;
  const demo = app.demo ? 1 : 0;
  const touch = (sql: string, id: string) => {
    const now = clock.now().toISOString();
    db.transaction((connection) => connection.execute(sql, [now, id])).catch(onError);
  };
  const isOld = (instant: string | null) => !instant || clock.now().getTime() - Date.parse(instant) > touchMs;

  return {
    async ofSession(secretHash) {
      const now = clock.now();
      const idleSince = new Date(now.getTime() - sessionIdleMs).toISOString();
      const [row] = await db.read.query<SessionRow>(
        `SELECT s.id AS session_id, s.last_seen_at, ${person} FROM user_session s JOIN user_account u ON u.id = s.user_id JOIN user_credential c ON c.user_id = u.id ` +
          `WHERE s.secret_hash = ? AND s.expires_at > ? AND s.last_seen_at > ? AND ${alive}`,
        [secretHash, now.toISOString(), idleSince, demo],
      );
      if (!row) return null;
      if (isOld(row.last_seen_at)) touch('UPDATE user_session SET last_seen_at = ? WHERE id = ?', row.session_id);
      return identityOf(row, 'session', row.session_id);
    },
    async ofToken(secretHash) {
      const [row] = await db.read.query<TokenRow>(
        `SELECT t.id AS token_id, t.expires_on, t.last_used_at, ${person} FROM api_token_secret x JOIN api_token t ON t.id = x.token_id ` +
          `JOIN user_account u ON u.id = t.owner_id JOIN user_credential c ON c.user_id = u.id ` +
          `WHERE x.secret_hash = ? AND t.revoked_at IS NULL AND t.deleted_at IS NULL AND ${alive}`,
        [secretHash, demo],
      );
      if (!row) return null;
      if (row.expires_on < clock.today()) return 'EXPIRED';
      if (isOld(row.last_used_at)) touch('UPDATE api_token SET last_used_at = ? WHERE id = ?', row.token_id);
      return identityOf(row, 'token');
    },
  };
}

/** Writes a new session; sessions that ended long ago are swept on the way. */
export async function insertSession(
  connection: Queryable,
  values: { secretHash: string; userId: string; now: Date; ip: string | null },
): Promise<string> {
  const { secretHash, userId, now, ip } = values;
  const at = now.toISOString();
  const id = newId();
  await connection.execute('DELETE FROM user_session WHERE expires_at < ?', [at]);
  await insertRows(connection, 'user_session', [
    {
      id,
      secret_hash: secretHash,
      user_id: userId,
      created_at: at,
      last_seen_at: at,
      expires_at: new Date(now.getTime() + sessionMaxMs).toISOString(),
      ip,
    },
  ]);
  return id;
}

export const deleteSession = (connection: Queryable, secretHash: string) =>
  connection.execute('DELETE FROM user_session WHERE secret_hash = ?', [secretHash]);

/** Ends every session of a person, but for one. */
export const deleteSessionsOf = (connection: Queryable, userId: string, except = '') =>
  connection.execute('DELETE FROM user_session WHERE user_id = ? AND id <> ?', [userId, except]);
