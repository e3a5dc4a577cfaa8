import type { Clock } from '../../platform/context/context';
import { lastTime, nextTime } from '../../platform/context/time-of-day';

/** A time that failed is tried again, but not for ever. */
const RETRY_MS = 3600_000;
const ATTEMPTS = 3;

/** The last time of the schedule that has come, and the next one. */
export function timesAround({ timeZone, now }: Clock, time: string): { last: Date; next: Date } {
  const at = now();
  return { last: lastTime(timeZone, time, at), next: nextTime(timeZone, time, at) };
}

export interface Attempt {
  slot: string;
  status: string;
  finished_at: string | null;
}

/** The slot to run now: the last time of the schedule, or another try of it; null when there is nothing to do. */
export function dueSlot(clock: Clock, time: string, attempts: readonly Attempt[]): string | null {
  const { last } = timesAround(clock, time);
  const name = last.toISOString();
  const own = attempts.filter(({ slot }) => slot.startsWith(name));
  if (own.length === 0) return `${name}#1`;
  if (own.length >= ATTEMPTS || own.some(({ status }) => status !== 'FAILED')) return null;
  const latest = Math.max(...own.map(({ finished_at: at }) => (at ? Date.parse(at) : Infinity)));
  return clock.now().getTime() - latest >= RETRY_MS ? `${name}#${own.length + 1}` : null;
}
