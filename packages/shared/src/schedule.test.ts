import { nextRunDay, runsOn, type Rhythm } from './schedule';
import { parseInput } from './input';
import { queryScheduleFields, queryScheduleRules } from './schedule';

const on = (rhythm: Rhythm['rhythm'], more: Partial<Rhythm> = {}): Rhythm => ({
  rhythm,
  weekday: null,
  monthDay: null,
  ...more,
});

test('every day, one weekday, one day of the month', () => {
  expect(nextRunDay(on('DAILY'), '2026-11-22')).toBe('2026-11-22');
  expect(nextRunDay(on('WEEKLY', { weekday: 'MONDAY' }), '2026-11-22')).toBe('2026-11-23');
  expect(nextRunDay(on('WEEKLY', { weekday: 'SUNDAY' }), '2026-11-22')).toBe('2026-11-22');
  expect(nextRunDay(on('MONTHLY', { monthDay: 5 }), '2026-11-22')).toBe('2026-12-05');
});

test('a month without the day runs on its last', () => {
  const last = on('MONTHLY', { monthDay: 31 });
  expect(['2027-02-28', '2028-02-29', '2026-11-30', '2026-12-31'].every((day) => runsOn(last, day))).toBe(true);
  expect(runsOn(last, '2026-12-30')).toBe(false);
  expect(nextRunDay(on('MONTHLY', { monthDay: 30 }), '2027-02-01')).toBe('2027-02-28');
});

test.each([
  [{ rhythm: 'WEEKLY', timeOfDay: '08:00' }, 'SCHEDULE_WEEKDAY', 'weekday'],
  [{ rhythm: 'MONTHLY', timeOfDay: '08:00' }, 'SCHEDULE_DAY', 'monthDay'],
  [{ rhythm: 'DAILY', timeOfDay: '24:00' }, 'SCHEDULE_TIME', 'timeOfDay'],
  [{ rhythm: 'DAILY', timeOfDay: '8:00' }, 'SCHEDULE_TIME', 'timeOfDay'],
])('%j is refused with its field', (input, code, field) => {
  const result = parseInput(
    queryScheduleFields,
    { queryId: 'sqy_x', format: 'CSV', ...input },
    { mode: 'create', today: '2026-11-22', rules: queryScheduleRules },
  );
  expect(result.ok ? [] : result.errors.map((one) => [one.code, one.path])).toEqual([[code, [field]]]);
});
