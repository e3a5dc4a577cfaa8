import { addDays, addMonths, label, startOfMonth, startOfWeek } from '@dossier/shared';
import type { Dialect } from '../../../db/database';
import { raw, sql, type Sql } from '../../sql';
import { invalid, type Canon, type KeyForm, type Span } from './form';
import type { Zone } from '../../../context/zone';
import { localSql } from './zone-sql';

/** Stretches of the calendar: their length in days or months. */
const LENGTH: Record<string, { days?: number; months?: number }> = {
  DAY: { days: 1 },
  WEEK: { days: 7 },
  MONTH: { months: 1 },
  QUARTER: { months: 3 },
  YEAR: { months: 12 },
  FISCAL_QUARTER: { months: 3 },
  FISCAL_YEAR: { months: 12 },
};
/** Parts that come again: their first and last number. */
const CYCLES: Record<string, readonly [number, number]> = {
  QUARTER_OF_YEAR: [1, 4],
  MONTH_OF_YEAR: [1, 12],
  DAY_OF_WEEK: [1, 7],
  HOUR_OF_DAY: [0, 23],
};
export const isCycle = (bucket: string): boolean => bucket in CYCLES;
export const cycleNames = Object.keys(CYCLES);
const MOST_FILLED = 5000;

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
const monthIn = (day: Sql, numberOf: (month: number) => number): Sql =>
  sql`CASE SUBSTR(${day}, 6, 2) ${raw(Array.from({ length: 12 }, (_, m) => `WHEN '${pad(m + 1)}' THEN ${numberOf(m + 1)}`).join(' '))} END`;

/** The bucket of a local date or time as the engines compute it. */
export function bucketSql(bucket: string, local: Sql, startMonth: number, dialect: Dialect): Sql {
  const cut = (length: number) => sql`SUBSTR(${local}, 1, ${raw(String(length))})`;
  const late = (month: number) => (month < startMonth ? 10 : 0);
  const fiscalQuarter = (month: number) => Math.floor(((month - startMonth + 12) % 12) / 3) + 1;
  switch (bucket) {
    case 'DAY':
      return cut(10);
    case 'HOUR':
      return cut(13);
    case 'MONTH':
      return cut(7);
    case 'YEAR':
      return cut(4);
    case 'WEEK':
      return dialect === 'sqlite'
        ? sql`date(${cut(10)}, 'weekday 0', '-6 days')`
        : sql`CAST(DATE_SUB(${cut(10)}, INTERVAL WEEKDAY(${cut(10)}) DAY) AS CHAR)`;
    case 'QUARTER':
      return sql`${cut(4)} * 10 + ${monthIn(local, (month) => Math.ceil(month / 3))}`;
    case 'FISCAL_QUARTER':
      return sql`${cut(4)} * 10 + ${monthIn(local, (month) => fiscalQuarter(month) - late(month))}`;
    case 'FISCAL_YEAR':
      return sql`${cut(4)} * 10 - ${monthIn(local, late)}`;
    case 'QUARTER_OF_YEAR':
      return monthIn(local, (month) => Math.ceil(month / 3));
    case 'MONTH_OF_YEAR':
      return sql`SUBSTR(${local}, 6, 2)`;
    case 'HOUR_OF_DAY':
      return sql`SUBSTR(${local}, 12, 2)`;
    default:
      return dialect === 'sqlite' ? sql`(strftime('%w', ${cut(10)}) + 6) % 7 + 1` : sql`WEEKDAY(${cut(10)}) + 1`;
  }
}

/** First day of the bucket that the engines gave. */
function firstDay(bucket: string, value: string, startMonth: number): string {
  if (bucket === 'MONTH') return `${value}-01`;
  if (bucket === 'YEAR') return `${value}-01-01`;
  if (bucket === 'DAY' || bucket === 'WEEK') return value;
  const [year, quarter] = [Math.floor(Number(value) / 10), Number(value) % 10 || 1];
  const start = bucket === 'QUARTER' ? 1 : startMonth;
  return addMonths(`${pad(year, 4)}-${pad(start)}-01`, (quarter - 1) * 3);
}

function words(bucket: string, from: string, startMonth: number): string {
  const year = from.slice(0, 4);
  const month = Number(from.slice(5, 7));
  if (bucket === 'HOUR') return `${from}:00`;
  if (bucket === 'MONTH') return from.slice(0, 7);
  if (bucket === 'YEAR') return year;
  if (bucket === 'QUARTER') return `${year}-Q${Math.ceil(month / 3)}`;
  if (!bucket.startsWith('FISCAL')) return from;
  const first = Number(year) - (month < startMonth ? 1 : 0);
  const name = startMonth === 1 ? String(first) : `${first}/${pad((first + 1) % 100)}`;
  return bucket === 'FISCAL_YEAR' ? name : `${name}-Q${Math.floor(((month - startMonth + 12) % 12) / 3) + 1}`;
}

