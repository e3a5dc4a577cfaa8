import { createHash } from 'node:crypto';
import type { TxContext } from '../../platform/context/context';
import type { Queryable } from '../../platform/db/database';
import { forUpdate } from '../../platform/db/one';
import { insertRows } from '../../platform/db/insert';

/**
 * Slow-down of guessing. The guard is the failures of a person at an address. Behind it, an address at which many different names
 * failed of late (one password tried on many names) is slowed as well; a whole office behind one address stays far below that.
 * Nobody is locked out: each further guess only waits longer, and a stranger's failures never make the right person wait elsewhere.
 */
export interface AttemptRule {
  /** Failures (of a person) or names that failed (at an address) that cost nothing. */
  free: number;
  /** Wait after the first beyond them; doubles with each. */
  firstMs: number;
  maxMs: number;
}
const personRule: AttemptRule = { free: 5, firstMs: 5_000, maxMs: 15 * 60_000 };
export const addressRule: AttemptRule = { free: 100, firstMs: 1_000, maxMs: 60_000 };
/** Failures older than this are forgotten. */
const memoryMs = 3600_000;

/** Who is tried where. Hashed: what people type into the name field by mistake is often their password. */
export interface Guess {
  /** Of the person at the address. */
  key: string;
  /** With which the keys of everybody at the address begin. */
  address: string;
}

const hash = (text: string, length: number): string => createHash('sha256').update(text).digest('hex').slice(0, length);

export function guessOf(userName: string, ip: string | null): Guess {
  const address = `${hash(`address\0${ip}`, 23)}:`;
  return { key: address + hash(`person\0${userName.trim().toLowerCase()}\0${ip}`, 40), address };
}

/** The wait that follows the n-th failure in a row, or the n-th name. */
export const waitAfter = (failures: number, { free, firstMs, maxMs }: AttemptRule): number =>
  failures < free ? 0 : Math.min(maxMs, firstMs * 2 ** Math.min(failures - free, 30));

/**
 * Counts an attempt as failed before the password is looked at, so that many at once count as many. Returns the seconds to wait
 * when this one may not be made.
 */
export async function countAttempt(tx: TxContext, guess: Guess): Promise<number> {
  const now = tx.clock.now();
  await tx.connection.execute('DELETE FROM sign_in_attempt WHERE last_at < ?', [
    new Date(now.getTime() - memoryMs).toISOString(),
  ]);
  const [own] = await tx.connection.query<{ failures: number; blocked_until: string | null }>(
    `SELECT failures, blocked_until FROM sign_in_attempt WHERE subject = ?${forUpdate(tx)}`,
    [guess.key],
  );
  const until = Math.max(Date.parse(own?.blocked_until ?? '') || 0, await addressUntil(tx, guess));
  if (until > now.getTime()) return Math.ceil((until - now.getTime()) / 1000);
  await countFailure(tx.connection, guess, own?.failures, now);
  return 0;
}

/** Until when an address is slowed: by how many other names failed there of late, after the last of them. */
async function addressUntil({ connection }: TxContext, { key, address }: Guess): Promise<number> {
  const [found] = await connection.query<{ names: number; latest: string | null }>(
    'SELECT COUNT(*) AS names, MAX(last_at) AS latest FROM sign_in_attempt WHERE subject > ? AND subject < ? AND subject <> ?',
    [address, `${address}~`, key],
  );
  const wait = waitAfter(Number(found?.names ?? 0), addressRule);
  // those who try beside this one may be a moment ahead: that is no wait
  return found?.latest && wait > 0 ? Date.parse(found.latest) + wait : 0;
}

async function countFailure(
  connection: Queryable,
  { key }: Guess,
  before: number | undefined,
  now: Date,
): Promise<void> {
  const failures = Number(before ?? 0) + 1;
  const wait = waitAfter(failures, personRule);
  const blockedUntil = wait ? new Date(now.getTime() + wait).toISOString() : null;
  const values = { failures, last_at: now.toISOString(), blocked_until: blockedUntil };
  if (before === undefined) return insertRows(connection, 'sign_in_attempt', [{ subject: key, ...values }]);
  await connection.execute(
    'UPDATE sign_in_attempt SET failures = ?, last_at = ?, blocked_until = ? WHERE subject = ?',
    [...Object.values(values), key],
  );
}

/** The attempt was right: the person starts anew, and the address has one name less against it. */
export const forgiveAttempt = (connection: Queryable, { key }: Guess) =>
  connection.execute('DELETE FROM sign_in_attempt WHERE subject = ?', [key]);
