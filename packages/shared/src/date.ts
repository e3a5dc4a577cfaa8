/** Calendar dates as text `YYYY-MM-DD`: arithmetic without time zones, and the relative ranges of the graph. */

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
const text = (year: number, month: number, day: number): string => `${pad(year, 4)}-${pad(month)}-${pad(day)}`;

const toUtc = (date: string): Date => new Date(`${date}T00:00:00.000Z`);
const fromUtc = (date: Date): string => date.toISOString().slice(0, 10);

/** Days of a month; months count from 1. */
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whether the text is a date that exists, from year 1000 to 9999. */
export function isDate(value: string): boolean {
  const match = pattern.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Whether the text is an instant in UTC with milliseconds, `…Z`. */
export const isInstant = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value) &&
  isDate(value.slice(0, 10)) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString() === value;

/** The same day, some days later (or earlier). */
export function addDays(date: string, days: number): string {
  const value = toUtc(date);
  value.setUTCDate(value.getUTCDate() + days);
  return fromUtc(value);
}

/** Some months later; a day the month lacks becomes its last (31 January + 1 month = 28 or 29 February). */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return text(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((toUtc(to).getTime() - toUtc(from).getTime()) / 86_400_000);

/** Whole years from `from` to `to`; 29 February counts its year on 28 February. */
export function yearsBetween(from: string, to: string): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  const years = Math.trunc(months / 12);
  return addMonths(from, years * 12) > to ? years - 1 : years;
}

/** Monday of the week of a date. */
export const startOfWeek = (date: string): string => addDays(date, -((toUtc(date).getUTCDay() + 6) % 7));
export const startOfMonth = (date: string): string => `${date.slice(0, 7)}-01`;
export const startOfYear = (date: string): string => `${date.slice(0, 4)}-01-01`;
/** First day of the quarter of a date. */
export function startOfQuarter(date: string): string {
  const [year, month] = partsOf(date);
  return text(year, month - ((month - 1) % 3), 1);
}

/** Names of ranges that move with the calendar. */
export const relativeNames = [
  'TODAY',
  'YESTERDAY',
  'TOMORROW',
  'THIS_WEEK',
  'THIS_MONTH',
  'THIS_QUARTER',
  'THIS_YEAR',
  'LAST_WEEK',
  'LAST_MONTH',
  'LAST_QUARTER',
  'LAST_YEAR',
  'NEXT_WEEK',
  'NEXT_MONTH',
  'NEXT_QUARTER',
  'NEXT_YEAR',
  'LAST_6_MONTHS',
  'LAST_12_MONTHS',
  'NEXT_6_MONTHS',
  'NEXT_12_MONTHS',
  'LAST_7_DAYS',
  'LAST_30_DAYS',
  'LAST_90_DAYS',
  'NEXT_7_DAYS',
  'NEXT_30_DAYS',
  'NEXT_90_DAYS',
  'PAST',
  'FUTURE',
] as const;
export type RelativeName = (typeof relativeNames)[number];

/** Both ends belong to the range; an open end is null. */
export interface DateRange {
  from: string | null;
  to: string | null;
}

const period = (from: string, next: string): DateRange => ({ from, to: addDays(next, -1) });
/** N whole months from so many months after (before) this one on. */
const months = (today: string, after: number, n: number): DateRange =>
  period(addMonths(startOfMonth(today), after), addMonths(startOfMonth(today), after + n));
/** N days that end today. */
const last = (today: string, days: number): DateRange => ({ from: addDays(today, 1 - days), to: today });
/** From today up to N days ahead, the bound that "expires within N days" also uses. */
const next = (today: string, days: number): DateRange => ({ from: today, to: addDays(today, days) });

const ranges: Readonly<Record<RelativeName, (today: string) => DateRange>> = {
  TODAY: (today) => ({ from: today, to: today }),
  YESTERDAY: (today) => ({ from: addDays(today, -1), to: addDays(today, -1) }),
  TOMORROW: (today) => ({ from: addDays(today, 1), to: addDays(today, 1) }),
  THIS_WEEK: (today) => period(startOfWeek(today), addDays(startOfWeek(today), 7)),
  THIS_MONTH: (today) => period(startOfMonth(today), addMonths(startOfMonth(today), 1)),
  THIS_QUARTER: (today) => period(startOfQuarter(today), addMonths(startOfQuarter(today), 3)),
  THIS_YEAR: (today) => period(startOfYear(today), addMonths(startOfYear(today), 12)),
  LAST_WEEK: (today) => period(addDays(startOfWeek(today), -7), startOfWeek(today)),
  LAST_MONTH: (today) => period(addMonths(startOfMonth(today), -1), startOfMonth(today)),
  LAST_QUARTER: (today) => period(addMonths(startOfQuarter(today), -3), startOfQuarter(today)),
  LAST_YEAR: (today) => period(addMonths(startOfYear(today), -12), startOfYear(today)),
  NEXT_WEEK: (today) => period(addDays(startOfWeek(today), 7), addDays(startOfWeek(today), 14)),
  NEXT_MONTH: (today) => period(addMonths(startOfMonth(today), 1), addMonths(startOfMonth(today), 2)),
  NEXT_QUARTER: (today) => period(addMonths(startOfQuarter(today), 3), addMonths(startOfQuarter(today), 6)),
  NEXT_YEAR: (today) => period(addMonths(startOfYear(today), 12), addMonths(startOfYear(today), 24)),
  LAST_6_MONTHS: (today) => months(today, -5, 6),
  LAST_12_MONTHS: (today) => months(today, -11, 12),
  NEXT_6_MONTHS: (today) => months(today, 0, 6),
  NEXT_12_MONTHS: (today) => months(today, 0, 12),
  LAST_7_DAYS: (today) => last(today, 7),
  LAST_30_DAYS: (today) => last(today, 30),
  LAST_90_DAYS: (today) => last(today, 90),
  NEXT_7_DAYS: (today) => next(today, 7),
  NEXT_30_DAYS: (today) => next(today, 30),
  NEXT_90_DAYS: (today) => next(today, 90),
  PAST: (today) => ({ from: null, to: addDays(today, -1) }),
  FUTURE: (today) => ({ from: addDays(today, 1), to: null }),
};

/** The dates a relative name stands for on the day `today`. Weeks begin on Monday. */
export const relativeRange = (name: RelativeName, today: string): DateRange => ranges[name](today);

/** The calendar date of an instant in a time zone. */
export const dateInZone = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);

/** The instant at which a calendar date begins in a time zone. */
export function dayStart(date: string, timeZone: string): Date {
  const guess = toUtc(date).getTime();
  const first = guess - zoneOffset(guess, timeZone);
  return new Date(guess - zoneOffset(first, timeZone));
}

function zoneOffset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(at));
  const get = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'));
  return local - Math.floor(at / 1000) * 1000;
}

function partsOf(date: string): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}
