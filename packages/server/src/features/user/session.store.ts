import { guardedScopes, type Scope } from '@dossier/shared';
import type { Identity, IdentityStore } from '../../platform/auth';
import type { Actor, App } from '../../platform/context/context';
import type { Queryable } from '../../platform/db/database';
import { newId } from '../../platform/db/id';
import { insertRows } from '../../platform/db/insert';
import { findActor, loadActor, personColumns, rolesOf, type PersonRow } from './actor.store';

/** A session that nobody uses ends after this time; one in use after the second. */
export const sessionIdleMs = 12 * 3600_000;
export const sessionMaxMs = 7 * 24 * 3600_000;
/** How often use is written down: a write per request would be the most frequent write of all. */
const touchMs = 5 * 60_000;

/** How a session began. */
export type SignInMethod = 'PASSWORD' | 'SSO' | 'DEMO';

interface HolderRow extends PersonRow {
  locale: 'ZH' | 'EN' | null;
  must_change: number;
}
interface SessionRow extends HolderRow {
  view_as_id: string | null;
  session_id: string;
  last_seen_at: string;
  ip: string | null;
  method: SignInMethod | null;
  second_factor: number;
}
interface TokenRow extends HolderRow {
  token_id: string;
  expires_on: string;
  last_used_at: string | null;
  last_used_from: string | null;
  scopes: string | null;
  persisted_only: number | null;
}

const person = `${personColumns}, u.locale, c.must_change`;
/** Demo people do not exist outside demo mode, whatever the tables hold. */
const alive = 'u.active = 1 AND u.deleted_at IS NULL AND (c.demo = 0 OR ? = 1)';

interface IdentityOptions {
  /** Nothing is open before the person has set a password, or a second factor, of their own. */
  withheld: boolean;
  sessionId?: string;
}

async function identityOf(
  connection: Queryable,
  row: HolderRow,
  via: Actor['via'],
  { withheld, sessionId }: IdentityOptions,
): Promise<Identity> {
  const actor = await loadActor(connection, row, via, sessionId);
  return {
    actor: withheld ? { ...actor, scopes: new Set() } : actor,
    locale: row.locale === 'EN' ? 'en' : 'zh',
    mustChangePassword: Number(row.must_change) === 1,
  };
}

/**
 * A token has the rights of its owner, as they are now, and of those only what it was made for. Guarded scopes must have been named: what
 * a security officer grants later does not flow into tokens that somebody holds already.
 */
function narrowed(identity: Identity, { scopes, persisted_only }: TokenRow): Identity {
  const { actor } = identity;
  const named = scopes ? (JSON.parse(scopes) as Scope[]) : [];
  const wanted = named.length > 0 ? named : [...actor.scopes].filter((scope) => !guardedScopes.has(scope));
  const locked = Number(persisted_only) === 1 ? { ...actor, persistedOnly: true } : actor;
  return { ...identity, actor: { ...locked, scopes: new Set(wanted.filter((scope) => actor.scopes.has(scope))) } };
}

/** Whoever administers sees what the other person would see, can change nothing and gains nothing; without the right, or the person, it is over. */
async function throughEyesOf(connection: Queryable, identity: Identity, userId: string): Promise<Identity> {
  const { actor } = identity;
  if (!actor.scopes.has('user:viewAs')) return identity;
  const other = await findActor(connection, userId, 'session', actor.sessionId);
  if (!other) return identity;
  const scopes = new Set([...other.scopes].filter((scope) => scope.endsWith(':read') && actor.scopes.has(scope)));
  return { ...identity, actor: { ...other, scopes, viewedBy: actor } };
}

