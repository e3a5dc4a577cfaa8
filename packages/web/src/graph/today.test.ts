import { setBusinessDay, today } from './today';

const at = (instant: string) => jest.setSystemTime(new Date(instant));
beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('the day is the archive’s, not the reader’s', () => {
  at('2026-11-22T17:30:00Z');
  setBusinessDay({ today: '2026-11-23', timeZone: 'Asia/Shanghai' });
  expect(today()).toBe('2026-11-23');
  setBusinessDay({ today: '2026-11-22', timeZone: 'America/New_York' });
  expect(today()).toBe('2026-11-22');
});

test('it moves on at the archive’s midnight, and a wrong clock is set right', () => {
  at('2026-11-22T15:59:00Z');
  setBusinessDay({ today: '2026-11-22', timeZone: 'Asia/Shanghai' });
  at('2026-11-22T16:01:00Z');
  expect(today()).toBe('2026-11-23');
  at('2020-01-31T10:00:00Z');
  setBusinessDay({ today: '2026-11-22', timeZone: 'Asia/Shanghai' });
  at('2020-02-01T10:00:00Z');
  expect(today()).toBe('2026-11-23');
});
