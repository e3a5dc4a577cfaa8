import { addDays, dateInZone, nextRunDay, type Rhythm } from '@dossier/shared';
import { Zone } from '../../platform/query/aggregate/keys/zone';

/** When a schedule runs, as its record tells. */
export interface Times extends Rhythm {
  timeOfDay: string;
}

/**
 * The first time of a schedule after an instant. A date has one such time: a time of day that summer time skips comes as much later, of
 * one that it repeats the first counts.
 */
export function nextAfter(timeZone: string, times: Times, after: Date): Date {
  const zone = Zone.of(timeZone)!;
  for (let day = dateInZone(after, timeZone); ; day = addDays(day, 1)) {
    day = nextRunDay(times, day);
    const at = new Date(zone.instantOf(`${day} ${times.timeOfDay}`));
    if (at > after) return at;
  }
}

/** The next time to come, and how many further ones have passed since `due`. */
export function settle(
  timeZone: string,
  times: Times,
  { due, now }: { due: Date; now: Date },
): { next: Date; missed: number } {
  let missed = 0;
  let next = nextAfter(timeZone, times, due);
  for (; next <= now; next = nextAfter(timeZone, times, next)) missed++;
  return { next, missed };
}
