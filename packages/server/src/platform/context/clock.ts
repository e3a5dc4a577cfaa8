import type { Clock } from './context';

/** Minutes that the zone is ahead of UTC at an instant. */
function offsetMinutes(format: Intl.DateTimeFormat, at: Date): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour! % 24, part.minute!, part.second!);
  return Math.round((local - Math.floor(at.getTime() / 1000) * 1000) / 60000);
}

/** The calendar clock of a time zone; `now` can be fixed for tests. */
export function zoneClock(timeZone: string, now: () => Date = () => new Date()): Clock {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  // every request asks for the day, and no zone changes it but at the turn of a minute
  let [minute, today] = [Number.NaN, ''];
  return {
    timeZone,
    now,
    today() {
      const at = now();
      const current = Math.floor(at.getTime() / 60_000);
      if (current !== minute) [minute, today] = [current, day.format(at)];
      return today;
    },
    startOf(date, next = false) {
      const midnight = new Date(`${date}T00:00:00.000Z`);
      if (next) midnight.setUTCDate(midnight.getUTCDate() + 1);
      const guess = new Date(midnight.getTime() - offsetMinutes(parts, midnight) * 60000);
      // the zone may change its offset between the guess and the edge, so the offset is read again there
      return new Date(midnight.getTime() - offsetMinutes(parts, guess) * 60000).toISOString();
    },
  };
}
