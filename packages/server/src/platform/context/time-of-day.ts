import { addDays, dateInZone } from '@dossier/shared';
import { Zone } from './zone';

/** Which days have a time: the first of them from a day on. */
export type Days = (from: string) => string;
const everyDay: Days = (day) => day;

/**
 * The instant of a time of day (`HH:MM`). A date has one such instant: a time that summer time skips comes as much later, of one that it
 * repeats the first counts.
 */
const instantOf = (timeZone: string, day: string, time: string): Date =>
  new Date(Zone.of(timeZone)!.instantOf(`${day} ${time}`));

/** The first time after an instant. */
export function nextTime(timeZone: string, time: string, after: Date, days = everyDay): Date {
  for (let day = dateInZone(after, timeZone); ; day = addDays(day, 1)) {
    day = days(day);
    const at = instantOf(timeZone, day, time);
    if (at > after) return at;
  }
}

/** The last time, of each day, that has come. */
export function lastTime(timeZone: string, time: string, now: Date): Date {
  for (let day = dateInZone(now, timeZone); ; day = addDays(day, -1)) {
    const at = instantOf(timeZone, day, time);
    if (at <= now) return at;
  }
}
