import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 random bits as text for a cookie or a header. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret. It is random, so one round of SHA-256 is enough: there is nothing to guess. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A secret that comes out the same at every start, from the installation's key. */
export const derivedSecret = (key: Buffer, purpose: string): string =>
  createHmac('sha256', key).update(purpose).digest('base64url');

/** A password a person can read out and type: no letter that looks like a digit. */
export function newPassword(length = 16): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const text = Array.from({ length }, () => letters[randomIndex(letters.length)]).join('');
  return text.match(/.{1,4}/g)!.join('-');
}

/** Without the bias of a remainder. */
function randomIndex(size: number): number {
  const limit = 256 - (256 % size);
  for (;;) {
    const byte = randomBytes(1)[0]!;
    if (byte < limit) return byte % size;
  }
}
