import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { RequestError } from '../graphql/errors';
import type { PageArguments } from './page';

/**
 * A cursor is the order keys of one row, signed (so it cannot be forged or altered) and bound to the question it came from:
 * order, filter, search and, in a nested list, the parent. Given to another question it is refused instead of giving a wrong page.
 */
export function encodeCursor(key: Buffer, question: string, values: readonly unknown[]): string {
  const body = Buffer.from(JSON.stringify(values));
  return Buffer.concat([sign(key, question, body), body]).toString('base64url');
}

export function decodeCursor(key: Buffer, question: string, cursor: string, length: number): unknown[] {
  const bytes = Buffer.from(cursor, 'base64url');
  const body = bytes.subarray(16);
  // one position has one text: the decoder would pass over foreign characters
  if (cursor.length > 4000 || bytes.length < 18 || bytes.toString('base64url') !== cursor)
    throw new RequestError('INVALID_CURSOR');
  if (!timingSafeEqual(bytes.subarray(0, 16), sign(key, question, body))) throw new RequestError('INVALID_CURSOR');
  const values = JSON.parse(body.toString()) as unknown[];
  if (values.length !== length) throw new RequestError('INVALID_CURSOR');
  return values;
}

const sign = (key: Buffer, question: string, body: Buffer): Buffer =>
  createHmac('sha256', key).update(question).update('\0').update(body).digest().subarray(0, 16);

/** A short name of a question: what a list is of, and the arguments that choose and order its rows. */
export function questionOf(of: readonly string[], { filter, orderBy, search, deleted }: PageArguments): string {
  const parts = [of, filter ?? null, orderBy?.length ? orderBy : null, search?.trim() || null, deleted === true];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
