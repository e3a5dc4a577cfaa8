import { passwordsRemembered } from '@dossier/shared/password';
import type { Queryable } from '../../platform/db/database';
import { insertRows } from '../../platform/db/insert';

/** What sign-in needs to know of a person. */
export interface Credential {
  userId: string;
  active: boolean;
  passwordHash: string;
  demo: boolean;
  /** An account for programs: no password opens it. */
  service: boolean;
}

interface CredentialRow {
  user_id: string;
  active: number;
  kind: string | null;
  password_hash: string;
  demo: number;
}

/** The credential of a live user name, in any case. */
export const findCredential = (connection: Queryable, userName: string): Promise<Credential | null> =>
  credentialWhere(connection, 'u.live_user_name = ?', userName.trim().toLowerCase());

/** The credential of a live person by raw id. */
export const credentialOf = (connection: Queryable, userId: string): Promise<Credential | null> =>
  credentialWhere(connection, 'u.deleted_at IS NULL AND u.id = ?', userId);

async function credentialWhere(connection: Queryable, condition: string, value: string): Promise<Credential | null> {
  const [row] = await connection.query<CredentialRow>(
    `SELECT c.user_id, c.password_hash, c.demo, u.active, u.kind FROM user_account u JOIN user_credential c ON c.user_id = u.id WHERE ${condition}`,
    [value],
  );
  return (
    (row && {
      userId: row.user_id,
      active: Number(row.active) === 1,
      passwordHash: row.password_hash,
      demo: Number(row.demo) === 1,
      service: row.kind === 'SERVICE',
    }) ??
    null
  );
}

/** The stored hash of a person's password. */
export async function passwordHashOf(connection: Queryable, userId: string): Promise<string | null> {
  const [row] = await connection.query<{ password_hash: string }>(
    'SELECT password_hash FROM user_credential WHERE user_id = ?',
    [userId],
  );
  return row?.password_hash ?? null;
}

export interface NewCredential {
  userId: string;
  passwordHash: string;
  /** The password was given by somebody else and opens nothing but the change of it. */
  mustChange: boolean;
  demo?: boolean;
  now: string;
}

/** Sets a person's password, for the first time or anew. */
export async function putCredential(
  connection: Queryable,
  { userId, passwordHash, mustChange, demo, now }: NewCredential,
): Promise<void> {
  await keepFormer(connection, userId, now);
  const { affected } = await connection.execute(
    'UPDATE user_credential SET password_hash = ?, must_change = ?, changed_at = ? WHERE user_id = ?',
    [passwordHash, mustChange ? 1 : 0, now, userId],
  );
  if (affected > 0) return;
  await insertRows(connection, 'user_credential', [
    {
      user_id: userId,
      password_hash: passwordHash,
      must_change: mustChange ? 1 : 0,
      demo: demo ? 1 : 0,
      changed_at: now,
      signed_in_at: null,
    },
  ]);
}

/** The password that is about to be replaced joins the former ones; those before the last few are forgotten. */
async function keepFormer(connection: Queryable, userId: string, now: string): Promise<void> {
  const current = await passwordHashOf(connection, userId);
  if (!current) return;
  await connection.execute('DELETE FROM user_former_password WHERE user_id = ? AND replaced_at = ?', [userId, now]);
  await insertRows(connection, 'user_former_password', [{ user_id: userId, replaced_at: now, password_hash: current }]);
  const kept = await formerPasswords(connection, userId);
  const oldest = kept[passwordsRemembered - 1];
  if (oldest)
    await connection.execute('DELETE FROM user_former_password WHERE user_id = ? AND replaced_at < ?', [
      userId,
      oldest.replaced_at,
    ]);
}

/** Hashes of the passwords a person had before, the last first. */
export const formerPasswords = (connection: Queryable, userId: string) =>
  connection.query<{ replaced_at: string; password_hash: string }>(
    'SELECT replaced_at, password_hash FROM user_former_password WHERE user_id = ? ORDER BY replaced_at DESC',
    [userId],
  );

export const markSignedIn = (connection: Queryable, userId: string, now: string) =>
  connection.execute('UPDATE user_credential SET signed_in_at = ? WHERE user_id = ?', [now, userId]);
