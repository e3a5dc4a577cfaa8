import { dateInZone } from '@dossier/shared';
import { lastTime, nextTime } from './time-of-day';

const next = (zone: string, time: string, after: string) => nextTime(zone, time, new Date(after)).toISOString();
const last = (zone: string, time: string, now: string) => lastTime(zone, time, new Date(now)).toISOString();

test('a day in Shanghai: the time itself has come, and the next one is that of tomorrow', () => {
  const at = '2026-11-21T19:30:00.000Z';
  expect(last('Asia/Shanghai', '03:30', at)).toBe(at);
  expect(next('Asia/Shanghai', '03:30', at)).toBe('2026-11-22T19:30:00.000Z');
  expect(last('Asia/Shanghai', '03:30', '2026-11-21T19:29:59.999Z')).toBe('2026-11-20T19:30:00.000Z');
  expect(next('Asia/Shanghai', '03:30', '2026-11-21T19:29:59.999Z')).toBe(at);
  // past summer times of Shanghai count where they were
  expect(next('Asia/Shanghai', '03:30', '1988-07-01T00:00:00.000Z')).toBe('1988-07-01T18:30:00.000Z');
});

test('on a day that is an hour shorter or longer the clock on the wall counts, not the hours since midnight', () => {
  // 2027-03-28 02:00 becomes 03:00 in Berlin, 2026-10-25 03:00 becomes 02:00
  expect(next('Europe/Berlin', '03:30', '2027-03-27T12:00:00.000Z')).toBe('2027-03-28T01:30:00.000Z');
  expect(last('Europe/Berlin', '03:30', '2027-03-28T12:00:00.000Z')).toBe('2027-03-28T01:30:00.000Z');
  expect(next('Europe/Berlin', '03:30', '2026-10-24T12:00:00.000Z')).toBe('2026-10-25T02:30:00.000Z');
  expect(last('Europe/Berlin', '03:30', '2026-10-25T12:00:00.000Z')).toBe('2026-10-25T02:30:00.000Z');
});

test('a time that is skipped comes as much later, of one that is repeated the first counts', () => {
  expect(last('Europe/Berlin', '02:30', '2027-03-28T12:00:00.000Z')).toBe('2027-03-28T01:30:00.000Z');
  expect(last('Europe/Berlin', '02:30', '2027-03-28T01:29:00.000Z')).toBe('2027-03-27T01:30:00.000Z');
  for (const now of ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z', '2026-10-26T01:29:00.000Z'])
    expect([last('Europe/Berlin', '02:30', now), next('Europe/Berlin', '02:30', now)]).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
});

test('each instant of a year lies between its last time and the next, a day of the wall apart', () => {
  for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'])
    for (const time of ['00:00', '02:15', '03:30', '23:59'])
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 61 * 3_600_000) {
        const now = new Date(at);
        const [before, after] = [lastTime(zone, time, now), nextTime(zone, time, now)];
        expect(before <= now && now < after).toBe(true);
        const hours = (after.getTime() - before.getTime()) / 3_600_000;
        expect(hours).toBeGreaterThanOrEqual(23);
        expect(hours).toBeLessThanOrEqual(25);
        const day = (instant: Date) => dateInZone(instant, zone);
        expect(day(after) > day(before)).toBe(true);
      }
});
