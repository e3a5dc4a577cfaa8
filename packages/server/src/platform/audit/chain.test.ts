import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestApp, type TestApp } from '../../test/test-app';
import { readAnchors, writeAnchor } from './anchor';
import { throughAuditDoor } from './door';
import { recordEvent } from './event';
import { missingGuards } from './guards';
import { anchorNow, rebaseAnchors, startKeeper } from './keeper';
import { canonicalSql, chainKey, sealedColumns, type LogRow } from './seal';
import { ForeignChain, readHead, sealAll, sealNext } from './sealer';
import { verifyChain } from './verify';

jest.setTimeout(120_000);
let app: TestApp;
let folder: string;
let file: string;
const key = () => chainKey(app.cursorKey);
beforeEach(async () => {
  app = await openTestApp();
  folder = mkdtempSync(join(tmpdir(), 'dossier-anchors-'));
  file = join(folder, 'audit-anchors.jsonl');
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (count: number) =>
  app.write(async (tx) => {
    for (let i = 0; i < count; i++)
      await recordEvent(tx, { kind: 'SETTINGS', entity: 'Archive', reason: `第 ${i} 项` });
  });
const sql = (text: string, params: unknown[] = []) => app.db.transaction((c) => c.execute(text, params));
/** What somebody with the password of the database would do first. */
const dropGuards = async () => {
  for (const name of ['insert', 'update', 'delete']) await sql(`DROP TRIGGER audit_event_${name}`);
};
const at = async (sequence: number) =>
  (await app.db.read.query<{ id: string }>('SELECT id FROM audit_event WHERE `sequence` = ?', [sequence]))[0]!.id;
const verify = async () => verifyChain(app.db, key(), { anchors: await readAnchors(file, key()) });
const problem = async () => (await verify()).problem;
/** A sealed log of some length, anchored at its end. */
const sealedLog = async (rows: number) => {
  await write(rows);
  await sealAll(app, key());
  const head = (await readHead(app.db))!;
  await anchorNow(app, key(), [file]);
  return head.sequence;
};

describe('append-only', () => {
  test('no row is changed or deleted, sealed or not; a seal is set once', async () => {
    await write(2);
    const [row] = await app.db.read.query<{ id: string }>('SELECT id FROM audit_event LIMIT 1');
    const refused = (text: string) => expect(sql(text, [row!.id])).rejects.toThrow(/append-only/);
    const all = async () => {
      await refused("UPDATE audit_event SET reason = 'x' WHERE id = ?");
      await refused("UPDATE audit_event SET `sequence` = 900, `hash` = 'x', reason = 'x' WHERE id = ?");
      await refused('DELETE FROM audit_event WHERE id = ?');
    };
    await all();
    await sealAll(app, key());
    await all();
    await refused("UPDATE audit_event SET `sequence` = 900, `hash` = 'x' WHERE id = ?");
    await refused('UPDATE audit_event SET `sequence` = NULL, `hash` = NULL WHERE id = ?');
    const copy =
      "INSERT INTO audit_event (id, at, verb, entity, record_id, `sequence`, `hash`) VALUES (?, '', '', '', '', 901, '')";
    await expect(sql(copy, [randomBytes(13).toString('hex')])).rejects.toThrow(/append-only/);
    expect(await missingGuards(app.db)).toEqual([]);
    await sql('DROP TRIGGER audit_event_delete');
    expect(await missingGuards(app.db)).toEqual(['audit_event_delete']);
  });

  test('the door opens for its own transaction, and closes with it', async () => {
    await write(1);
    await app.db.transaction((connection) =>
      throughAuditDoor(connection, 'retention', () => connection.execute('DELETE FROM audit_event')),
    );
    expect(await app.db.read.query('SELECT 1 FROM audit_event')).toEqual([]);
    await write(1);
    const broken = app.db.transaction((connection) =>
      throughAuditDoor(connection, 'retention', () => Promise.reject(new Error('cut off'))),
    );
    await expect(broken).rejects.toThrow('cut off');
    await expect(sql('DELETE FROM audit_event')).rejects.toThrow(/append-only/);
  });
});

describe('the chain', () => {
  test('committed rows are linked in order, those that wait are told, all of it holds', async () => {
    const rows = await sealedLog(1200);
    await write(3);
    const found = await verify();
    expect(found).toMatchObject({ from: 1, to: rows, checked: rows, unsealed: 3, anchors: 1, problem: null });
    expect(await sealAll(app, key())).toBe(3);
    expect((await verify()).unsealed).toBe(0);
    expect(await verifyChain(app.db, key(), { from: 500, to: 600 })).toMatchObject({ checked: 101, problem: null });
    process.stdout.write(`  verified ${rows} rows at ${Math.round((rows / found.ms) * 1000)} rows/s\n`);
  });

  test('the text of a row is exact, and the same on both engines', async () => {
    await app.write((tx) =>
      recordEvent(tx, {
        kind: 'REFUSED',
        entity: 'Customer',
        reason: '中文 𠮷 "quoted" \\ \n',
        fields: [{ field: 'name', before: null, after: 'é' }],
        operation: '',
        subject: 'a:b',
      }),
    );
    const [row] = await app.db.read.query<LogRow & { text: Buffer }>(
      `SELECT ${sealedColumns.join(', ')}, ${canonicalSql(app.db.dialect)} AS text FROM audit_event WHERE verb = 'REFUSED'`,
    );
    const expected = sealedColumns
      .map((name) => (row![name] === null ? ':' : `${Buffer.byteLength(String(row![name]))}:${String(row![name])}`))
      .join('');
    expect(row!.text.toString()).toBe(expected);
    expect(expected).toContain(
      '24:中文 𠮷 "quoted" \\ \n'.replace('24', String(Buffer.byteLength('中文 𠮷 "quoted" \\ \n'))),
    );
  });

  test('two sealers at once leave one chain', async () => {
    await write(1500);
    const sealers = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 12; i++) await sealNext(app, key());
    });
    await Promise.all(sealers);
    await sealAll(app, key());
    expect(await verify()).toMatchObject({ unsealed: 0, problem: null });
  });

  test('a sealer that dies in between leaves nothing half done', async () => {
    await write(40);
    const dying = { ...app.db, transaction: failingAfter(app.db, 3) };
    await expect(sealNext({ ...app, db: dying }, key())).rejects.toThrow('killed');
    expect((await readHead(app.db))?.sequence ?? 0).toBe(0);
    await sealAll(app, key());
    expect(await verify()).toMatchObject({ unsealed: 0, problem: null });
  });

  test('another key neither seals nor verifies', async () => {
    await sealedLog(3);
    const other = chainKey(randomBytes(32));
    await write(1);
    await expect(sealNext(app, other)).rejects.toThrow(ForeignChain);
    expect((await verifyChain(app.db, other)).problem).toMatchObject({ kind: 'WRONG_KEY' });
  });
});

