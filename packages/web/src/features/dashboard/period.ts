import { addDays, addMonths, dayStart, startOfMonth, startOfYear } from '@dossier/shared';

export const PERIODS = ['THIS_YEAR', 'LAST_12_MONTHS', 'CUSTOM'] as const;
export type PeriodName = (typeof PERIODS)[number];
/** Both days belong to it. */
export interface Period {
  from: string;
  to: string;
}

/** The days of a period that moves with the calendar. */
export const periodOf = (name: Exclude<PeriodName, 'CUSTOM'>, today: string): Period => ({
  from: name === 'THIS_YEAR' ? startOfYear(today) : addMonths(startOfMonth(today), -11),
  to: today,
});

/** Its months, `2026-03`, the cut ones too. */
export function monthsOf({ from, to }: Period): string[] {
  const months: string[] = [];
  for (let day = startOfMonth(from); day <= to && months.length < 600; day = addMonths(day, 1))
    months.push(day.slice(0, 7));
  return months;
}

/** The part of a period that lies in a month. */
export function monthWithin({ from, to }: Period, month: string): Period {
  const first = `${month}-01`;
  const last = addDays(addMonths(first, 1), -1);
  return { from: first < from ? from : first, to: last > to ? to : last };
}

/** The same as instants, in the zone of the archive: from the first midnight to before the last. */
export const instantsOf = ({ from, to }: Period, timeZone: string): { gte: string; lt: string } => ({
  gte: dayStart(from, timeZone).toISOString(),
  lt: dayStart(addDays(to, 1), timeZone).toISOString(),
});
