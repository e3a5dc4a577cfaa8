import { createHash } from 'node:crypto';
import type { TxContext } from '../../platform/context/context';
import type { Queryable } from '../../platform/db/database';
import { insertRows } from '../../platform/db/insert';

/**
 * Slow-down of guessing. Failures are counted for a person at an address, and for an address over all people (one password tried
 * on many names). Nobody is locked out: each further guess only waits longer, and a stranger's failures never make the right
 * person wait elsewhere.
 */
export interface AttemptRule {
  /** Failures that cost nothing. */
  free: number;
  /** Wait after the first failure beyond them; doubles with each. */
  firstMs: number;
  maxMs: number;
}
const personRule: AttemptRule = { free: 5, firstMs: 5_000, maxMs: 15 * 60_000 };
const addressRule: AttemptRule = { free: 30, firstMs: 5_000, maxMs: 15 * 60_000 };
/** Failures older than this are forgotten. */
const memoryMs = 3600_000;

export interface Subject {
  /** Hashed: what people type into the name field by mistake is often their password. */
  key: string;
  rule: AttemptRule;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

export function subjectsOf(userName: string, ip: string | null): Subject[] {
  const person = userName.trim().toLowerCase();
  return [
    { key: hash(`person\0${person}\0${ip}`), rule: personRule },
    { key: hash(`address\0${ip}`), rule: addressRule },
  ];
}

interface Row {
  subject: string;
  failures: number;
  blocked_until: string | null;
}

/** The wait that follows the n-th failure in a row. */
export const waitAfter = (failures: number, { free, firstMs, maxMs }: AttemptRule): number =>
  failures < free ? 0 : Math.min(maxMs, firstMs * 2 ** (failures - free));

/**
 * Counts an attempt as failed before the password is looked at, so that many at once count as many. Returns the seconds to wait
 * when this one may not be made.
 */
export async function countAttempt(
  { connection, db, clock }: TxContext,
  subjects: readonly Subject[],
): Promise<number> {
  const now = clock.now();
  await connection.execute('DELETE FROM sign_in_attempt WHERE last_at < ?', [
    new Date(now.getTime() - memoryMs).toISOString(),
  ]);
  const lock = db.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const rows = await connection.query<Row>(
    `SELECT subject, failures, blocked_until FROM sign_in_attempt WHERE subject IN (${subjects.map(() => '?').join(',')})${lock}`,
    subjects.map(({ key }) => key),
  );
  const waits = rows.map((row) => Date.parse(row.blocked_until ?? '') - now.getTime()).filter((ms) => ms > 0);
  if (waits.length > 0) return Math.ceil(Math.max(...waits) / 1000);
  for (const subject of subjects) {
    await countFailure(connection, subject, rows.find((row) => row.subject === subject.key)?.failures, now);
  }
  return 0;
}

async function countFailure(
  connection: Queryable,
  { key, rule }: Subject,
  before: number | undefined,
  now: Date,
): Promise<void> {
  const failures = Number(before ?? 0) + 1;
  const wait = waitAfter(failures, rule);
  const blockedUntil = wait ? new Date(now.getTime() + wait).toISOString() : null;
  const values = { failures, last_at: now.toISOString(), blocked_until: blockedUntil };
  if (before === undefined) return insertRows(connection, 'sign_in_attempt', [{ subject: key, ...values }]);
  await connection.execute(
    'UPDATE sign_in_attempt SET failures = ?, last_at = ?, blocked_until = ? WHERE subject = ?',
    [...Object.values(values), key],
  );
}

/** The attempt was right: the person starts anew, the address gets this one back. */
export async function forgiveAttempt(connection: Queryable, [person, address]: readonly Subject[]): Promise<void> {
  await connection.execute('DELETE FROM sign_in_attempt WHERE subject = ?', [person!.key]);
  await connection.execute(
    'UPDATE sign_in_attempt SET failures = failures - 1, blocked_until = NULL WHERE subject = ? AND failures > 0',
    [address!.key],
  );
}
