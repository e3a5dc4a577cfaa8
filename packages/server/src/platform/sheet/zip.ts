import { crc32 } from 'node:zlib';
import { posix } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import * as yauzl from 'yauzl';
import { SheetError } from './sheet-error';
import { SHEET_LIMITS } from './sheet-types';

const METHOD_STORED = 0;
const METHOD_DEFLATED = 8;

/** A zip whose central directory was judged before anything is inflated; each entry is inflated under count and check sum. */
export class SafeZip {
  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
  ) {}

  static async open(filePath: string): Promise<SafeZip> {
    let zip: yauzl.ZipFile;
    try {
      zip = await yauzl.openPromise(filePath, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
    } catch (error) {
      throw new SheetError('SHEET_TRUNCATED', {}, error);
    }
    try {
      if (zip.entryCount > SHEET_LIMITS.entries) throw new SheetError('SHEET_BOMB');
      return new SafeZip(zip, await readDirectory(zip));
    } catch (error) {
      zip.close();
      throw error instanceof SheetError ? error : new SheetError('SHEET_TRUNCATED', {}, error);
    }
  }

  has(name: string): boolean {
    return this.entries.has(key(name));
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  /** The inflated bytes of an entry; the stream fails when size or check sum are not what the directory says. */
  async stream(name: string): Promise<Readable> {
    const entry = this.entries.get(key(name));
    if (!entry) throw new SheetError('SHEET_TRUNCATED');
    try {
      const inflated = await this.zip.openReadStreamPromise(entry);
      const checked = checkSum(entry.crc32);
      inflated.once('error', (error) => checked.destroy(new SheetError('SHEET_TRUNCATED', {}, error)));
      checked.once('close', () => inflated.destroy());
      return inflated.pipe(checked);
    } catch (error) {
      throw new SheetError('SHEET_TRUNCATED', {}, error);
    }
  }

  /** A small entry as text. */
  async text(name: string): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of await this.stream(name)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  }

  close(): void {
    this.zip.close();
  }
}

/** Names are compared without case: Excel opens `XL/Workbook.xml` too. */
const key = (name: string) => posix.normalize(name).replace(/^\/+/, '').toLowerCase();

async function readDirectory(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>();
  let inflated = 0;
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new SheetError('SHEET_ENCRYPTED');
    if (entry.compressionMethod !== METHOD_STORED && entry.compressionMethod !== METHOD_DEFLATED) {
      throw new SheetError('SHEET_OTHER_FORMAT', { format: 'ZIP' });
    }
    inflated += entry.uncompressedSize;
    packed += entry.compressedSize;
    if (inflated > SHEET_LIMITS.inflatedBytes || isBomb(entry)) throw new SheetError('SHEET_BOMB');
    // Two entries of one name, or entries that overlap, are how a file shows one thing to a scanner and another to a reader.
    if (entries.has(key(entry.fileName)) || packed > zip.fileSize) throw new SheetError('SHEET_TRUNCATED');
    entries.set(key(entry.fileName), entry);
  }
  return entries;
}

const isBomb = (entry: yauzl.Entry) =>
  entry.uncompressedSize > SHEET_LIMITS.ratioFromBytes &&
  entry.uncompressedSize / Math.max(1, entry.compressedSize) > SHEET_LIMITS.ratio;

function checkSum(expected: number): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      done(sum >>> 0 === expected >>> 0 ? null : new SheetError('SHEET_TRUNCATED'));
    },
  });
}
