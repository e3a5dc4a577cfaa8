import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Keyring, SecretKey } from './keyring';

const ivBytes = 12;
const tagBytes = 16;

/** Keys of their own for each purpose and field; they are few and asked for often. */
const derived = new WeakMap<SecretKey, Map<string, Buffer>>();
function derive(key: SecretKey, purpose: string): Buffer {
  let known = derived.get(key);
  if (!known) derived.set(key, (known = new Map()));
  let own = known.get(purpose);
  if (!own)
    known.set(purpose, (own = Buffer.from(hkdfSync('sha256', key.bytes, Buffer.alloc(0), `dossier ${purpose}`, 32))));
  return own;
}

/**
 * Encrypts and authenticates a text with the current key (AES-256-GCM, a fresh nonce each time). `place` names entity, field and
 * record: what was sealed for one place does not open in another.
 */
export function seal(keyring: Keyring, place: string, plain: string): string {
  const key = keyring.current();
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', derive(key, 'seal'), iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `${key.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** The id of the key that a text was sealed with. */
export const keyIdOf = (sealed: string): string => sealed.slice(0, sealed.indexOf('.'));

/** The plain text; null when its key is missing, or it was altered or moved from another place. */
export function open(keyring: Keyring, place: string, sealed: string): string | null {
  const key = keyring.find(keyIdOf(sealed));
  const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url');
  if (!key || bytes.length < ivBytes + tagBytes) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', derive(key, 'seal'), bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** What a value is found by: the same for the same value of the same field, and of no use without the key. */
export const blindIndex = (key: SecretKey, field: string, plain: string): string =>
  createHmac('sha256', derive(key, `blind ${field}`))
    .update(plain)
    .digest('base64url');
