import { createSecretKey, randomBytes } from 'node:crypto';
import { openTestApp, type TestApp } from '../../test/test-app';
import { recordEvent } from './event';
import { packedAfter, PackedRows } from './packed';
import { chainKey, sealedAfter, sealMaker, sealOf } from './seal';
import { sealAll } from './sealer';
import { verifyChain } from './verify';

let app: TestApp;
const key = () => chainKey(app.cursorKey);
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
const sql = (text: string, params: unknown[] = []) => app.db.transaction((c) => c.execute(text, params));

test('seals made in bulk are those of the HMAC', () => {
  for (const length of [1, 32, 63, 64]) {
    const secret = createSecretKey(randomBytes(length));
    const seal = sealMaker(secret);
    for (const size of [0, 1, 55, 63, 64, 119, 8000, 9000, 100_000, 40]) {
      const bytes = randomBytes(size + 7);
      const before = randomBytes(32).toString('hex');
      const text = bytes.subarray(3, 3 + size);
      expect(seal(before, 123_456, { bytes, from: 3, to: 3 + size })).toBe(sealOf(secret, before, 123_456, { text }));
    }
  }
  expect(() => sealMaker(createSecretKey(randomBytes(65)))).toThrow(/longer/);
});

test('packed rows are the rows, whatever stands in them', async () => {
  const hostile = ['', '1:23:4', '64:' + '0'.repeat(64), '7:-', '中文 𠮷 "\\\n\u0001', 'a'.repeat(70_000), '-', ':'];
  await app.write(async (tx) => {
    for (const reason of hostile) await recordEvent(tx, { kind: 'SETTINGS', entity: 'Archive', reason });
  });
  await sealAll(app, key());
  const rows = await sealedAfter(app.db, 0, 100);
  expect(rows.length).toBeGreaterThanOrEqual(hostile.length);
  const walked: object[] = [];
  for (const bytes of await packedAfter(app.db, 0, 100))
    for (const packed = new PackedRows(bytes); packed.next();)
      walked.push({
        sequence: packed.sequence,
        hash: packed.hash,
        text: bytes.toString('utf8', packed.from, packed.to),
      });
  expect(walked).toEqual(
    rows.map(({ sequence, hash, text }) => ({ sequence: Number(sequence), hash, text: text.toString() })),
  );
  expect(await packedAfter(app.db, 1_000_000, 100)).toEqual([]);
});

test('a page may end anywhere; a row put twice at its end is found', async () => {
  await app.write(async (tx) => {
    for (let i = 0; i < 20; i++) await recordEvent(tx, { kind: 'SETTINGS', entity: 'Archive', reason: `第 ${i} 项` });
  });
  await sealAll(app, key());
  for (const page of [1, 2, 7, 1000])
    expect(await verifyChain(app.db, key(), { page })).toMatchObject({ problem: null, checked: expect.any(Number) });
  for (const name of ['insert', 'update', 'delete']) await sql(`DROP TRIGGER audit_event_${name}`);
  await sql(`DROP INDEX uq_audit_event_sequence${app.db.dialect === 'mysql' ? ' ON audit_event' : ''}`);
  const [row] = await app.db.read.query<Record<string, unknown>>('SELECT * FROM audit_event WHERE `sequence` = 14');
  const twin = { ...row, id: '7'.repeat(26) };
  const names = Object.keys(twin);
  await sql(
    `INSERT INTO audit_event (${names.map((name) => `\`${name}\``).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    Object.values(twin),
  );
  for (const page of [7, 14, 1000])
    expect((await verifyChain(app.db, key(), { page })).problem).toMatchObject({ sequence: expect.any(Number) });
  expect((await verifyChain(app.db, key(), { page: 14, to: 14 })).problem).toMatchObject({ sequence: 14 });
});
