import { randomBytes, randomFillSync } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** Random bytes are drawn in large pieces: an import takes six ids a row, and each call to the system costs more than the id. */
const pool = Buffer.alloc(8 * 512);
let drawn = pool.length;
const bytes = Buffer.alloc(16);
let lastMs = 0;
let sequence = 0;

/**
 * A new record id: UUIDv7 (RFC 9562: 48 bits of milliseconds, version, a 12-bit counter that keeps ids of one process in order,
 * 62 random bits) as 26 characters of Crockford base32, lower case, so that text order is time order.
 */
export function newId(now = Date.now()): string {
  if (now > lastMs) {
    lastMs = now;
    sequence = randomBytes(2).readUInt16BE(0) & 0x7ff;
  } else if (++sequence > 0xfff) {
    lastMs++;
    sequence = 0;
  }
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes[6] = 0x70 | (sequence >> 8);
  bytes[7] = sequence & 0xff;
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  pool.copy(bytes, 8, drawn, (drawn += 8));
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return base32(bytes);
}

/** 128 bits as 26 characters: two zero bits lead. */
function base32(value: Buffer): string {
  let text = '';
  let rest = 0;
  let bits = 2;
  for (const byte of value) {
    rest = (rest << 8) | byte;
    for (bits += 8; bits >= 5;) {
      bits -= 5;
      text += ALPHABET[rest >> bits]!;
      rest &= (1 << bits) - 1;
    }
  }
  return text;
}

/** True for the raw form (no prefix). */
export const isRawId = (text: string): boolean => /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text);
