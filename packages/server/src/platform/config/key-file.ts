import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config';

const KEY_BYTES = 32;

/** The key file is missing although it was named, or does not hold a key. */
export class KeyFileError extends Error {
  constructor(
    readonly file: string,
    readonly reason: 'missing' | 'invalid',
  ) {
    super(reason === 'missing' ? `Key file not found: ${file}` : `Key file does not hold a 64-digit hex key: ${file}`);
    this.name = 'KeyFileError';
  }
}

/** Reads the signing key; makes it (mode 0600) on the first start unless the operator named the file. */
export function loadKey(config: Pick<Config, 'keyFile' | 'keyFileGiven'>): Buffer {
  try {
    return parseKey(readFileSync(config.keyFile, 'utf8'), config.keyFile);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (config.keyFileGiven) throw new KeyFileError(config.keyFile, 'missing');
  return createKey(config.keyFile);
}

/** The key where there is one; null where there is none yet. */
export function readKey(file: string): Buffer | null {
  try {
    return parseKey(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function createKey(file: string): Buffer {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    // `wx`: two servers that start at once must end up with the same key
    writeFileSync(file, randomBytes(KEY_BYTES).toString('hex') + '\n', { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return parseKey(readFileSync(file, 'utf8'), file);
}

function parseKey(text: string, file: string): Buffer {
  const hex = text.trim();
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new KeyFileError(file, 'invalid');
  return Buffer.from(hex, 'hex');
}
