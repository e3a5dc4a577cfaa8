import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { addKey, dropKeys, fixedKeyring, newKeyring, openKeyring, SecretKeyError } from './keyring';
import { blindIndex, keyIdOf, open, seal } from './seal';
import { SealedSecret } from './sealed-secret';

const plain = '6222021000000000009';

describe('a sealed value', () => {
  const keyring = newKeyring();

  it('opens in its place alone, and never looks the same twice', () => {
    const [a, b] = [
      seal(keyring, 'BankAccount.accountNumber.1', plain),
      seal(keyring, 'BankAccount.accountNumber.1', plain),
    ];
    expect(a).not.toBe(b);
    expect(open(keyring, 'BankAccount.accountNumber.1', a)).toBe(plain);
    for (const place of ['BankAccount.accountNumber.2', 'BankAccount.other.1', 'Customer.accountNumber.1'])
      expect(open(keyring, place, a)).toBeNull();
  });

  it('does not open when a single bit was changed, or with another key of the same id', () => {
    const sealed = seal(keyring, 'x', plain);
    const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const altered = Buffer.from(bytes);
      altered[at]! ^= 1;
      expect(open(keyring, 'x', `k1.${altered.toString('base64url')}`)).toBeNull();
    }
    expect(open(newKeyring(), 'x', sealed)).toBeNull();
    expect(open(keyring, 'x', sealed.replace('k1.', 'k9.'))).toBeNull();
    expect(open(keyring, 'x', 'k1.')).toBeNull();
  });

  it('is found by an index that differs by field and key', () => {
    const key = keyring.current();
    expect(blindIndex(key, 'A.b', plain)).toBe(blindIndex(key, 'A.b', plain));
    const others = [blindIndex(key, 'A.c', plain), blindIndex(newKeyring().current(), 'A.b', plain)];
    expect(others).not.toContain(blindIndex(key, 'A.b', plain));
  });

  it('turns into its mask whatever is made of it', () => {
    const secret = new SealedSecret(seal(keyring, 'x', plain), 'blind', '**** 0009');
    const texts = [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect(secret),
      inspect({ deep: { secret } }),
    ];
    for (const text of texts) {
      expect(text).toContain('**** 0009');
      expect(text).not.toContain('k1.');
    }
  });
});

describe('the key file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dossier-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const config = (given = false, secretKeys: string | null = null) => ({
    secretKeyFile: join(folder, 'sub', 'secrets.keys'),
    secretKeyFileGiven: given,
    secretKeys,
  });

  it('is made once, for its owner alone, and says so', () => {
    const made: string[] = [];
    const first = openKeyring(config(), (file) => made.push(file));
    const again = openKeyring(config(), (file) => made.push(file));
    expect(made).toHaveLength(1);
    expect(again.current().bytes.equals(first.current().bytes)).toBe(true);
    expect(statSync(config().secretKeyFile).mode & 0o777).toBe(0o600);
    expect(readFileSync(config().secretKeyFile, 'utf8')).toContain('另存一份');
  });

  it('must be there when it was named, and must hold keys', () => {
    expect(() => openKeyring(config(true))).toThrow(SecretKeyError);
    for (const text of ['', 'k1 abc', `k1 ${'a'.repeat(64)}\nk1 ${'b'.repeat(64)}`])
      expect(() => openKeyring(config(false, text || ' '))).toThrow(SecretKeyError);
    expect(openKeyring(config(false, `k1:${'a'.repeat(64)},k2:${'b'.repeat(64)}`)).current().id).toBe('k2');
  });

  it('takes up a new key while it serves, and keeps the old one for what it sealed', () => {
    const serving = openKeyring(config());
    const old = seal(serving, 'x', plain);
    const { secretKeyFile } = config();
    expect(addKey(secretKeyFile)).toBe('k2');
    const other = openKeyring(config());
    const fresh = seal(other, 'x', plain);
    expect([keyIdOf(old), keyIdOf(fresh)]).toEqual(['k1', 'k2']);
    // the serving one meets a key that it does not know, and reads the file again
    expect(open(serving, 'x', fresh)).toBe(plain);
    expect(open(serving, 'x', old)).toBe(plain);
    expect(serving.current().id).toBe('k2');
    dropKeys(secretKeyFile, new Set(['k1', 'k2']));
    expect(
      openKeyring(config())
        .all()
        .map(({ id }) => id),
    ).toEqual(['k2']);
    expect(statSync(secretKeyFile).mode & 0o777).toBe(0o600);
  });

  it('goes on with the keys it has when the file is damaged meanwhile', () => {
    const serving = openKeyring(config());
    const sealed = seal(serving, 'x', plain);
    writeFileSync(config().secretKeyFile, 'nonsense');
    expect(serving.find('k7')).toBeUndefined();
    expect(open(serving, 'x', sealed)).toBe(plain);
  });
});

it('a ring of fixed keys seals with the last', () => {
  const [a, b] = [newKeyring().current(), { ...newKeyring().current(), id: 'k2' }];
  expect(fixedKeyring([a, b]).current()).toBe(b);
});
