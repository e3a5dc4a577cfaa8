import { createHash } from 'node:crypto';
import type { TxContext } from '../../platform/context/context';
import type { Queryable } from '../../platform/db/database';
import { insertRows } from '../../platform/db/insert';
import { forUpdate } from '../../platform/db/one';

/** Who somebody is at an identity provider: the one pair of claims that is never given to anybody else (OpenID Connect Core 5.7). */
export interface Identity {
  issuer: string;
  subject: string;
}

const hashOf = (issuer: string): string => createHash('sha256').update(issuer).digest('hex');

/** Raw id of the person who is linked to the identity. */
export async function userOfIdentity(connection: Queryable, { issuer, subject }: Identity): Promise<string | null> {
  const [row] = await connection.query<{ user_id: string }>(
    'SELECT user_id FROM user_identity WHERE issuer_hash = ? AND subject = ?',
    [hashOf(issuer), subject],
  );
  return row?.user_id ?? null;
}

/**
 * Links a person who has no identity of this provider yet; false when they, or the identity, are somebody else's. The person is held
 * meanwhile: two windows that come back from the provider at once are one link.
 */
export async function linkIdentity(tx: TxContext, userId: string, { issuer, subject }: Identity): Promise<boolean> {
  const { connection } = tx;
  await connection.query(`SELECT id FROM user_account WHERE id = ?${forUpdate(tx)}`, [userId]);
  const taken = await connection.query<{ user_id: string; subject: string }>(
    'SELECT user_id, subject FROM user_identity WHERE issuer_hash = ? AND (user_id = ? OR subject = ?)',
    [hashOf(issuer), userId, subject],
  );
  if (taken.length > 0) return taken.every((row) => row.user_id === userId && row.subject === subject);
  await insertRows(connection, 'user_identity', [
    { issuer_hash: hashOf(issuer), subject, issuer, user_id: userId, linked_at: tx.clock.now().toISOString() },
  ]);
  return true;
}

/** Forgets whom providers know the person as; the next sign-in links anew. Says how many there were. */
export async function unlinkIdentities(connection: Queryable, userId: string): Promise<number> {
  return (await connection.execute('DELETE FROM user_identity WHERE user_id = ?', [userId])).affected;
}
