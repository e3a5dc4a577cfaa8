import { scheduleRhythm, weekday, type ScheduleRhythm, type Weekday } from '@dossier/shared';

type Locale = 'zh' | 'en';
export interface Times {
  rhythm: ScheduleRhythm | null;
  weekday?: Weekday | null;
  monthDay?: number | null;
  timeOfDay: string | null;
}

/** From here on a month may be shorter. */
const SURE = 28;

/** When a schedule runs, as one says it: “每周一 08:00”, “Monthly on day 31 (or the last) at 08:00”. */
export function timesText({ rhythm, weekday: on, monthDay, timeOfDay }: Times, locale: Locale): string {
  const time = timeOfDay ?? '';
  if (locale === 'zh') {
    if (rhythm === 'WEEKLY' && on) return `每${weekday[on].zh} ${time}`;
    if (rhythm === 'MONTHLY' && monthDay)
      return `每月 ${monthDay} 日${monthDay > SURE ? '（当月没有则为月末）' : ''} ${time}`;
    return `${rhythm ? scheduleRhythm[rhythm].zh : ''} ${time}`.trim();
  }
  if (rhythm === 'WEEKLY' && on) return `Every ${weekday[on].en} at ${time}`;
  if (rhythm === 'MONTHLY' && monthDay)
    return `Monthly on day ${monthDay}${monthDay > SURE ? ' (or the last)' : ''} at ${time}`;
  return `${rhythm ? scheduleRhythm[rhythm].en : ''} at ${time}`.trim();
}

/** Times that are offered; any other can be typed. */
export const halfHours: readonly string[] = Array.from(
  { length: 48 },
  (_, i) => `${String(Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '30' : '00'}`,
);

/** `7:30`, `7：30` or `730` as the graph takes it; what is no time is left for the archive to refuse. */
export function timeTyped(text: string): string {
  const [, hour, minute] = /^(\d{1,2})[:：.]?(\d{2})$/.exec(text.trim()) ?? [];
  return hour ? `${hour.padStart(2, '0')}:${minute}` : text.trim();
}

/** Later than this, a run made up for a time at which no server ran. */
const LATE_MS = 10 * 60_000;

/** Whether a run made up for a missed time. */
export const caughtUp = ({ dueAt, createdAt }: { dueAt?: string | null; createdAt?: string | null }): boolean =>
  !!dueAt && !!createdAt && Date.parse(createdAt) - Date.parse(dueAt) > LATE_MS;
