import { openTestApp, type TestApp } from '../../test/test-app';
import { restingReads } from './resting-reads';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** Reads on a clock that stands still but for the rests. */
function resting() {
  const rests: number[] = [];
  let time = 0;
  const rest = (ms: number) => {
    rests.push(ms);
    time += ms;
    return Promise.resolve();
  };
  const reads = restingReads(app.db.heavy(), { now: () => time, rest });
  return { rests, work: (ms: number) => (time += ms), read: () => reads.query<{ one: number }>('SELECT 1 AS one') };
}

test('it rests as long as it has worked, a second at most', async () => {
  const { rests, work, read } = resting();
  expect((await read()).map(({ one }) => Number(one))).toEqual([1]);
  work(40);
  await read();
  work(5000);
  await read();
  expect(rests).toEqual([0, 40, 1000]);
});

test('statements that are asked together share a rest', async () => {
  const { rests, work, read } = resting();
  work(40);
  await Promise.all([read(), read(), read()]);
  work(20);
  await read();
  expect(rests).toEqual([40, 20]);
});

test('writing stays refused', async () => {
  await expect(restingReads(app.db.heavy()).execute('DELETE FROM customer')).rejects.toThrow('only reads');
});
