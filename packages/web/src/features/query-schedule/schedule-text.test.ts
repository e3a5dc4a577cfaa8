import { caughtUp, halfHours, timesText, timeTyped } from './schedule-text';

test('a schedule is told as one says it', () => {
  const daily = { rhythm: 'DAILY', timeOfDay: '08:00' } as const;
  const weekly = { rhythm: 'WEEKLY', weekday: 'MONDAY', timeOfDay: '18:30' } as const;
  const monthly = (monthDay: number) => ({ rhythm: 'MONTHLY', monthDay, timeOfDay: '07:00' }) as const;
  expect([daily, weekly, monthly(5), monthly(31)].map((times) => timesText(times, 'zh'))).toEqual([
    '每天 08:00',
    '每周一 18:30',
    '每月 5 日 07:00',
    '每月 31 日（当月没有则为月末） 07:00',
  ]);
  expect([daily, weekly, monthly(5), monthly(31)].map((times) => timesText(times, 'en'))).toEqual([
    'Daily at 08:00',
    'Every Monday at 18:30',
    'Monthly on day 5 at 07:00',
    'Monthly on day 31 (or the last) at 07:00',
  ]);
});

test('a time is taken as it is typed', () => {
  expect(['8:00', '08：05', '730', '1830', 'noon'].map(timeTyped)).toEqual([
    '08:00',
    '08:05',
    '07:30',
    '18:30',
    'noon',
  ]);
  expect([halfHours[0], halfHours.at(-1)]).toEqual(['00:00', '23:30']);
});

test('a run long after its time made up for it', () => {
  const dueAt = '2026-11-22T00:00:00.000Z';
  expect(caughtUp({ dueAt, createdAt: '2026-11-22T00:00:05.000Z' })).toBe(false);
  expect(caughtUp({ dueAt, createdAt: '2026-11-22T04:00:00.000Z' })).toBe(true);
  expect(caughtUp({ dueAt: null, createdAt: '2026-11-22T04:00:00.000Z' })).toBe(false);
});
