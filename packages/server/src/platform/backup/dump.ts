import { createHash, randomBytes, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Snapshot, TableShape } from '../db/snapshot';
import {
  FORMAT,
  headBytes,
  tableLine,
  totalSum,
  type Control,
  type FileSum,
  type Manifest,
  type Opening,
  type TableSum,
} from './format';
import { lock, type BackupKey } from './key';
import { filesOf, readPieces, type FileRoot } from './files';
import { SealStream } from './seal';

export interface DumpOptions {
  snapshot: Snapshot;
  /** Where the finished backup will lie; it has `.part` behind its name until then. */
  file: string;
  key: BackupKey;
  instant: string;
  version: string;
  /** Tables that are of no use elsewhere, or that are made again from others. */
  leaveOut: ReadonlySet<string>;
  files: FileRoot;
  onProgress?(done: number, total: number): void;
  signal?: AbortSignal;
}

/** Text is handed to the compressor in pieces of about this size. */
const GATHER = 128 * 1024;

/** Writes a backup of a snapshot. The file appears under its name when it is whole and on disk, and not before. */
export async function dump(options: DumpOptions): Promise<Manifest> {
  const part = `${options.file}.part`;
  const { content, facts } = lock(options.key, randomBytes(32));
  const head = headBytes(facts);
  const body = new Body(options);
  try {
    const out = createWriteStream(part, { flags: 'wx', mode: 0o600, highWaterMark: 1024 * 1024 });
    out.write(head);
    // the fastest level: the sixth makes files a fifth smaller in four times the time
    const gzip = createGzip({ level: 1, chunkSize: GATHER });
    await pipeline(
      Readable.from(body.bytes(), { objectMode: true, highWaterMark: 2 }),
      gzip,
      new SealStream(content, head),
      out,
      {
        signal: options.signal,
      },
    );
    await sync(part);
    await rename(part, options.file);
    await sync(path.dirname(options.file));
    return body.manifest!;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Everything up to here is on disk. */
export async function sync(place: string): Promise<void> {
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // some systems do not sync folders
    if (!(await stat(place)).isDirectory()) throw error;
  } finally {
    await handle.close();
  }
}

/** The lines of a backup. */
class Body {
  manifest: Manifest | null = null;
  private done = 0;
  private total = 0;
  constructor(private readonly options: DumpOptions) {}

  async *bytes(): AsyncGenerator<Buffer> {
    const { snapshot, leaveOut, instant, version, files } = this.options;
    const tables = snapshot.tables.filter(({ name }) => !leaveOut.has(name));
    for (const { name } of tables) this.total += await snapshot.count(name);
    const opening: Opening = { instant, version, migrations: [...snapshot.migrations], leftOut: [...leaveOut].sort() };
    yield line({ opening });
    const sums: TableSum[] = [];
    for (const table of tables) {
      yield line(tableLine(table));
      sums.push(yield* this.table(table));
      yield line({ end: table.name, rows: sums.at(-1)!.rows, sha256: sums.at(-1)!.sha256 });
    }
    const fileSums: FileSum[] = [];
    for await (const { path: name, size } of filesOf(files)) {
      yield line({ file: name, size });
      fileSums.push(yield* this.file(name));
      yield line({ endFile: name, sha256: fileSums.at(-1)!.sha256 });
    }
    const rows = sums.reduce((sum, table) => sum + table.rows, 0);
    this.manifest = { format: FORMAT, ...opening, tables: sums, files: fileSums, rows, sha256: totalSum(sums) };
    yield line({ manifest: this.manifest });
  }

  private async *table(table: TableShape): AsyncGenerator<Buffer, TableSum> {
    const hash = createHash('sha256');
    let rows = 0;
    let text = '';
    for await (const batch of this.options.snapshot.rows(table)) {
      text += `${batch.join('\n')}\n`;
      rows += batch.length;
      if (text.length < GATHER) continue;
      yield counted(hash, text);
      text = '';
      this.options.onProgress?.(this.done + rows, this.total);
    }
    if (text) yield counted(hash, text);
    this.options.onProgress?.((this.done += rows), this.total);
    return { name: table.name, rows, sha256: hash.digest('hex') };
  }

  private async *file(name: string): AsyncGenerator<Buffer, FileSum> {
    const hash = createHash('sha256');
    let size = 0;
    for await (const bytes of readPieces(this.options.files, name)) {
      hash.update(bytes);
      size += bytes.length;
      yield Buffer.from(`"${bytes.toString('base64')}"\n`);
    }
    return { path: name, size, sha256: hash.digest('hex') };
  }
}

const line = (control: Control): Buffer => Buffer.from(`${JSON.stringify(control)}\n`);

function counted(hash: Hash, text: string): Buffer {
  const bytes = Buffer.from(text);
  hash.update(bytes);
  return bytes;
}
