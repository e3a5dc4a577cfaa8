import fc from 'fast-check';
import { defaultNumbering, formatNumber, numberingProblem, periodKey, serialOf, type NumberingRule } from './numbering';

const daily: NumberingRule = { text: 'HT-', date: 'YYYYMMDD', digits: 3, reset: 'MONTH' };

test('makes numbers and reads their serial back', () => {
  expect(formatNumber(defaultNumbering.customer, '2026-11-21', 1)).toBe('KH202600001');
  expect(formatNumber(daily, '2026-11-21', 1234)).toBe('HT-202611211234');
  expect(serialOf(daily, '2026-11-30', 'HT-20261121007')).toBe(7);
  expect(serialOf(daily, '2026-12-01', 'HT-20261121007')).toBeNull();
  expect(serialOf(daily, '2026-11-30', 'HT-20261121X')).toBeNull();
  expect(periodKey(daily, '2026-11-21')).toBe('202611');
  expect(periodKey({ ...daily, reset: 'NEVER' }, '2026-11-21')).toBe('');
});

test('a rule that would repeat itself is refused', () => {
  expect(numberingProblem({ text: 'A', date: 'YYYY', digits: 3, reset: 'MONTH' })).toBe('REPEATS');
  expect(numberingProblem({ text: '合同', date: 'YYYY', digits: 3, reset: 'YEAR' })).toBe('TEXT');
  expect(numberingProblem({ text: 'A', date: 'NONE', digits: 0, reset: 'NEVER' })).toBe('DIGITS');
  expect(Object.values(defaultNumbering).map(numberingProblem)).toEqual([null, null]);
});

test('format and read are inverse for every sound rule', () => {
  const rule = fc.record<NumberingRule>({
    text: fc.stringMatching(/^[A-Z]{0,3}-?$/),
    date: fc.constantFrom('NONE', 'YYYY', 'YYYYMM', 'YYYYMMDD'),
    digits: fc.integer({ min: 1, max: 8 }),
    reset: fc.constantFrom('NEVER', 'YEAR', 'MONTH', 'DAY'),
  });
  fc.assert(
    fc.property(rule, fc.integer({ min: 1, max: 999_999_999 }), (one, serial) => {
      fc.pre(numberingProblem(one) === null);
      return serialOf(one, '2026-11-21', formatNumber(one, '2026-11-21', serial)) === serial;
    }),
  );
});
