import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BackupError } from './backup-error';
import { HEAD_LIMIT, parseHead, type Manifest, type Opening } from './format';
import { unlock, type BackupKey } from './key';
import { Reading, type Part } from './reading';
import { OpenStream, PIECE, TAG } from './seal';

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
  reading.finish();
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
