import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { Database, Dialect } from '../db/database';

/**
 * What a seal covers, in this order for ever: seals of the past rest on it. A column that the log gets later does not go into this
 * list but behind it, with its name before its value and nothing at all where it is empty, so that rows from before keep their text.
 */
export const sealedColumns = [
  'id',
  'at',
  'actor_id',
  'via',
  'ip',
  'request_id',
  'operation_id',
  'verb',
  'entity',
  'record_id',
  'customer_id',
  'version',
  'changes',
  'reason',
  'reason_folded',
  'outcome',
  'times',
  'operation',
  'subject',
  'source',
] as const;

export type LogRow = Record<(typeof sealedColumns)[number], string | number | null>;

/** A row as sealers and verifiers read it: its canonical text in UTF-8. */
export interface Sealable {
  id: string;
  text: Buffer;
}
export interface SealedRow extends Sealable {
  at: string;
  sequence: number;
  hash: string;
}

/** What the first row follows on. */
export const genesis = '0'.repeat(64);

/**
 * One text for one row, the same on both engines: each value with its length in bytes and a colon before it, so that no two rows have
 * the same text; numbers in digits; only the colon for no value. Made by the engine: the driver hands out one value instead of twenty,
 * and it need not be turned into a string and back. `TEXT` only where SQLite works on with it itself.
 */
export function canonicalSql(dialect: Dialect, as: 'BLOB' | 'TEXT' = 'BLOB'): string {
  if (dialect === 'sqlite') {
    const parts = sealedColumns.map((name) => `octet_length(${name}), ':', ${name}`);
    return as === 'BLOB' ? `CAST(concat(${parts.join(', ')}) AS BLOB)` : `concat(${parts.join(', ')})`;
  }
  const parts = sealedColumns.map((name) => `COALESCE(CONCAT(LENGTH(${name}), ':', ${name}), ':')`);
  return `CAST(CONCAT(${parts.join(', ')}) AS BINARY)`;
}

/** Reads sealed rows from after a place on, with what names them. */
export const sealedAfter = (db: Database, after: number, limit: number): Promise<SealedRow[]> =>
  db.read.query<SealedRow>(
    `SELECT id, at, \`sequence\`, \`hash\`, ${canonicalSql(db.dialect)} AS text FROM audit_event WHERE \`sequence\` > ? ORDER BY \`sequence\` LIMIT ${limit}`,
    [after],
  );

/** The key of the chain, derived from the installation's. */
export const chainKey = (installationKey: Buffer): KeyObject =>
  createSecretKey(createHmac('sha256', installationKey).update('dossier audit chain').digest());

/** Tells keys apart without telling them. */
export const keyCheck = (key: KeyObject): string => createHmac('sha256', key).update('check').digest('hex');

/** The seal of a row: the seal before it, its place and its text, under the key. */
export const sealOf = (key: KeyObject, before: string, sequence: number, { text }: { text: Buffer }): string =>
  createHmac('sha256', key).update(`${before}\n${sequence}\n`).update(text).digest('hex');

const block = 64;

/**
 * The same seal for those who make hundreds of thousands: HMAC (RFC 2104) by two calls of the hash over buffers that are kept, half
 * the time of an object per row.
 */
export function sealMaker(
  key: KeyObject,
): (before: string, sequence: number, row: { bytes: Buffer; from: number; to: number }) => string {
  const secret = key.export();
  if (secret.length > block) throw new Error('The key of the chain is longer than a block of the hash');
  const padded = (with_: number): Buffer =>
    Buffer.alloc(block, with_).map((byte, i) => byte ^ (secret[i] ?? 0)) as Buffer;
  let inner = Buffer.alloc(8192);
  padded(0x36).copy(inner);
  const outer = Buffer.concat([padded(0x5c), Buffer.alloc(32)]);
  return (before, sequence, { bytes, from, to }) => {
    const room = block + before.length + 32 + to - from;
    if (inner.length < room) inner = Buffer.concat([inner.subarray(0, block)], room * 2);
    const start = block + inner.write(`${before}\n${sequence}\n`, block, 'latin1');
    bytes.copy(inner, start, from, to);
    outer.write(hash('sha256', inner.subarray(0, start + to - from)), block, 'hex');
    return hash('sha256', outer);
  };
}
