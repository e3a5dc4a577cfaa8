import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config';

/** One key of the ring. Its id stands before whatever it sealed. */
export interface SecretKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** The keys of sealed values, oldest first; the last one seals. */
export interface Keyring {
  current(): SecretKey;
  /** A key by its id; the file is read again where it is not known yet. */
  find(id: string): SecretKey | undefined;
  all(): readonly SecretKey[];
}

export class SecretKeyError extends Error {
  constructor(
    readonly place: string,
    readonly reason: 'missing' | 'invalid' | 'unknown',
    readonly keyIds: readonly string[] = [],
  ) {
    const texts = {
      missing: `Key file not found: ${place}`,
      invalid: `Not lines of "<id> <64 hex digits>": ${place}`,
      unknown: `${place} lacks the keys ${keyIds.join(', ')} that stored values are sealed with`,
    };
    super(texts[reason]);
    this.name = 'SecretKeyError';
  }
}

/** Another process may have added a key: the file is looked at again this often. */
const lookMs = 2000;

function parse(text: string, place: string): SecretKey[] {
  const lines = text
    .replace(/^\s*#.*$/gm, '')
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter(Boolean);
  const keys = lines.map((line): SecretKey => {
    const [, id, hex] = /^(k\d{1,6})[\s:]+([0-9a-f]{64})$/i.exec(line) ?? [];
    if (!id || !hex) throw new SecretKeyError(place, 'invalid');
    return { id: id.toLowerCase(), bytes: Buffer.from(hex, 'hex') };
  });
  if (keys.length === 0 || new Set(keys.map(({ id }) => id)).size < keys.length)
    throw new SecretKeyError(place, 'invalid');
  return keys;
}

/** Keys that do not change: from the environment, or for tests. */
export function fixedKeyring(keys: readonly SecretKey[]): Keyring {
  return { current: () => keys.at(-1)!, find: (id) => keys.find((key) => key.id === id), all: () => keys };
}

/** A ring of one new key. */
export const newKeyring = (): Keyring => fixedKeyring([{ id: 'k1', bytes: randomBytes(32) }]);

const notes = `# Keys of sealed values (account and identity numbers); the last one seals. Keep a copy in a safe place apart from the
# database and its backups: without it these values are lost, and with it they are open.
# 加密敏感信息的密钥，最后一行用于新数据。请另存一份，与数据库及其备份分开保管：丢失则无法解密，泄露则等于公开。
`;
const textOf = (keys: readonly SecretKey[]): string =>
  notes + keys.map(({ id, bytes }) => `${id} ${bytes.toString('hex')}\n`).join('');

/** Clocks of file systems are coarse: a file that was replaced is another one too. */
function stateOf(file: string): string {
  const { mtimeMs, ino, size } = statSync(file);
  return `${mtimeMs} ${ino} ${size}`;
}

/** The key file, read again when it was changed: a new key serves without a new start. */
class FileKeyring implements Keyring {
  private keys: SecretKey[];
  private readState: string;
  private lookedAt = performance.now();

  constructor(private readonly file: string) {
    this.readState = stateOf(file);
    this.keys = parse(readFileSync(file, 'utf8'), file);
  }
  current(): SecretKey {
    if (performance.now() - this.lookedAt > lookMs) this.look();
    return this.keys.at(-1)!;
  }
  find(id: string): SecretKey | undefined {
    const known = this.keys.find((key) => key.id === id);
    if (known) return known;
    this.look();
    return this.keys.find((key) => key.id === id);
  }
  all(): readonly SecretKey[] {
    if (performance.now() - this.lookedAt > lookMs) this.look();
    return this.keys;
  }
  /** A file that cannot be read just now changes nothing: the keys that are known go on serving. */
  private look(): void {
    this.lookedAt = performance.now();
    try {
      const state = stateOf(this.file);
      if (state === this.readState) return;
      const fresh = parse(readFileSync(this.file, 'utf8'), this.file);
      const ids = new Map(this.keys.map((key) => [key.id, key]));
      // objects stay the same, as derived keys are kept by them
      this.keys = fresh.map((key) => {
        const known = ids.get(key.id);
        return known?.bytes.equals(key.bytes) ? known : key;
      });
      this.readState = state;
    } catch {
      // said at the next start
    }
  }
}

type KeyConfig = Pick<Config, 'secretKeyFile' | 'secretKeyFileGiven' | 'secretKeys'>;

/** The keys that the configuration names. On the first start a file is made; `onCreate` is told. */
export function openKeyring(config: KeyConfig, onCreate: (file: string) => void = () => undefined): Keyring {
  if (config.secretKeys) return fixedKeyring(parse(config.secretKeys, 'DOSSIER_SECRET_KEYS'));
  const file = config.secretKeyFile;
  try {
    return new FileKeyring(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (config.secretKeyFileGiven) throw new SecretKeyError(file, 'missing');
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    // `wx`: two servers that start at once must end up with the same key
    writeFileSync(file, textOf([{ id: 'k1', bytes: randomBytes(32) }]), { mode: 0o600, flag: 'wx' });
    onCreate(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return new FileKeyring(file);
}

/** Writes the file as a whole or not at all. */
function writeKeys(file: string, keys: readonly SecretKey[]): void {
  const draft = `${file}.new`;
  writeFileSync(draft, textOf(keys), { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

/** Adds a key that seals from now on; running servers take it up by themselves. Returns its id. */
export function addKey(file: string): string {
  const keys = parse(readFileSync(file, 'utf8'), file);
  const id = `k${Math.max(...keys.map((key) => Number(key.id.slice(1)))) + 1}`;
  writeKeys(file, [...keys, { id, bytes: randomBytes(32) }]);
  return id;
}

/** Takes keys away, never the one that seals. */
export function dropKeys(file: string, ids: ReadonlySet<string>): void {
  const keys = parse(readFileSync(file, 'utf8'), file);
  writeKeys(
    file,
    keys.filter(({ id }, at) => at === keys.length - 1 || !ids.has(id)),
  );
}
