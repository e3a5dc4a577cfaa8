import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dateInZone,
  daysBetween,
  dayStart,
  isDate,
  isInstant,
  relativeNames,
  relativeRange,
  startOfWeek,
  yearsBetween,
} from './date';

const anyDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

test.each(['2024-02-29', '2000-02-29', '1999-12-31'])('%s exists', (date) => expect(isDate(date)).toBe(true));
test.each([
  '2023-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-4-1',
  '2026-04-31',
  '20260401',
  '',
  '0999-01-01',
])('%p does not', (date) => expect(isDate(date)).toBe(false));

test('instants are UTC with milliseconds', () => {
  expect(isInstant('2026-11-21T08:00:00.000Z')).toBe(true);
  expect(isInstant('2026-11-21T24:00:00.000Z')).toBe(false);
  expect(isInstant('2026-11-21T08:00:00Z')).toBe(false);
});

test('days there and back', () => {
  fc.assert(
    fc.property(
      anyDate,
      fc.integer({ min: -40000, max: 40000 }),
      (date, days) => daysBetween(date, addDays(date, days)) === days,
    ),
  );
});

test('months keep the day or take the last one', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(addMonths('2026-03-15', -3)).toBe('2025-12-15');
  expect(addMonths('2026-12-31', 2)).toBe('2027-02-28');
});

test('whole years', () => {
  expect(yearsBetween('2020-03-15', '2026-03-14')).toBe(5);
  expect(yearsBetween('2020-03-15', '2026-03-15')).toBe(6);
  expect(yearsBetween('2024-02-29', '2025-02-28')).toBe(1);
  expect(yearsBetween('2026-01-01', '2026-01-01')).toBe(0);
});

test('weeks begin on Monday', () => {
  expect(startOfWeek('2026-11-22')).toBe('2026-11-16');
  expect(startOfWeek('2026-11-16')).toBe('2026-11-16');
});

test('every relative range, on a Saturday in a leap-less February and on new year', () => {
  const seen = (today: string): string[] =>
    relativeNames.map((name) => `${name} ${Object.values(relativeRange(name, today)).join(' – ')}`);
  expect(seen('2026-02-28')).toEqual([
    'TODAY 2026-02-28 – 2026-02-28',
    'YESTERDAY 2026-02-27 – 2026-02-27',
    'TOMORROW 2026-03-01 – 2026-03-01',
    'THIS_WEEK 2026-02-23 – 2026-03-01',
    'THIS_MONTH 2026-02-01 – 2026-02-28',
    'THIS_QUARTER 2026-01-01 – 2026-03-31',
    'THIS_YEAR 2026-01-01 – 2026-12-31',
    'LAST_WEEK 2026-02-16 – 2026-02-22',
    'LAST_MONTH 2026-01-01 – 2026-01-31',
    'LAST_QUARTER 2025-10-01 – 2025-12-31',
    'LAST_YEAR 2025-01-01 – 2025-12-31',
    'NEXT_WEEK 2026-03-02 – 2026-03-08',
    'NEXT_MONTH 2026-03-01 – 2026-03-31',
    'NEXT_QUARTER 2026-04-01 – 2026-06-30',
    'NEXT_YEAR 2027-01-01 – 2027-12-31',
    'LAST_6_MONTHS 2025-09-01 – 2026-02-28',
    'LAST_12_MONTHS 2025-03-01 – 2026-02-28',
    'NEXT_6_MONTHS 2026-02-01 – 2026-07-31',
    'NEXT_12_MONTHS 2026-02-01 – 2027-01-31',
    'LAST_7_DAYS 2026-02-22 – 2026-02-28',
    'LAST_30_DAYS 2026-01-30 – 2026-02-28',
    'LAST_90_DAYS 2025-12-01 – 2026-02-28',
    'NEXT_7_DAYS 2026-02-28 – 2026-03-07',
    'NEXT_30_DAYS 2026-02-28 – 2026-03-30',
    'NEXT_90_DAYS 2026-02-28 – 2026-05-29',
    'PAST  – 2026-02-27',
    'FUTURE 2026-03-01 – ',
  ]);
  expect(relativeRange('LAST_MONTH', '2027-01-01')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  expect(relativeRange('THIS_WEEK', '2027-01-01')).toEqual({ from: '2026-12-28', to: '2027-01-03' });
});

test('today falls into every range around it', () => {
  const around = relativeNames.filter((name) => /^(TODAY|THIS|LAST_\d|NEXT_\d)/.test(name));
  fc.assert(
    fc.property(anyDate, fc.constantFrom(...around), (today, name) => {
      const { from, to } = relativeRange(name, today);
      return from! <= today && today <= to!;
    }),
  );
});

test('a day in a zone', () => {
  expect(dateInZone(new Date('2026-11-21T16:00:00.000Z'), 'Asia/Shanghai')).toBe('2026-11-22');
  expect(dayStart('2026-11-22', 'Asia/Shanghai').toISOString()).toBe('2026-11-21T16:00:00.000Z');
  expect(dayStart('2026-03-08', 'America/New_York').toISOString()).toBe('2026-03-08T05:00:00.000Z');
  expect(dayStart('2026-03-09', 'America/New_York').toISOString()).toBe('2026-03-09T04:00:00.000Z');
});

test('the start of a day belongs to it and the instant before does not', () => {
  fc.assert(
    fc.property(anyDate, fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'UTC'), (date, zone) => {
      const start = dayStart(date, zone);
      return dateInZone(start, zone) === date && dateInZone(new Date(start.getTime() - 1), zone) === addDays(date, -1);
    }),
  );
});
