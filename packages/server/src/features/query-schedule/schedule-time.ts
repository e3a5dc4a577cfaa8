import { nextRunDay, type Rhythm } from '@dossier/shared';
import { nextTime } from '../../platform/context/time-of-day';

/** When a schedule runs, as its record tells. */
export interface Times extends Rhythm {
  timeOfDay: string;
}

/** The first time of a schedule after an instant. */
export const nextAfter = (timeZone: string, times: Times, after: Date): Date =>
  nextTime(timeZone, times.timeOfDay, after, (day) => nextRunDay(times, day));

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
