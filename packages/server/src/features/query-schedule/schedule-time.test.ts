import { nextAfter, settle, type Times } from './schedule-time';

const daily = (timeOfDay: string): Times => ({ rhythm: 'DAILY', weekday: null, monthDay: null, timeOfDay });
const after = (zone: string, times: Times, from: string): string =>
  nextAfter(zone, times, new Date(from)).toISOString();
const run = (zone: string, times: Times, from: string, count: number): string[] => {
  const found: string[] = [];
  for (let at = from; found.length < count; found.push(at)) at = after(zone, times, at);
  return found;
};

test('the next time lies after the instant, in the zone of the archive', () => {
  expect(run('Asia/Shanghai', daily('08:00'), '2026-11-22T00:00:00.000Z', 2)).toEqual([
    '2026-11-23T00:00:00.000Z',
    '2026-11-24T00:00:00.000Z',
  ]);
  expect(after('Asia/Shanghai', daily('08:00'), '2026-11-21T23:59:59.999Z')).toBe('2026-11-22T00:00:00.000Z');
  // the day of the zone, not that of UTC
  expect(
    after('Asia/Shanghai', { ...daily('00:30'), rhythm: 'WEEKLY', weekday: 'MONDAY' }, '2026-11-22T12:00:00.000Z'),
  ).toBe('2026-11-22T16:30:00.000Z');
});

test('the 31st is the last day of a shorter month', () => {
  expect(
    run('UTC', { ...daily('06:00'), rhythm: 'MONTHLY', monthDay: 31 }, '2027-01-15T00:00:00.000Z', 4).map((at) =>
      at.slice(0, 10),
    ),
  ).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']);
});

test('a time that summer time skips comes as much later, once', () => {
  // 2027-03-28 02:00 becomes 03:00 in Berlin
  expect(run('Europe/Berlin', daily('02:30'), '2027-03-27T00:00:00.000Z', 3)).toEqual([
    '2027-03-27T01:30:00.000Z',
    '2027-03-28T01:30:00.000Z',
    '2027-03-29T00:30:00.000Z',
  ]);
});

test('of a time that summer time repeats, the first counts, once', () => {
  // 2026-10-25 03:00 becomes 02:00 in Berlin
  expect(run('Europe/Berlin', daily('02:30'), '2026-10-24T00:00:00.000Z', 4)).toEqual([
    '2026-10-24T00:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
    '2026-10-27T01:30:00.000Z',
  ]);
  expect(after('Europe/Berlin', daily('02:30'), '2026-10-25T01:00:00.000Z')).toBe('2026-10-26T01:30:00.000Z');
});

test('times that passed are counted, and the next one is to come', () => {
  const due = new Date('2026-11-20T00:00:00.000Z');
  expect(settle('Asia/Shanghai', daily('08:00'), { due, now: new Date('2026-11-22T03:00:00.000Z') })).toEqual({
    next: new Date('2026-11-23T00:00:00.000Z'),
    missed: 2,
  });
  expect(settle('Asia/Shanghai', daily('08:00'), { due, now: due }).missed).toBe(0);
});
