import type { Calendar } from './calendar';
import type { Random } from './random';

/** Orders follow the year: little around the Spring Festival, most before the books are closed. */
const months = [0.8, 0.5, 1.05, 0.95, 0.9, 1.1, 0.85, 0.85, 1.1, 0.95, 1.35, 1.75];
const highest = Math.max(...months);

/** New Year's day of the lunar calendar. */
const springFestivals = [
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
  '2031-01-23',
  '2032-02-11',
  '2033-01-31',
  '2034-02-19',
  '2035-02-08',
].map((date) => Date.parse(date));
const DAY = 86_400_000;

/** How many orders a date draws, compared with the best of the year. */
export function demandOf(date: string, weekday: number): number {
  const at = Date.parse(date);
  const toFestival = springFestivals.map((festival) => (at - festival) / DAY).find((days) => days >= -5 && days <= 12);
  if (toFestival !== undefined) return 0.02;
  if (/-10-0[1-7]$/.test(date)) return 0.03;
  const weekend = weekday === 0 || weekday === 6 ? 0.12 : 1;
  return (months[Number(date.slice(5, 7)) - 1]! / highest) * weekend;
}

const known = new WeakMap<Calendar, Map<number, number>>();

/** A day between two days (in days ago), more likely where demand is high. */
export function seasonalDay(calendar: Calendar, from: number, to: number, random: Random): number {
  let demands = known.get(calendar);
  if (!demands) known.set(calendar, (demands = new Map()));
  let day = from;
  for (let tries = 0; tries < 15; tries++) {
    day = random.int(Math.min(from, to), Math.max(from, to));
    let demand = demands.get(day);
    if (demand === undefined) demands.set(day, (demand = demandOf(calendar.date(day), calendar.weekday(day))));
    if (random.next() < demand) break;
  }
  return day;
}
