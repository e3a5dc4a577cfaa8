import type { Queryable } from '../../platform/db/database';
import { insertRows } from '../../platform/db/insert';

/** A person's second factor. Without `confirmedAt` it was begun and not yet proved to work. */
export interface StoredTotp {
  sealedSecret: string;
  confirmedAt: string | null;
  /** The step of the last code that was accepted: none counts twice. */
  lastStep: number;
}

export async function findTotp(connection: Queryable, userId: string): Promise<StoredTotp | null> {
  const [row] = await connection.query<{ sealed_secret: string; confirmed_at: string | null; last_step: number }>(
    'SELECT sealed_secret, confirmed_at, last_step FROM user_totp WHERE user_id = ?',
    [userId],
  );
  return row
    ? { sealedSecret: row.sealed_secret, confirmedAt: row.confirmed_at, lastStep: Number(row.last_step) }
    : null;
}

/** Begins anew; what was begun before is worth nothing. */
export async function putTotp(connection: Queryable, userId: string, sealedSecret: string, now: string): Promise<void> {
  await deleteTotp(connection, userId);
  const row = { user_id: userId, sealed_secret: sealedSecret, begun_at: now, confirmed_at: null, last_step: 0 };
  await insertRows(connection, 'user_totp', [row]);
}

export const confirmTotpRow = (connection: Queryable, userId: string, now: string) =>
  connection.execute('UPDATE user_totp SET confirmed_at = ? WHERE user_id = ?', [now, userId]);

/** Takes a step for this sign-in; false when this one or a later one was taken already, also by a request at the same moment. */
export async function takeStep(connection: Queryable, userId: string, step: number): Promise<boolean> {
  const { affected } = await connection.execute(
    'UPDATE user_totp SET last_step = ? WHERE user_id = ? AND last_step < ?',
    [step, userId, step],
  );
  return affected === 1;
}

/** Second factor and recovery codes are gone. */
export async function deleteTotp(connection: Queryable, userId: string): Promise<void> {
  await connection.execute('DELETE FROM user_totp WHERE user_id = ?', [userId]);
  await connection.execute('DELETE FROM user_recovery_code WHERE user_id = ?', [userId]);
}

/** Replaces a person's recovery codes. */
export async function putRecoveryCodes(
  connection: Queryable,
  userId: string,
  hashes: readonly string[],
): Promise<void> {
  await connection.execute('DELETE FROM user_recovery_code WHERE user_id = ?', [userId]);
  await insertRows(
    connection,
    'user_recovery_code',
    hashes.map((hash) => ({ user_id: userId, code_hash: hash, used_at: null })),
  );
}

/** Uses a recovery code up; false when there is none like it or it was used. */
export async function takeRecoveryCode(
  connection: Queryable,
  userId: string,
  hash: string,
  now: string,
): Promise<boolean> {
  const { affected } = await connection.execute(
    'UPDATE user_recovery_code SET used_at = ? WHERE user_id = ? AND code_hash = ? AND used_at IS NULL',
    [now, userId, hash],
  );
  return affected === 1;
}

export async function countRecoveryCodes(connection: Queryable, userId: string): Promise<number> {
  const [row] = await connection.query<{ n: number }>(
    'SELECT COUNT(*) AS n FROM user_recovery_code WHERE user_id = ? AND used_at IS NULL',
    [userId],
  );
  return Number(row?.n ?? 0);
}
