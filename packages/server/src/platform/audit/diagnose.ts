import type { KeyObject } from 'node:crypto';
import type { Database } from '../db/database';
import type { Problem } from './problem';
import { sealedAfter, sealOf, type SealedRow } from './seal';

/** How far the look goes. */
const reach = 1000;

/**
 * Why a row does not bear its seal. Whoever takes a row out, puts one in or swaps two, and numbers the rest anew, leaves rows whose
 * seals fit a place nearby: that tells what was done.
 */
export async function diagnose(
  db: Database,
  key: KeyObject,
  { before, row }: { before: string; row: SealedRow },
): Promise<Problem> {
  const place = Number(row.sequence);
  const problem = (kind: Problem['kind']): Problem => ({
    kind,
    sequence: place,
    id: String(row.id),
    at: String(row.at),
  });
  const next = await sealedAfter(db, place, reach);
  // what was sealed for this place stands further on: there are rows before it that were never sealed
  if (next.some((other) => sealOf(key, before, place, other) === other.hash)) return problem('INSERTED');
  // another row's content bears the seal of this place
  if (next.some((other) => sealOf(key, before, place, other) === row.hash)) return problem('MOVED');
  const follower = next[0];
  if (!follower) return problem('CHANGED');
  // the next row follows on this one with a higher number: rows before this one are gone
  for (let gone = 1; gone <= reach; gone++)
    if (sealOf(key, row.hash, place + 1 + gone, follower) === follower.hash) return problem('MISSING');
  return problem('CHANGED');
}
