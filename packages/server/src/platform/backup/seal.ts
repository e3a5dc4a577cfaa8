import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { BackupError } from './backup-error';

/** Plain bytes of a piece. */
export const PIECE = 256 * 1024;
export const TAG = 16;

/** The number of the piece and whether it is the last: a piece that is moved, left out or cut off at the end no longer opens. */
function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(index, 5, 6);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

/** The head of the file is authenticated with every piece. */
const fingerprint = (head: Buffer): Buffer => createHash('sha256').update(head).digest();

/** Collects bytes into pieces of one size; the last one is told apart when the input ends. */
abstract class Pieces extends Transform {
  private held: Buffer[] = [];
  private size = 0;
  protected index = 0;

  constructor(private readonly unit: number) {
    super({ readableHighWaterMark: PIECE, writableHighWaterMark: PIECE });
  }

  protected abstract piece(bytes: Buffer, last: boolean): Buffer;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.held.push(chunk);
    this.size += chunk.length;
    try {
      // one piece is always kept back: only at the end it is known whether it was the last
      while (this.size > this.unit) this.push(this.next(this.unit, false));
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      this.push(this.next(this.size, true));
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  private next(size: number, last: boolean): Buffer {
    const all = this.held.length === 1 ? this.held[0]! : Buffer.concat(this.held);
    this.held = all.length > size ? [all.subarray(size)] : [];
    this.size = all.length - size;
    const result = this.piece(all.subarray(0, size), last);
    this.index++;
    return result;
  }
}

/** Seals a stream with AES-256-GCM, piece by piece. */
export class SealStream extends Pieces {
  private readonly head: Buffer;
  constructor(
    private readonly key: Buffer,
    head: Buffer,
  ) {
    super(PIECE);
    this.head = fingerprint(head);
  }
  protected piece(bytes: Buffer, last: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce(this.index, last)).setAAD(this.head);
    return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Opens what `SealStream` has sealed; nothing passes that was not sealed with this key, in this order, whole. */
export class OpenStream extends Pieces {
  private readonly head: Buffer;
  constructor(
    private readonly key: Buffer,
    head: Buffer,
  ) {
    super(PIECE + TAG);
    this.head = fingerprint(head);
  }
  protected piece(bytes: Buffer, last: boolean): Buffer {
    const plain = this.open(bytes, last);
    if (plain) return plain;
    // a file that ends between two pieces: what stands last is sound, but it is not the end
    if (last && (bytes.length === 0 || this.open(bytes, false) || bytes.length < TAG))
      throw new BackupError('TRUNCATED');
    throw new BackupError('DAMAGED', `#${this.index + 1}`);
  }
  private open(bytes: Buffer, last: boolean): Buffer | null {
    if (bytes.length < TAG) return null;
    const edge = bytes.length - TAG;
    const cipher = createDecipheriv('aes-256-gcm', this.key, nonce(this.index, last), { authTagLength: TAG })
      .setAAD(this.head)
      .setAuthTag(bytes.subarray(edge));
    try {
      return Buffer.concat([cipher.update(bytes.subarray(0, edge)), cipher.final()]);
    } catch {
      return null;
    }
  }
}
