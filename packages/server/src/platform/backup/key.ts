import { hkdfSync, scryptSync, timingSafeEqual } from 'node:crypto';
import { BackupError } from './backup-error';

/** What backups are locked with: the passphrase where there is one, else the installation's key. Neither is ever written into one. */
export interface BackupKey {
  /** The present key first, then those it replaced. */
  secrets: readonly Buffer[];
  passphrase: string | null;
}

/** What the plain head of a backup tells of its key. */
export interface KeyFacts {
  key: 'installation' | 'passphrase';
  /** Hex. Each backup has a key of its own. */
  salt: string;
  /** Hex. Tells the wrong key from a damaged file, and nothing of the key. */
  check: string;
}

/** About 100 ms and 64 MB a guess. */
const scryptCost = { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 };

interface Derived {
  content: Buffer;
  check: Buffer;
}

function derive(secret: Buffer, salt: Buffer): Derived {
  const part = (purpose: string, size: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, salt, `dossier backup 1 ${purpose}`, size));
  return { content: part('content', 32), check: part('check', 8) };
}

const stretch = (passphrase: string, salt: Buffer): Buffer =>
  scryptSync(passphrase.normalize('NFKC'), salt, 32, scryptCost);

/** The key of a new backup and what its head tells of it. */
export function lock({ secrets, passphrase }: BackupKey, salt: Buffer): { content: Buffer; facts: KeyFacts } {
  const secret = passphrase ? stretch(passphrase, salt) : secrets[0];
  if (!secret) throw new BackupError('KEY_MISSING');
  const { content, check } = derive(secret, salt);
  const key = passphrase ? 'passphrase' : 'installation';
  return { content, facts: { key, salt: salt.toString('hex'), check: check.toString('hex') } };
}

/** Finds the key of a backup among those at hand. */
export function unlock({ secrets, passphrase }: BackupKey, facts: KeyFacts): Buffer {
  const salt = Buffer.from(facts.salt, 'hex');
  const expected = Buffer.from(facts.check, 'hex');
  if (facts.key === 'passphrase' && !passphrase) throw new BackupError('PASSPHRASE_NEEDED');
  if (facts.key === 'installation' && secrets.length === 0) throw new BackupError('KEY_MISSING');
  for (const secret of facts.key === 'passphrase' ? [stretch(passphrase!, salt)] : secrets) {
    const { content, check } = derive(secret, salt);
    if (expected.length === check.length && timingSafeEqual(check, expected)) return content;
  }
  throw new BackupError('WRONG_KEY');
}
