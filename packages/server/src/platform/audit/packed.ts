import type { Database, Dialect } from '../db/database';
import { canonicalSql } from './seal';

/**
 * Sealed rows as a verification reads them: place, seal and canonical text one behind the other, each with its length in bytes before
 * it, so that nothing in a row can pass for the next one. An engine in the process hands a page of rows out as one value: a value
 * costs more on its way out than the text of a row in the making. A server streams rows anyway, each of them a value.
 */
export async function packedAfter(db: Database, after: number, limit: number): Promise<Buffer[]> {
  const rows = await db.read.query<{ packed: Buffer | null }>(packedSql(db.dialect, limit), [after]);
  return rows.flatMap(({ packed }) => packed ?? []);
}

function packedSql(dialect: Dialect, limit: number): string {
  const rows = `FROM audit_event WHERE \`sequence\` > ? ORDER BY \`sequence\` LIMIT ${limit}`;
  if (dialect === 'mysql') {
    const [place, seal] = ['`sequence`', '`hash`'].map((name) => measured('LENGTH', name));
    // the text is the rest of the value
    return `SELECT CAST(CONCAT(${place}, ${seal}, '-', ${canonicalSql(dialect)}) AS BINARY) AS packed ${rows}`;
  }
  const pieces = ['place', 'seal', 'text'].map((name) => measured('octet_length', name));
  // rows in another order than asked for would be a false alarm, never a false peace: each bears its place
  return (
    `SELECT CAST(group_concat(concat(${pieces.join(', ')}), '') AS BLOB) AS packed ` +
    `FROM (SELECT \`sequence\` AS place, \`hash\` AS seal, ${canonicalSql(dialect, 'TEXT')} AS text ${rows})`
  );
}

const measured = (length: string, name: string): string =>
  `COALESCE(${length}(${name}), 0), ':', COALESCE(${name}, '')`;

const colon = 0x3a;
/** Instead of a length: all that is left. */
const rest = 0x2d;

/** Walks the rows of a packed value in place. */
export class PackedRows {
  sequence = 0;
  hash = '';
  /** Where the canonical text of the row lies. */
  from = 0;
  to = 0;

  constructor(readonly bytes: Buffer) {}

  /** Goes on to the next row; false at the end. */
  next(): boolean {
    this.from = this.to;
    if (this.from >= this.bytes.length) return false;
    this.sequence = Number(this.text());
    this.hash = this.text();
    this.piece();
    return true;
  }

  /** The next value as text. */
  private text(): string {
    this.piece();
    return this.bytes.toString('latin1', this.from, this.to);
  }

  /** Steps over the next value: its length, a colon, its bytes. */
  private piece(): void {
    let length = 0;
    let at = this.to;
    let byte = this.bytes[at];
    for (; byte !== colon && byte !== rest; byte = this.bytes[++at]) length = length * 10 + byte! - 0x30;
    this.from = at + 1;
    this.to = byte === rest ? this.bytes.length : this.from + length;
  }
}
