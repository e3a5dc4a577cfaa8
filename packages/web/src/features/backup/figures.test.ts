import { durationText, sizeText } from './figures';

test('sizes are read in their unit', () => {
  expect([0, 999, 1000, 3375580, '91739550000', null].map(sizeText)).toEqual([
    '0 B',
    '999 B',
    '1.0 KB',
    '3.4 MB',
    '91.7 GB',
    '—',
  ]);
});

test('durations are seconds, or minutes and seconds', () => {
  const from = '2026-11-22T03:30:00.000Z';
  expect(durationText(from, '2026-11-22T03:30:00.840Z')).toBe('0.8 s');
  expect(durationText(from, '2026-11-22T03:33:07.000Z')).toBe('3:07');
  expect(durationText(from, null)).toBe('—');
});
