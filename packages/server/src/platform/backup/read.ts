import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isPlainName, type TableShape } from '../db/snapshot';
import { BackupError } from './backup-error';
import { totalSum } from './dump';
import {
  HEAD_LIMIT,
  parseHead,
  type Control,
  type FileSum,
  type Manifest,
  type Opening,
  type TableSum,
} from './format';
import { unlock, type BackupKey } from './key';
import { OpenStream, PIECE, TAG } from './seal';

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

export interface ReadOptions {
  file: string;
  key: BackupKey;
  /** In bytes of the file. */
  onProgress?(done: number, total: number): void;
  signal?: AbortSignal;
}

/** Reads a backup from its first line to its last; throws when it is not whole, not ours, or altered. */
export async function* readBackup(options: ReadOptions): AsyncGenerator<Part> {
  const reading = new Reading();
  for await (const chunk of await plainBytes(options)) yield* reading.take(chunk);
  yield* reading.finish();
}

/** Reads the whole backup for its sums alone. */
export async function verifyBackup(options: ReadOptions): Promise<Manifest> {
  let manifest: Manifest | null = null;
  for await (const part of readBackup(options)) if (part.kind === 'manifest') manifest = part.manifest;
  return manifest!;
}

/** The first line of the body: what it is, from when, of which schema. */
export async function readOpening(options: ReadOptions): Promise<Opening> {
  for await (const part of readBackup(options)) if (part.kind === 'opening') return part.opening;
  throw new BackupError('DAMAGED');
}

async function plainBytes({ file, key, onProgress, signal }: ReadOptions): Promise<AsyncIterable<Buffer>> {
  const total = (await stat(file).catch(missing(file))).size;
  const { head, length } = parseHead(await beginning(file));
  const content = unlock(key, head);
  const headBytes = (await beginning(file)).subarray(0, length);
  let done = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      onProgress?.((done += chunk.length), total - length);
      next(null, chunk);
    },
  });
  const gunzip = createGunzip({ chunkSize: PIECE });
  let failure: unknown = null;
  // the first error is the one that explains; the consumer sees a stream that was destroyed
  pipeline(
    createReadStream(file, { start: length, highWaterMark: PIECE + TAG, signal }),
    meter,
    new OpenStream(content, headBytes),
    gunzip,
    (error) => (failure = error ?? null),
  );
  return (async function* () {
    try {
      for await (const chunk of gunzip) yield chunk as Buffer;
    } catch (error) {
      throw explain(failure ?? error);
    }
  })();
}

/** Bytes that open with the key are what was written: a fault of the compressor then means the same as a wrong seal. */
const explain = (error: unknown): unknown =>
  /^Z_/.test(String((error as { code?: unknown }).code)) ? new BackupError('DAMAGED') : error;

const missing =
  (file: string) =>
  (error: NodeJS.ErrnoException): never => {
    if (error.code === 'ENOENT') throw new BackupError('FILE_MISSING', file);
    throw error;
  };

async function beginning(file: string): Promise<Buffer> {
  const handle = await open(file, 'r').catch(missing(file));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_LIMIT), 0, HEAD_LIMIT, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const [NEWLINE, BRACKET, QUOTE] = [10, 91, 34];

/** Cuts the body into parts and checks what they claim. */
class Reading {
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

  *finish(): Generator<Part> {
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
