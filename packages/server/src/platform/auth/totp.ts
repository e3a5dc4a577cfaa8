import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Time-based one-time passwords, RFC 6238, as authenticator apps make them: SHA-1, 30 seconds, 6 digits. */
const stepSeconds = 30;
const digits = 6;
/** Clocks of telephones are a little off, and typing takes time: one step before and one after count too. */
const window = 1;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 random bits, as RFC 4226 recommends. */
export const newTotpSecret = (): Buffer => randomBytes(20);

/** RFC 4648 without padding: what people type when they cannot scan. */
export function base32(bytes: Buffer): string {
  let text = '';
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += alphabet[(value >>> (bits - 5)) & 31];
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
}

export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds);

/** The code of a step (RFC 4226 HOTP). */
export function totpCode(secret: Buffer, step: number, length = digits, algorithm = 'sha1'): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac(algorithm, secret).update(counter).digest();
  const number = mac.readUInt32BE(mac[mac.length - 1]! & 15) & 0x7fffffff;
  return String(number % 10 ** length).padStart(length, '0');
}

/** The step a code belongs to, if it belongs to one near now and later than `after`; else null. Whoever accepts it must note the step. */
export function stepOfCode(secret: Buffer, code: string, now: Date, after: number): number | null {
  const current = stepAt(now);
  let found: number | null = null;
  // all are compared, so the time tells nothing
  for (let step = current - window; step <= current + window; step++)
    if (timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code)) && step > after) found = step;
  return found;
}

/** `123 456` and full-width digits as people type them; null when it is no code. */
export function readCode(text: string): string | null {
  const code = text.normalize('NFKC').replace(/\s/g, '');
  return /^\d{6}$/.test(code) ? code : null;
}

/** What the QR code says: authenticator apps take it over by scanning. */
export function totpUri(secret: Buffer, account: string, issuer = 'Dossier'): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
