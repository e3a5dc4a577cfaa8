import { openTestApp, type TestApp } from '../../test/test-app';
import { restingDatabase } from './resting-reads';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** Reads on clocks that stand still but for work and rests, on a machine of two processors. */
function resting() {
  const rests: number[] = [];
  let time = 0;
  let idle = 0;
  const rest = (ms: number) => {
    rests.push(ms);
    time += ms;
    return Promise.resolve();
  };
  const db = restingDatabase(app.db, undefined, { now: () => time, idle: () => idle, rest });
  /** Works, while so many processors have nothing to do. */
  const work = (ms: number, spare = 0) => {
    time += ms;
    idle += ms * spare;
  };
  return { rests, work, read: () => db.heavy().query<{ one: number }>('SELECT 1 AS one') };
}

test('on a crowded machine it rests as long as it has worked, a second at most', async () => {
  const { rests, work, read } = resting();
  expect((await read()).map(({ one }) => Number(one))).toEqual([1]);
  work(300);
  await read();
  work(40);
  await read();
  work(5000);
  await read();
  expect(rests).toEqual([300, 40, 1000]);
});

test('where a processor has nothing to do it does not rest, and again when all have', async () => {
  const { rests, work, read } = resting();
  for (const spare of [1, 1, 0.6]) {
    work(300, spare);
    await read();
  }
  expect(rests).toEqual([]);
  work(300, 0.4);
  await read();
  // too short to tell: as before
  work(50, 1);
  await read();
  expect(rests).toEqual([300, 50]);
  work(300, 2);
  await read();
  expect(rests).toEqual([300, 50]);
});

test('statements that are asked together share a rest', async () => {
  const { rests, work, read } = resting();
  work(400);
  await Promise.all([read(), read(), read()]);
  work(20);
  await read();
  expect(rests).toEqual([400, 20]);
});

test('writing stays refused, what is not heavy does not rest, and the signal ends all reads', async () => {
  const gone = new AbortController();
  const db = restingDatabase(app.db, gone.signal);
  await expect(db.heavy().execute('DELETE FROM customer')).rejects.toThrow('only reads');
  expect(await db.read.query('SELECT 1 AS one')).toHaveLength(1);
  gone.abort();
  await expect(db.heavy({ lane: 'screen' }).query('SELECT 1')).rejects.toMatchObject({ code: 'HEAVY_CANCELLED' });
});
