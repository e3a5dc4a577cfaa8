import { freshDatabase } from '../../test/test-app';
import type { Database, DatabaseConfig } from './database';
import { openDatabase } from './open';

/** One that ends statements soon, one that waits for them, and one that works on a single report at a time. */
let db: Database;
let patient: Database;
let single: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase();
  await fresh.db.close();
  drop = fresh.drop;
  const config: DatabaseConfig = { ...fresh.database, heavyTimeoutMs: 500 };
  db = await openDatabase(config);
  patient = await openDatabase({ ...fresh.database, heavyTimeoutMs: 300_000, reportsAtOnce: 2 });
  single = await openDatabase({ ...fresh.database, heavyTimeoutMs: 300_000, reportsAtOnce: 1 });
  await db.transaction((connection) => connection.execute('CREATE TABLE pebble (id INTEGER, name VARCHAR(20))'));
  await db.transaction((connection) => connection.execute("INSERT INTO pebble VALUES (1, '卵石'), (2, NULL)"));
});
afterAll(async () => {
  await Promise.all([db.close(), patient.close(), single.close()]);
  await drop();
});

/** A statement that would run for minutes. */
const endless = (): string => {
  const digits = `(${Array.from({ length: 10 }, (_, i) => `SELECT ${i} AS n`).join(' UNION ALL ')})`;
  const tables = Array.from({ length: 10 }, (_, i) => `${digits} d${i}`).join(', ');
  return `SELECT COUNT(*) AS n FROM ${tables} WHERE (d0.n * d1.n * d2.n + d3.n * d4.n + d5.n + d6.n + d7.n + d8.n + d9.n) > -1`;
};

test('a heavy read gives what the other read gives', async () => {
  const sql = 'SELECT id, name, ? AS given FROM pebble WHERE id > ? ORDER BY id';
  const rows = await patient.heavy().query(sql, ['x', 0]);
  expect(rows).toEqual(await db.read.query(sql, ['x', 0]));
  expect(rows).toHaveLength(2);
});

test('it sees committed rows only, and writes none', async () => {
  await db.transaction(async (connection) => {
    await connection.execute("INSERT INTO pebble VALUES (3, 'neu')");
    expect(await patient.heavy().query('SELECT id FROM pebble WHERE id = 3')).toEqual([]);
  });
  expect(await patient.heavy().query('SELECT id FROM pebble WHERE id = 3')).toHaveLength(1);
  await expect(patient.heavy().execute('DELETE FROM pebble')).rejects.toThrow('only reads');
  if (db.dialect === 'sqlite') await expect(patient.heavy().query('DELETE FROM pebble')).rejects.toThrow(/readonly/i);
});

test('a fault of the statement is its own', async () => {
  await expect(patient.heavy().query('SELECT nothing FROM pebble')).rejects.toThrow(/nothing/);
  expect(await patient.heavy().query('SELECT 1 AS one')).toHaveLength(1);
});

test('others are answered while one runs', async () => {
  const gone = new AbortController();
  let ended = false;
  const dear = patient
    .heavy({ signal: gone.signal })
    .query(endless())
    .finally(() => (ended = true));
  const end = expect(dear).rejects.toMatchObject({ code: 'HEAVY_CANCELLED' });
  expect(await patient.read.query('SELECT id FROM pebble WHERE id = 1')).toHaveLength(1);
  expect(await patient.heavy().query('SELECT id FROM pebble WHERE id = 1')).toHaveLength(1);
  expect(ended).toBe(false);
  gone.abort();
  await end;
});

test('so many reports as were set run at once, and people take turns', async () => {
  const gone = new AbortController();
  const dear = single.heavy({ signal: gone.signal, person: 'analyst' }).query(endless());
  const end = expect(dear).rejects.toMatchObject({ code: 'HEAVY_CANCELLED' });
  const answered: string[] = [];
  const ask = (person: string) =>
    single
      .heavy({ person })
      .query('SELECT id FROM pebble WHERE id = 1')
      .then(() => answered.push(person));
  const others = [ask('analyst'), ask('analyst'), ask('manager')];
  // a lane of its own
  await single.heavy({ lane: 'screen', person: 'analyst' }).query('SELECT id FROM pebble WHERE id = 1');
  expect(answered).toEqual([]);
  gone.abort();
  await Promise.all([end, ...others]);
  expect(answered).toEqual(['manager', 'analyst', 'analyst']);
});

test('what somebody looks at a screen for does not wait for reports', async () => {
  const gone = new AbortController();
  const reports = Promise.allSettled(
    Array.from({ length: 8 }, () => patient.heavy({ signal: gone.signal }).query(endless())),
  );
  const screen = patient.heavy({ lane: 'screen' });
  expect(await screen.query('SELECT id FROM pebble WHERE id = 1')).toHaveLength(1);
  gone.abort();
  await reports;
});

test('what takes too long is ended in the middle, and the next is answered', async () => {
  await expect(db.heavy().query(endless())).rejects.toMatchObject({ code: 'HEAVY_TIMEOUT' });
  expect(await patient.heavy().query('SELECT id FROM pebble WHERE id = 1')).toHaveLength(1);
  expect(await db.heavy().query('SELECT id FROM pebble WHERE id = 1')).toHaveLength(1);
});

test('what nobody waits for any more is ended, also before its turn', async () => {
  const gone = new AbortController();
  const reads = Array.from({ length: 5 }, () => patient.heavy({ signal: gone.signal }).query(endless()));
  const ends = Promise.allSettled(reads);
  setTimeout(() => gone.abort(), 200);
  for (const end of await ends) expect(end).toMatchObject({ status: 'rejected', reason: { code: 'HEAVY_CANCELLED' } });
  await expect(patient.heavy({ signal: gone.signal }).query('SELECT 1')).rejects.toMatchObject({
    code: 'HEAVY_CANCELLED',
  });
  expect(await patient.heavy().query('SELECT id FROM pebble WHERE id = 1')).toHaveLength(1);
});

test('too many are told to come back', async () => {
  const gone = new AbortController();
  const reads = Array.from({ length: 60 }, () => patient.heavy({ signal: gone.signal }).query(endless()));
  const busy = await Promise.race(
    reads.map((read) =>
      read.catch((error: { code: string }) => (error.code === 'HEAVY_BUSY' ? error : new Promise(() => undefined))),
    ),
  );
  expect(busy).toMatchObject({ code: 'HEAVY_BUSY' });
  gone.abort();
  await Promise.allSettled(reads);
});
