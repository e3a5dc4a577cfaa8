import type { Random } from './random';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A record id like those of `newId` (UUIDv7 as base32), but of a given moment and from the demo's own random numbers. */
export function recordId(moment: number, random: Random): string {
  let text = '';
  // 48 bits of time fill the first ten characters exactly: three bits, then nine times five
  for (let rest = moment, i = 0; i < 10; i++) {
    text = ALPHABET[rest % 32]! + text;
    rest = Math.floor(rest / 32);
  }
  const bits = random.bits();
  // version 7 and one random bit; ten random bits; one random bit, the variant, two random bits
  text += ALPHABET[14 | (bits & 1)]! + ALPHABET[(bits >>> 1) & 31]! + ALPHABET[(bits >>> 6) & 31]!;
  text += ALPHABET[((bits >>> 7) & 16) | 8 | ((bits >>> 12) & 3)]!;
  for (let word = 0; word < 2; word++) {
    let chunk = random.bits();
    for (let i = 0; i < 6; i++) {
      text += ALPHABET[chunk & 31]!;
      chunk >>>= 5;
    }
  }
  return text;
}
