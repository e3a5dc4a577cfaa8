import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readAnchors } from '../../platform/audit/anchor';
import { anchorNow } from '../../platform/audit/keeper';
import { chainKey } from '../../platform/audit/seal';
import { sealAll } from '../../platform/audit/sealer';
import { verifyChain } from '../../platform/audit/verify';
import { dump } from '../../platform/backup/dump';
import { restore, type RestoreOptions } from '../../platform/backup/restore';
import type { DatabaseConfig } from '../../platform/db/database';
import { openDatabase } from '../../platform/db/open';
import { openSnapshot } from '../../platform/db/snapshot';
import { randomArchive } from '../../test/random-archive';
import { seed } from '../../test/seed';
import { freshDatabase, type TestApp } from '../../test/test-app';
import type { BackupParts } from './backup-services';
import { everything, freshTarget, insertAwkward, partsIn, rowsOf, sumsOf, writeOn } from './backup-test-kit.fixture';

jest.setTimeout(180_000);
let app: TestApp;
let parts: BackupParts;
const folders: string[] = [];
const remembered = (made: BackupParts): BackupParts => (folders.push(made.dataDir), made);

beforeAll(async () => {
  app = (await randomArchive(seed)).app;
  await app.db.transaction(insertAwkward);
  parts = remembered(partsIn(app.database));
  mkdirSync(path.join(parts.dataDir, 'imports', 'job1'), { recursive: true });
  writeFileSync(
    path.join(parts.dataDir, 'imports', 'job1', 'source'),
    Buffer.from(Array.from({ length: 500_000 }, (_, i) => i % 251)),
  );
  writeFileSync(path.join(parts.dataDir, 'imports', 'incoming-abc'), 'half an upload');
});
afterAll(async () => {
  await app.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const dumpTo = async (from: BackupParts, name: string) => {
  const file = path.join(from.dataDir, name);
  const snapshot = await openSnapshot(from.database);
  const manifest = await dump({
    ...from,
    snapshot,
    file,
    key: from.key(),
    instant: '2026-11-22T03:30:00.000Z',
  }).finally(() => snapshot.close());
  return { file, manifest };
};
const into = (file: string, to: BackupParts, more: Partial<RestoreOptions> = {}) =>
  restore({
    file,
    key: parts.key(),
    database: to.database,
    dataDir: to.dataDir,
    replace: false,
    stamp: '20261122-033000',
    derive: to.derive,
    ...more,
  });

test(`a copy equals the archive row by row as of its instant, while others write (seed ${seed})`, async () => {
  const writers = [writeOn(app.db), writeOn(app.db), writeOn(app.db)];
  // under way, however slow the machine is
  const written = async () =>
    (await app.db.read.query("SELECT 1 FROM outbox_event WHERE subscriber = 'none' LIMIT 30")).length;
  while ((await written()) < 30) await new Promise((resolve) => setTimeout(resolve, 10));
  const snapshot = await openSnapshot(parts.database);
  const asOf = await rowsOf(snapshot, parts.leaveOut);
  const file = path.join(parts.dataDir, 'under-load.backup');
  await dump({ ...parts, snapshot, file, key: parts.key(), instant: '2026-11-22T03:30:00.000Z' });
  await snapshot.close();
  const rounds = await Promise.all(writers.map((writer) => writer.stop()));
  expect(Math.min(...rounds)).toBeGreaterThan(0);
  expect(await everything(parts.database, parts.leaveOut)).not.toEqual(asOf);

  const other = await freshTarget();
  const copy = remembered(partsIn(other.config));
  await into(file, copy);
  expect(await everything(other.config, parts.leaveOut)).toEqual(asOf);
  expect(readFileSync(path.join(copy.dataDir, 'imports', 'job1', 'source'))).toEqual(
    readFileSync(path.join(parts.dataDir, 'imports', 'job1', 'source')),
  );
  expect(() => readFileSync(path.join(copy.dataDir, 'imports', 'incoming-abc'))).toThrow(/ENOENT/);
  await other.drop();
});

test('from one database to the other and back nothing changes, and search finds the same', async () => {
  const source = await everything(parts.database, new Set(['user_session', 'sign_in_attempt', 'backup_run']));
  const { file, manifest } = await dumpTo(parts, 'first.backup');
  // on SQLite alone the way leads through another file
  const sqlite = remembered(partsIn({ file: path.join(parts.dataDir, 'copy', 'dossier.sqlite') }));
  await into(file, sqlite);
  const second = await dumpTo({ ...sqlite, key: parts.key }, 'second.backup');
  expect(second.manifest.sha256).toBe(manifest.sha256);
  const other = await freshTarget();
  const back = remembered(partsIn(other.config));
  await into(second.file, back);
  // postings too: they were left out and made again
  expect(await everything(other.config, new Set(['user_session', 'sign_in_attempt', 'backup_run']))).toEqual(source);
  await other.drop();
});

test('the operation log of a restored archive holds, on either database', async () => {
  const key = chainKey(app.cursorKey);
  await sealAll(app, key);
  const anchorFile = path.join(parts.dataDir, 'anchors.jsonl');
  await anchorNow(app, key, [anchorFile]);
  const verified = async (config: DatabaseConfig) => {
    const db = await openDatabase(config);
    try {
      return await verifyChain(db, key, { anchors: await readAnchors(anchorFile, key) });
    } finally {
      await db.close();
    }
  };
  const source = await verified(app.database);
  expect(source).toMatchObject({ problem: null, unsealed: 0, anchors: 1 });
  expect(source.checked).toBeGreaterThan(100);
  const sound = { problem: null, unsealed: 0, anchors: 1, checked: source.checked };
  const { file } = await dumpTo(parts, 'sealed.backup');
  // with a server under test: from there into a file, and from the file back into a schema of the server
  const sqlite = remembered(partsIn({ file: path.join(parts.dataDir, 'sealed', 'dossier.sqlite') }));
  await into(file, sqlite);
  expect(await verified(sqlite.database)).toMatchObject(sound);
  const second = await dumpTo({ ...sqlite, key: parts.key }, 'sealed-again.backup');
  const other = await freshTarget();
  await into(second.file, remembered(partsIn(other.config)));
  expect(await verified(other.config)).toMatchObject(sound);
  // it is the log itself that came along, not a new one
  const tampered = await openDatabase(sqlite.database);
  await tampered.transaction((connection) => connection.execute('DROP TRIGGER audit_event_update'));
  await tampered.transaction((connection) =>
    connection.execute("UPDATE audit_event SET entity = 'Kunde' WHERE `sequence` = 42"),
  );
  await tampered.close();
  expect((await verified(sqlite.database)).problem).toMatchObject({ kind: 'CHANGED', sequence: 42 });
  await other.drop();
});

test('a database with rows is not touched unless it is said', async () => {
  const { file } = await dumpTo(parts, 'third.backup');
  const other = await freshTarget((db) => db.transaction(insertAwkward));
  const before = await everything(other.twin, new Set());
  const copy = remembered(partsIn(other.config));
  await expect(into(file, copy)).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' });
  const { aside } = await into(file, copy, { replace: true });
  expect(await sumsOf(other.config, parts.leaveOut)).toEqual(await sumsOf(parts.database, parts.leaveOut));
  // the former archive is kept whole
  const kept = other.config.url ? { url: other.config.url.replace(/[^/]+$/, aside!) } : { file: aside! };
  expect(await everything(kept, new Set())).toEqual(before);
  const reopened = await openDatabase(other.config);
  expect(await reopened.migrate()).toEqual([]);
  if (other.config.url) await reopened.transaction((connection) => connection.execute(`DROP DATABASE ${aside}`));
  await reopened.close();
  await other.drop();
});

test('an archive that is in use is not replaced', async () => {
  const { file } = await dumpTo(parts, 'fourth.backup');
  const other = await freshDatabase();
  await other.db.migrate();
  await other.db.read.query('SELECT 1 FROM customer');
  await expect(into(file, remembered(partsIn(other.database)), { replace: true })).rejects.toMatchObject({
    code: 'SERVER_RUNNING',
  });
  await other.db.close();
  await other.drop();
});

test('a backup of an earlier schema is brought up to date; one of a later schema is refused', async () => {
  const old = await freshDatabase();
  const first = ['CreateArchive1763769600000', 'CreateSignIn1763769700000'];
  expect(await old.db.migrate(first)).toEqual(first);
  await old.db.transaction((connection) => insertAwkward(connection));
  await old.db.close();
  const oldParts = remembered(partsIn(old.database));
  const { file, manifest } = await dumpTo({ ...oldParts, key: parts.key }, 'old.backup');
  expect(manifest.migrations).toEqual(first);
  const target = remembered(partsIn({ file: path.join(oldParts.dataDir, 'dossier.sqlite') }));
  await into(file, target);
  const db = await openDatabase(target.database);
  expect(await db.migrate()).toEqual([]);
  const [row] = await db.read.query<{ n: number }>('SELECT COUNT(*) AS n FROM contract_item');
  expect(Number(row!.n)).toBeGreaterThan(0);
  await db.close();
  const snapshot = await openSnapshot(old.database);
  const later = path.join(oldParts.dataDir, 'later.backup');
  await dump({
    ...oldParts,
    snapshot: { ...snapshot, migrations: [...first, 'FromTheFuture9'] },
    file: later,
    key: parts.key(),
    instant: '2026-11-22T03:30:00.000Z',
  });
  await snapshot.close();
  const empty = remembered(partsIn({ file: path.join(oldParts.dataDir, 'empty', 'dossier.sqlite') }));
  await expect(into(later, empty)).rejects.toMatchObject({ code: 'SCHEMA_NEWER', detail: 'FromTheFuture9' });
  await old.drop();
});
