/** Local date and time of a value, by the calendar of the platform: `2026-03-15 12:30:00`; a date has no time. */
export function localOf(value: string, timeZone = 'Asia/Shanghai'): string {
  if (value.length === 10) return value;
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(new Date(value));
}

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The number of a part of the calendar that comes again. */
export function partOf(of: string, local: string): number {
  const month = Number(local.slice(5, 7));
  if (of === 'MONTH_OF_YEAR') return month;
  if (of === 'QUARTER_OF_YEAR') return Math.ceil(month / 3);
  return of === 'HOUR_OF_DAY' ? Number(local.slice(11, 13)) : weekday(local.slice(0, 10));
}

export const isPart = (value: unknown, { of, is, timeZone }: { of: string; is: number; timeZone?: string }): boolean =>
  typeof value === 'string' && partOf(of, localOf(value, timeZone)) === is;

/** A bucket in words, as people write it. */
export function bucketOf(bucket: string, local: string, fiscalYearStart: number): string {
  const [year, month, day] = [Number(local.slice(0, 4)), Number(local.slice(5, 7)), local.slice(0, 10)];
  const fiscal = month < fiscalYearStart ? year - 1 : year;
  const fiscalName = fiscalYearStart === 1 ? String(fiscal) : `${fiscal}/${String(fiscal + 1).slice(2)}`;
  switch (bucket) {
    case 'DAY':
      return day;
    case 'HOUR':
      return `${local.slice(0, 13)}:00`;
    case 'MONTH':
      return local.slice(0, 7);
    case 'YEAR':
      return String(year);
    case 'QUARTER':
      return `${year}-Q${Math.ceil(month / 3)}`;
    case 'WEEK':
      return new Date(Date.parse(`${day}T00:00:00Z`) - (weekday(day) - 1) * 86_400_000).toISOString().slice(0, 10);
    case 'FISCAL_YEAR':
      return fiscalName;
    case 'FISCAL_QUARTER':
      return `${fiscalName}-Q${Math.floor(((month + 12 - fiscalYearStart) % 12) / 3) + 1}`;
    default:
      return String(partOf(bucket, local));
  }
}