export interface PeriodOptions {
  bucket: string;
  startMonth: number;
  dialect: Dialect;
  /** For instants: the zone whose calendar rules, and its name. */
  zone?: { clock: Zone; name: string };
}

/** Dates and instants by stretches of the calendar or by parts that come again. Linear keys are kept by their first day. */
export function periodForm({ bucket, startMonth, dialect, zone }: PeriodOptions): KeyForm {
  const local = (subject: Sql) => (zone ? localSql(zone.clock, subject, dialect) : subject);
  const bucketOf = (subject: Sql) => bucketSql(bucket, local(subject), startMonth, dialect);
  const cycle = CYCLES[bucket];
  if (cycle) {
    const [first, last] = cycle;
    return {
      sql: bucketOf,
      canon: (value) => pad(Number(value)),
      show: (key) => ({ label: String(Number(key)), number: Number(key) }),
      text: (key) => String(Number(key)),
      drill: (key) => ({ part: { of: bucket, is: Number(key), ...(zone ? { timeZone: zone.name } : {}) } }),
      all: () => Array.from({ length: last - first + 1 }, (_, i) => pad(first + i)),
    };
  }
  const isHour = bucket === 'HOUR';
  const next = (key: Canon): Canon => {
    if (isHour)
      return new Date(Date.parse(`${key.replace(' ', 'T')}:00:00Z`) + 3_600_000)
        .toISOString()
        .slice(0, 13)
        .replace('T', ' ');
    const { days, months } = LENGTH[bucket]!;
    return days ? addDays(key, days) : addMonths(key, months!);
  };
  const start = (key: Canon) => zone!.clock.instantOf(isHour ? `${key}:00` : `${key} 00:00`);
  const day = (key: Canon) => key.slice(0, 10);
  const end = (key: Canon) => (isHour ? day(key) : addDays(next(key), -1));
  return {
    sql: bucketOf,
    canon: (value) => (isHour ? String(value) : firstDay(bucket, String(value), startMonth)),
    show: (key) => ({
      label: words(bucket, key, startMonth),
      from: day(key),
      to: end(key),
      ...(zone ? { start: start(key), end: start(next(key)) } : {}),
    }),
    text: (key) => words(bucket, key, startMonth),
    drill: (key) => (zone ? { gte: start(key), lt: start(next(key)) } : { between: { from: key, to: end(key) } }),
    all: (present, span) => {
      const [from, to] = ends(present, span, (day, last) =>
        isHour ? `${day} ${last ? '23' : '00'}` : bucketOfDay(bucket, day, startMonth),
      );
      const filled: Canon[] = [];
      for (let key = from ?? ''; from && to && key <= to; key = next(key)) {
        filled.push(key);
        if (filled.length > MOST_FILLED)
          throw invalid(
            label(
              `fillGaps 在 ${from} 与 ${to} 之间要补的 ${bucket} 太多，请用更大的时段或限定日期`,
              `fillGaps would add more than ${MOST_FILLED} of ${bucket} between ${from} and ${to}; take longer periods or filter by date`,
            ),
          );
      }
      return filled;
    },
  };
}

/** First day of the bucket that a day lies in. */
function bucketOfDay(bucket: string, day: string, startMonth: number): string {
  const { days, months } = LENGTH[bucket]!;
  if (days) return days === 1 ? day : startOfWeek(day);
  const first = bucket.startsWith('FISCAL') ? startMonth : 1;
  const since = (Number(day.slice(5, 7)) - first + 12) % months!;
  return addMonths(startOfMonth(day), -since);
}

/** The first and the last key: of those that are there, and of the days asked for. */
function ends(present: readonly Canon[], { from, to }: Span, keyOf: (day: string, last: boolean) => Canon) {
  const keys = [...present, ...(from ? [keyOf(from, false)] : []), ...(to ? [keyOf(to, true)] : [])].sort();
  // nothing there and one end open: nobody knows how far
  return present.length > 0 || (from && to) ? [keys[0], keys.at(-1)] : [];
}

/** Whether the local date of a value is this part of the calendar: the condition behind keys that come again. */
export function partSql(part: string, is: number, local: Sql, dialect: Dialect): Sql {
  const [first, last] = CYCLES[part]!;
  if (is < first || is > last)
    throw invalid(label(`${part} 只能在 ${first} 到 ${last} 之间`, `${part} is between ${first} and ${last}`));
  const isText = part === 'MONTH_OF_YEAR' || part === 'HOUR_OF_DAY';
  return sql`${bucketSql(part, local, 1, dialect)} = ${isText ? pad(is) : is}`;
}
