import { createHash } from 'node:crypto';
import type { ColumnShape, TableShape } from '../db/snapshot';
import { BackupError } from './backup-error';
import type { KeyFacts } from './key';

/**
 * A backup is a plain head (two lines) and a sealed body: JSON lines, gzip, AES-256-GCM. The lines of the body:
 *   {"opening": …}            what it is, from when, of which schema
 *   {"table": …}              then one line a row: a JSON array
 *   {"end": name, rows, sha256}
 *   {"file": …}               then lines of base64
 *   {"endFile": path, sha256}
 *   {"manifest": …}           the sums of all; nothing follows
 */
export const FORMAT = 1;
const MAGIC = 'DOSSIER-BACKUP';
/** A head is shorter than this. */
export const HEAD_LIMIT = 2048;

export interface Head extends KeyFacts {
  format: number;
}
export interface Opening {
  /** ISO, UTC: the archive is as it stood then. */
  instant: string;
  /** Of the program that made it. */
  version: string;
  migrations: string[];
  /** Tables that are left out on purpose. */
  leftOut: string[];
}
export interface TableSum {
  name: string;
  rows: number;
  sha256: string;
}
export interface FileSum {
  path: string;
  size: number;
  sha256: string;
}
export interface Manifest extends Opening {
  format: number;
  tables: TableSum[];
  files: FileSum[];
  rows: number;
  /** Over the sums of all tables: two backups with the same sum hold the same rows. */
  sha256: string;
}

/** One line of the body that is not a row or a piece of a file. */
export type Control =
  | { opening: Opening }
  | { table: string; columns: [string, ColumnShape['kind']][]; primary: string[] }
  | { end: string; rows: number; sha256: string }
  | { file: string; size: number }
  | { endFile: string; sha256: string }
  | { manifest: Manifest };

export const tableLine = ({ name, columns, primary }: TableShape): Control => ({
  table: name,
  columns: columns.map((column) => [column.name, column.kind]),
  primary,
});

/** The plain lines a backup begins with. */
export const headBytes = (facts: KeyFacts): Buffer =>
  Buffer.from(`${MAGIC}\n${JSON.stringify({ format: FORMAT, ...facts })}\n`);

/** Reads the head from the first bytes of a file. */
export function parseHead(bytes: Buffer): { head: Head; length: number } {
  if (`${MAGIC}\n`.startsWith(bytes.toString('latin1'))) throw new BackupError('TRUNCATED');
  if (bytes.subarray(0, MAGIC.length + 1).toString('latin1') !== `${MAGIC}\n`) throw new BackupError('NOT_A_BACKUP');
  const end = bytes.indexOf(10, MAGIC.length + 1);
  if (end < 0) throw new BackupError(bytes.length < HEAD_LIMIT ? 'TRUNCATED' : 'DAMAGED');
  let head: Head;
  try {
    head = JSON.parse(bytes.subarray(MAGIC.length + 1, end).toString('utf8')) as Head;
  } catch {
    throw new BackupError('DAMAGED');
  }
  if (typeof head.format === 'number' && head.format > FORMAT)
    throw new BackupError('FORMAT_NEWER', `${head.format} > ${FORMAT}`);
  const hex = (text: unknown): boolean => typeof text === 'string' && /^([0-9a-f]{2})+$/.test(text);
  if (
    head.format !== FORMAT ||
    !hex(head.salt) ||
    !hex(head.check) ||
    !['installation', 'passphrase'].includes(head.key)
  )
    throw new BackupError('DAMAGED');
  return { head, length: end + 1 };
}

/** The sum over all tables. */
export function totalSum(tables: readonly TableSum[]): string {
  const hash = createHash('sha256');
  for (const { name, rows, sha256 } of tables) hash.update(`${name} ${rows} ${sha256}\n`);
  return hash.digest('hex');
}
