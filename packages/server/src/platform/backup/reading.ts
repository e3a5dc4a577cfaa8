import { createHash } from 'node:crypto';
import { isPlainName, type TableShape } from '../db/snapshot';
import { BackupError } from './backup-error';
import { totalSum, type Control, type FileSum, type Manifest, type Opening, type TableSum } from './format';

/** What a backup is made of, in its order. Every sum is checked while it passes. */
export type Part =
  | { kind: 'opening'; opening: Opening }
  | { kind: 'table'; table: TableShape }
  /** Texts of JSON arrays, in the order of the table's columns. */
  | { kind: 'rows'; lines: string[] }
  | { kind: 'end' }
  | { kind: 'file'; path: string; size: number }
  | { kind: 'bytes'; bytes: Buffer }
  | { kind: 'endFile' }
  | { kind: 'manifest'; manifest: Manifest };

const [NEWLINE, BRACKET, QUOTE] = [10, 91, 34];

/** Cuts the body into parts and checks what they claim. */
export class Reading {
  private rest: Buffer = Buffer.alloc(0);
  private opening: Opening | null = null;
  private table: { sum: TableSum; hash: ReturnType<typeof createHash> } | null = null;
  private file: { sum: FileSum; hash: ReturnType<typeof createHash> } | null = null;
  private readonly tables: TableSum[] = [];
  private readonly files: FileSum[] = [];
  private ended = false;

  *take(chunk: Buffer): Generator<Part> {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    let at = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, at)) {
      if (this.ended) throw new BackupError('DAMAGED', 'after the end');
      const first = bytes[at];
      if (first === BRACKET && this.table) {
        const stop = endOfRows(bytes, at);
        yield this.rows(bytes.subarray(at, stop));
        at = stop;
      } else {
        const line = bytes.toString('utf8', at, end);
        yield first === QUOTE && this.file ? this.piece(line) : this.control(line);
        at = end + 1;
      }
    }
    this.rest = bytes.subarray(at);
  }

  /** Nothing may be missing. */
  finish(): void {
    if (!this.ended || this.rest.length > 0) throw new BackupError('TRUNCATED');
  }

  private rows(bytes: Buffer): Part {
    this.table!.hash.update(bytes);
    const lines = bytes.toString('utf8', 0, bytes.length - 1).split('\n');
    this.table!.sum.rows += lines.length;
    return { kind: 'rows', lines };
  }

  private piece(line: string): Part {
    const bytes = Buffer.from(line.slice(1, -1), 'base64');
    this.file!.hash.update(bytes);
    this.file!.sum.size += bytes.length;
    return { kind: 'bytes', bytes };
  }

  private control(line: string): Part {
    let control: Control;
    try {
      control = JSON.parse(line) as Control;
    } catch {
      throw new BackupError('DAMAGED');
    }
    if ('opening' in control) {
      this.opening = control.opening;
      return { kind: 'opening', opening: control.opening };
    }
    if ('table' in control) return this.begin(control);
    if ('end' in control) return this.end(control);
    if ('file' in control) {
      this.file = { sum: { path: control.file, size: 0, sha256: '' }, hash: createHash('sha256') };
      return { kind: 'file', path: control.file, size: control.size };
    }
    if ('endFile' in control) return this.endFile(control);
    if ('manifest' in control) return this.close(control.manifest);
    throw new BackupError('DAMAGED');
  }

  private begin({ table: name, columns, primary }: Extract<Control, { table: string }>): Part {
    if (![name, ...primary, ...columns.map(([column]) => column)].every(isPlainName))
      throw new BackupError('DAMAGED', String(name));
    this.table = { sum: { name, rows: 0, sha256: '' }, hash: createHash('sha256') };
    return {
      kind: 'table',
      table: { name, primary, columns: columns.map(([column, kind]) => ({ name: column, kind })) },
    };
  }

  private end({ end, rows, sha256 }: Extract<Control, { end: string }>): Part {
    const sum = { ...this.table!.sum, sha256: this.table!.hash.digest('hex') };
    if (sum.name !== end || sum.rows !== rows || sum.sha256 !== sha256) throw new BackupError('DAMAGED', end);
    this.tables.push(sum);
    this.table = null;
    return { kind: 'end' };
  }

  private endFile({ endFile, sha256 }: Extract<Control, { endFile: string }>): Part {
    const sum = { ...this.file!.sum, sha256: this.file!.hash.digest('hex') };
    if (sum.path !== endFile || sum.sha256 !== sha256) throw new BackupError('DAMAGED', endFile);
    this.files.push(sum);
    this.file = null;
    return { kind: 'endFile' };
  }

  private close(manifest: Manifest): Part {
    const same =
      JSON.stringify([manifest.tables, manifest.files]) === JSON.stringify([this.tables, this.files]) &&
      manifest.sha256 === totalSum(this.tables) &&
      manifest.instant === this.opening?.instant;
    if (!same) throw new BackupError('DAMAGED', 'manifest');
    this.ended = true;
    return { kind: 'manifest', manifest };
  }
}

/** Where the rows that begin at `at` and are whole end: after the last line that begins with a bracket. */
function endOfRows(bytes: Buffer, at: number): number {
  let stop = at;
  while (bytes[stop] === BRACKET) {
    const end = bytes.indexOf(NEWLINE, stop);
    if (end < 0) break;
    stop = end + 1;
  }
  return stop;
}