/** The database whose transactions fail after some writes: the first one begins the chain. */
const failingAfter =
  (db: TestApp['db'], writes: number): TestApp['db']['transaction'] =>
  (work) =>
    db.transaction((connection) => {
      let left = writes;
      return work({
        query: connection.query.bind(connection),
        execute: (text, params) =>
          text.includes('audit_event') && (db.dialect === 'mysql' || --left === 0)
            ? Promise.reject(new Error('killed'))
            : connection.execute(text, params),
      });
    });

describe('what was done to it is named', () => {
  test('one character of one row', async () => {
    await sealedLog(30);
    await dropGuards();
    const id = await at(17);
    await sql("UPDATE audit_event SET reason = REPLACE(reason, '项', '顶') WHERE id = ?", [id]);
    expect(await problem()).toMatchObject({ kind: 'CHANGED', sequence: 17, id });
  });

  test('every column that is sealed', async () => {
    await sealedLog(30);
    await dropGuards();
    const id = await at(12);
    for (const column of sealedColumns) {
      const [row] = await app.db.read.query<LogRow>('SELECT * FROM audit_event WHERE `sequence` = 12');
      const value = ['version', 'times'].includes(column)
        ? Number(row![column] ?? 0) + 1
        : column === 'id'
          ? id.replace(/^./, '7')
          : 'x';
      await sql(`UPDATE audit_event SET \`${column}\` = ? WHERE \`sequence\` = 12`, [value]);
      expect([column, (await problem())?.sequence]).toEqual([column, 12]);
      await sql(`UPDATE audit_event SET \`${column}\` = ? WHERE \`sequence\` = 12`, [row![column]]);
    }
    expect(await problem()).toBeNull();
  });

  test('a row that is gone, with the numbers as they were and closed up', async () => {
    await sealedLog(30);
    await dropGuards();
    await sql('DELETE FROM audit_event WHERE `sequence` = 9');
    expect(await problem()).toMatchObject({ kind: 'MISSING', sequence: 9 });
    for (let i = 10; i <= 30; i++) await sql('UPDATE audit_event SET `sequence` = ? WHERE `sequence` = ?', [i - 1, i]);
    expect(await problem()).toMatchObject({ kind: 'MISSING', sequence: 9 });
  });

  test('a row put in between', async () => {
    const rows = await sealedLog(30);
    await dropGuards();
    for (let i = rows; i >= 20; i--)
      await sql('UPDATE audit_event SET `sequence` = ? WHERE `sequence` = ?', [i + 1, i]);
    const id = '7'.repeat(26);
    const names = [...sealedColumns.filter((name) => name !== 'id'), '`hash`'].join(', ');
    await sql(
      `INSERT INTO audit_event (id, \`sequence\`, ${names}) SELECT ?, 20, ${names} FROM audit_event WHERE \`sequence\` = 5`,
      [id],
    );
    expect(await problem()).toMatchObject({ kind: 'INSERTED', sequence: 20, id });
  });

  test('two rows that were swapped', async () => {
    await sealedLog(30);
    await dropGuards();
    const reason = 'SELECT reason FROM audit_event WHERE `sequence` = ?';
    const reasons = [12, 15].map(async (i) => (await app.db.read.query<{ reason: string }>(reason, [i]))[0]!.reason);
    const [a, b] = await Promise.all(reasons);
    await sql('UPDATE audit_event SET reason = ? WHERE `sequence` = 12', [b]);
    await sql('UPDATE audit_event SET reason = ? WHERE `sequence` = 15', [a]);
    expect(await problem()).toMatchObject({ kind: 'CHANGED', sequence: 12 });
    await sql('UPDATE audit_event SET reason = ? WHERE `sequence` = 12', [a]);
    await sql('UPDATE audit_event SET reason = ? WHERE `sequence` = 15', [b]);
    expect(await problem()).toBeNull();
    // places swapped, seals left where they were
    const [x, y] = [await at(12), await at(15)];
    const hashes = await app.db.read.query<{ hash: string }>(
      'SELECT `hash` FROM audit_event WHERE `sequence` IN (12, 15) ORDER BY `sequence`',
    );
    await sql('UPDATE audit_event SET `sequence` = NULL WHERE id IN (?, ?)', [x, y]);
    await sql('UPDATE audit_event SET `sequence` = 15, `hash` = ? WHERE id = ?', [hashes[1]!.hash, x]);
    await sql('UPDATE audit_event SET `sequence` = 12, `hash` = ? WHERE id = ?', [hashes[0]!.hash, y]);
    expect(await problem()).toMatchObject({ kind: 'MOVED', sequence: 12, id: y });
  });

  test('a tail that was cut off, by the database’s own end and by the anchor', async () => {
    const rows = await sealedLog(30);
    await dropGuards();
    await sql('DELETE FROM audit_event WHERE `sequence` > ?', [rows - 4]);
    expect(await problem()).toMatchObject({ kind: 'CUT', sequence: rows - 3 });
    // whoever knows the tables sets the end back as well
    await sql(
      'UPDATE audit_chain SET `sequence` = ?, `hash` = (SELECT e.`hash` FROM audit_event e WHERE e.`sequence` = ?)',
      [rows - 4, rows - 4],
    );
    expect(await problem()).toMatchObject({ kind: 'CUT', sequence: rows - 3, anchoredAt: expect.any(String) });
    // and the chain grows over it again
    await write(10);
    await sealAll(app, key());
    expect(await problem()).toMatchObject({ kind: 'REPLACED', sequence: rows, anchoredAt: expect.any(String) });
    await rebaseAnchors(app, [file], 'an old copy was brought back');
    expect(await problem()).toBeNull();
  });
});

