import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
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
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes[6] = 0x70 | (sequence >> 8);
  bytes[7] = sequence & 0xff;
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  let value = BigInt('0x' + bytes.toString('hex'));
  let text = '';
  for (let i = 0; i < 26; i++) {
    text = ALPHABET[Number(value & 31n)]! + text;
    value >>= 5n;
  }
  return text;
}

/** True for the raw form (no prefix). */
export const isRawId = (text: string): boolean => /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text);