/** Finds people by the secrets they hold. */
export function identityStore(
  app: Pick<App, 'db' | 'clock' | 'demo' | 'signIn'>,
  onError: (error: unknown) => void,
): IdentityStore {
  const { db, clock } = app;
  const demo = app.demo ? 1 : 0;
  const touch = (sql: string, ip: string | null, id: string) => {
    const now = clock.now().toISOString();
    db.transaction((connection) => connection.execute(sql, [now, ip, id])).catch(onError);
  };
  const isOld = (instant: string | null) => !instant || clock.now().getTime() - Date.parse(instant) > touchMs;
  const lacksSecondFactor = (row: SessionRow) =>
    row.method !== 'SSO' && !Number(row.second_factor) && rolesOf(row).some((code) => app.signIn.totpRoles.has(code));

  return {
    async ofSession(secretHash, ip) {
      const now = clock.now();
      const idleSince = new Date(now.getTime() - sessionIdleMs).toISOString();
      const [row] = await db.read.query<SessionRow>(
        `SELECT s.id AS session_id, s.view_as_id, s.last_seen_at, s.ip, s.method, CASE WHEN f.confirmed_at IS NULL THEN 0 ELSE 1 END AS second_factor, ${person} ` +
          'FROM user_session s JOIN user_account u ON u.id = s.user_id JOIN user_credential c ON c.user_id = u.id LEFT JOIN user_totp f ON f.user_id = u.id ' +
          `WHERE s.secret_hash = ? AND s.expires_at > ? AND s.last_seen_at > ? AND ${alive}`,
        [secretHash, now.toISOString(), idleSince, demo],
      );
      if (!row) return null;
      if (isOld(row.last_seen_at) || row.ip !== ip)
        touch('UPDATE user_session SET last_seen_at = ?, ip = ? WHERE id = ?', ip, row.session_id);
      const withheld = Number(row.must_change) === 1 || lacksSecondFactor(row);
      const identity = await identityOf(db.read, row, 'session', { withheld, sessionId: row.session_id });
      return row.view_as_id && !withheld ? throughEyesOf(db.read, identity, row.view_as_id) : identity;
    },
    async ofToken(secretHash, ip) {
      const [row] = await db.read.query<TokenRow>(
        `SELECT t.id AS token_id, t.expires_on, t.last_used_at, t.last_used_from, t.scopes, t.persisted_only, ${person} FROM api_token_secret x JOIN api_token t ON t.id = x.token_id ` +
          `JOIN user_account u ON u.id = t.owner_id JOIN user_credential c ON c.user_id = u.id ` +
          `WHERE x.secret_hash = ? AND t.revoked_at IS NULL AND t.deleted_at IS NULL AND ${alive}`,
        [secretHash, demo],
      );
      if (!row) return null;
      if (row.expires_on < clock.today()) return 'EXPIRED';
      if (isOld(row.last_used_at) || row.last_used_from !== ip)
        touch('UPDATE api_token SET last_used_at = ?, last_used_from = ? WHERE id = ?', ip, row.token_id);
      const identity = await identityOf(db.read, row, 'token', { withheld: Number(row.must_change) === 1 });
      return narrowed(identity, row);
    },
  };
}

/** Writes a new session; sessions that ended long ago are swept on the way. */
export async function insertSession(
  connection: Queryable,
  values: {
    secretHash: string;
    userId: string;
    now: Date;
    ip: string | null;
    userAgent: string | null;
    method: SignInMethod;
  },
): Promise<string> {
  const { secretHash, userId, now, ip, userAgent, method } = values;
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
      user_agent: userAgent?.slice(0, 300) ?? null,
      method,
    },
  ]);
  return id;
}

export const deleteSession = (connection: Queryable, secretHash: string) =>
  connection.execute('DELETE FROM user_session WHERE secret_hash = ?', [secretHash]);

/** Ends every session of a person, but for one; says how many. */
export const deleteSessionsOf = async (connection: Queryable, userId: string, except = ''): Promise<number> =>
  (await connection.execute('DELETE FROM user_session WHERE user_id = ? AND id <> ?', [userId, except])).affected;

export interface StoredSession {
  id: string;
  userAgent: string | null;
  ip: string | null;
  method: SignInMethod | null;
  createdAt: string;
  lastSeenAt: string;
}

/** Sessions of a person that still work, the last used first. */
export async function sessionsOf(connection: Queryable, userId: string, now: Date): Promise<StoredSession[]> {
  const rows = await connection.query<{
    id: string;
    user_agent: string | null;
    ip: string | null;
    method: SignInMethod | null;
    created_at: string;
    last_seen_at: string;
  }>(
    'SELECT id, user_agent, ip, method, created_at, last_seen_at FROM user_session WHERE user_id = ? AND expires_at > ? AND last_seen_at > ? ORDER BY last_seen_at DESC, id DESC LIMIT 200',
    [userId, now.toISOString(), new Date(now.getTime() - sessionIdleMs).toISOString()],
  );
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent,
    ip: row.ip,
    method: row.method,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }));
}

/** Who a session belongs to; null when there is none. */
export async function ownerOfSession(connection: Queryable, id: string): Promise<string | null> {
  const [row] = await connection.query<{ user_id: string }>('SELECT user_id FROM user_session WHERE id = ?', [id]);
  return row?.user_id ?? null;
}

export const deleteSessionById = (connection: Queryable, id: string) =>
  connection.execute('DELETE FROM user_session WHERE id = ?', [id]);
