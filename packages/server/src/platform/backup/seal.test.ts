import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Snapshot } from '../db/snapshot';
import { BackupError } from './backup-error';
import { dump } from './dump';
import { parseHead } from './format';
import type { BackupKey } from './key';
import { valuesOf } from './load';
import { placeOf } from './files';
import { readBackup, verifyBackup } from './read';
import { PIECE, TAG } from './seal';

const folder = mkdtempSync(path.join(tmpdir(), 'dossier-seal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const key: BackupKey = { secrets: [randomBytes(32)], passphrase: null };
const file = path.join(folder, 'sound.backup');
const SECRET = 'CANARY-621483010012345678-机密客户有限公司';
/** Does not compress, so that the file has several pieces. */
const rows = Array.from({ length: 3000 }, (_, i) =>
  JSON.stringify([`id${i}`, randomBytes(300).toString('base64'), i === 7 ? SECRET : null]),
);
const table = {
  name: 'thing',
  columns: ['id', 'noise', 'secret'].map((name) => ({ name, kind: 'text' as const })),
  primary: ['id'],
};
const snapshot: Snapshot = {
  dialect: 'sqlite',
  tables: [table],
  migrations: ['First1'],
  rows: async function* () {
    for (let at = 0; at < rows.length; at += 100) yield rows.slice(at, at + 100);
  },
  count: async () => rows.length,
  close: async () => undefined,
};

const write = (name: string, withKey: BackupKey) =>
  dump({
    snapshot,
    file: name,
    key: withKey,
    instant: '2026-11-22T03:30:00.000Z',
    version: '1',
    leaveOut: new Set(),
    files: { root: folder, folders: [] },
  });

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'OK',
    (error: unknown) => (error instanceof BackupError ? error.code : `unforeseen: ${String(error)}`),
  );
const judge = (bytes: Buffer, withKey: BackupKey = key): Promise<string> => {
  const altered = path.join(folder, 'altered.backup');
  writeFileSync(altered, bytes);
  return codeOf(verifyBackup({ file: altered, key: withKey }));
};

let sound: Buffer;
let head: number;
beforeAll(async () => {
  await write(file, key);
  sound = readFileSync(file);
  head = parseHead(sound).length;
});

test('a backup reads back as it was written', async () => {
  const manifest = await verifyBackup({ file, key });
  expect(manifest).toMatchObject({ rows: rows.length, migrations: ['First1'], instant: '2026-11-22T03:30:00.000Z' });
  const found: string[] = [];
  for await (const part of readBackup({ file, key })) if (part.kind === 'rows') found.push(...part.lines);
  expect(found).toEqual(rows);
  expect((sound.length - head) / PIECE).toBeGreaterThan(2);
});

test('nothing of the content and nothing of the key is readable in it', () => {
  for (const text of [SECRET, '621483010012345678', '机密客户', 'thing', 'First1', key.secrets[0]!.toString('hex')])
    expect(sound.includes(text)).toBe(false);
  expect(sound.includes(key.secrets[0]!)).toBe(false);
});

test('a flipped bit is found wherever it is', async () => {
  for (const at of [
    head,
    head + 5000,
    head + PIECE + TAG - 1,
    head + PIECE + TAG,
    sound.length - TAG - 1,
    sound.length - 1,
  ]) {
    const bytes = Buffer.from(sound);
    bytes[at]! ^= 1;
    expect([at, await judge(bytes)]).toEqual([at, 'DAMAGED']);
  }
});

test('a file that was cut off says so, wherever it was cut', async () => {
  const piece = PIECE + TAG;
  const cuts = [0, 10, head - 3, head, head + 5, head + piece, head + 2 * piece, sound.length - 1, head + piece + 100];
  for (const at of cuts)
    expect([at, ['TRUNCATED', 'DAMAGED']]).toEqual([at, expect.arrayContaining([await judge(sound.subarray(0, at))])]);
  expect(await judge(sound.subarray(0, head + piece))).toBe('TRUNCATED');
  expect(await judge(sound.subarray(0, head))).toBe('TRUNCATED');
});

test('pieces that were swapped, doubled, left out or taken from another backup are found', async () => {
  const piece = (i: number) => sound.subarray(head + i * (PIECE + TAG), head + (i + 1) * (PIECE + TAG));
  const start = sound.subarray(0, head);
  const rest = sound.subarray(head + 2 * (PIECE + TAG));
  expect(await judge(Buffer.concat([start, piece(1), piece(0), rest]))).toBe('DAMAGED');
  expect(await judge(Buffer.concat([start, piece(0), piece(0), piece(1), rest]))).toBe('DAMAGED');
  expect(await judge(Buffer.concat([start, piece(1), rest]))).toBe('DAMAGED');
  await write(path.join(folder, 'other.backup'), key);
  const other = readFileSync(path.join(folder, 'other.backup'));
  expect(await judge(Buffer.concat([start, piece(0), other.subarray(head + PIECE + TAG)]))).toBe('DAMAGED');
  expect(await judge(Buffer.concat([sound, Buffer.from('more')]))).toBe('DAMAGED');
});

test('the wrong key, no key, and a passphrase that is missing or wrong are told apart from damage', async () => {
  expect(await judge(sound, { secrets: [randomBytes(32)], passphrase: null })).toBe('WRONG_KEY');
  expect(await judge(sound, { secrets: [], passphrase: null })).toBe('KEY_MISSING');
  expect(await judge(sound, { secrets: [randomBytes(32), key.secrets[0]!], passphrase: 'of no use here' })).toBe('OK');
  const locked = path.join(folder, 'locked.backup');
  await write(locked, { secrets: [], passphrase: '长城 passphrase' });
  const bytes = readFileSync(locked);
  expect(await judge(bytes, key)).toBe('PASSPHRASE_NEEDED');
  expect(await judge(bytes, { secrets: [], passphrase: 'another' })).toBe('WRONG_KEY');
  expect(await judge(bytes, { secrets: [], passphrase: '长城 passphrase' })).toBe('OK');
});

test('other files, and backups of a newer format, are named as such', async () => {
  expect(await judge(Buffer.from('SQLite format 3\0 and so on'))).toBe('NOT_A_BACKUP');
  expect(await judge(Buffer.from(sound.toString('latin1').replace('"format":1', '"format":2'), 'latin1'))).toBe(
    'FORMAT_NEWER',
  );
  expect(await codeOf(verifyBackup({ file: path.join(folder, 'nowhere'), key }))).toBe('FILE_MISSING');
});

test('an altered head makes the pieces unreadable', async () => {
  expect(await judge(Buffer.from(sound.toString('latin1').replace('{"format":1,', '{ "format":1,'), 'latin1'))).toBe(
    'DAMAGED',
  );
});

test('a write that fails leaves nothing behind', async () => {
  const broken: Snapshot = {
    ...snapshot,
    rows: async function* () {
      yield rows.slice(0, 10);
      throw new Error('the database went away');
    },
  };
  const target = path.join(folder, 'broken.backup');
  const work = dump({
    snapshot: broken,
    file: target,
    key,
    instant: '',
    version: '1',
    leaveOut: new Set(),
    files: { root: folder, folders: [] },
  });
  await expect(work).rejects.toThrow('went away');
  for (const name of [target, `${target}.part`]) expect(() => readFileSync(name)).toThrow(/ENOENT/);
});

test('long whole numbers stay exact, digits in texts stay texts', () => {
  expect(valuesOf('[9007199254740993,-9223372036854775808,12,null]')).toEqual([
    '9007199254740993',
    '-9223372036854775808',
    12,
    null,
  ]);
  expect(valuesOf('["a \\" 9007199254740993, ","\\\\",9007199254740993]')).toEqual([
    'a " 9007199254740993, ',
    '\\',
    '9007199254740993',
  ]);
});

test('paths of a backup do not lead out of the folder', () => {
  expect(placeOf('/data', 'imports/abc/source')).toBe('/data/imports/abc/source');
  for (const bad of ['../x', 'a/../../x', '/etc/passwd', 'a//b', '', 'a\\..\\b', 'a\0b', './x', 7])
    expect(placeOf('/data', bad)).toBeNull();
});