describe('anchors', () => {
  test('a line that is not ours is told; one that was cut off in the writing is left out', async () => {
    await sealedLog(3);
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, good + good.slice(0, 40));
    expect(await verify()).toMatchObject({ anchors: 1, problem: null });
    writeFileSync(file, good.replace('"sequence":', '"sequence":1'));
    expect(await problem()).toMatchObject({ kind: 'ANCHOR', line: 1 });
    truncateSync(file);
    expect(await verify()).toMatchObject({ anchors: 0, problem: null });
    const second = join(folder, 'elsewhere', 'copy.jsonl');
    await writeAnchor([file, second], key(), { kind: 'ANCHOR', at: '', sequence: 1, hash: '' });
    expect(readFileSync(second, 'utf8')).toBe(readFileSync(file, 'utf8'));
  });

  test('the keeper seals by itself, and anchors when it stops', async () => {
    const errors: unknown[] = [];
    const keeper = startKeeper(app, { anchorFiles: [file], anchorMinutes: 10, onError: (error) => errors.push(error) });
    await write(5);
    while ((await verify()).unsealed > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await write(2);
    await keeper.stop();
    const found = await verify();
    expect(errors).toEqual([]);
    expect(found).toMatchObject({ unsealed: 0, anchors: 1, problem: null });
    expect((await readAnchors(file, key())).anchors[0]!.sequence).toBe(found.to);
  });
});
