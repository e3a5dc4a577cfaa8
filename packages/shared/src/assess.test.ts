import fc from 'fast-check';
import { assess, normalise, type Dimension } from './assess';
import { defaultScorecard } from './default-scorecard';
import { scorecardFaults } from './scorecard-faults';
import { scorecardFields } from './scorecard';
import { parseInput } from './input';

const today = '2026-11-21';

const dimension = (part: Partial<Dimension>): Dimension => ({
  key: 'a',
  label: '甲',
  weight: '100.00',
  metric: 'JUDGED',
  rule: 'LINEAR',
  bands: null,
  min: '0',
  max: '100',
  values: null,
  missing: 'SKIP_AND_REWEIGHT',
  ...part,
});
const gradeBands = [
  { grade: 'D', min: '0' },
  { grade: 'A', min: '80' },
  { grade: 'C', min: '60' },
  { grade: 'B', min: '70' },
];

test('a published example: output 30, payment 30, price 30, general 10', () => {
  const dimensions = [
    dimension({ key: 'output', weight: '30' }),
    dimension({ key: 'payment', weight: '30' }),
    dimension({ key: 'price', weight: '30' }),
    dimension({ key: 'general', weight: '10' }),
  ];
  const result = assess(
    { dimensions, gradeBands, vetoRules: null },
    { output: { raw: '90' }, payment: { raw: '85' }, price: { raw: '70' }, general: { raw: 60 } },
  );
  expect(result).toMatchObject({ total: '79.50', grade: 'B', vetoedBy: null });
  expect(result.scores[1]).toEqual({
    dimension: 'payment',
    label: '甲',
    weight: '30.00',
    effectiveWeight: '30.0000',
    raw: '85',
    normalised: '85.0000',
    weighted: '25.5000',
    missing: false,
    evidence: null,
    note: null,
  });
});

test.each([
  ['SKIP_AND_REWEIGHT', '80.00', '0.0000'],
  ['ZERO', '40.00', '50.0000'],
  ['NEUTRAL', '65.00', '50.0000'],
] as const)('a missing value with %s', (missing, total, effectiveWeight) => {
  const dimensions = [dimension({ key: 'a', weight: '50' }), dimension({ key: 'b', weight: '50', missing })];
  const result = assess({ dimensions, gradeBands, vetoRules: null }, { a: { raw: '80' } });
  expect(result.total).toBe(total);
  expect(result.scores[1]).toMatchObject({ missing: true, effectiveWeight });
});

test('nothing known gives no total and no grade', () => {
  expect(assess({ dimensions: [dimension({})], gradeBands, vetoRules: null }, {})).toMatchObject({
    total: null,
    grade: null,
  });
});

test('rules', () => {
  const score = (part: Partial<Dimension>, raw: string): string | undefined =>
    normalise(dimension(part), raw)?.toFixed(2);
  const bands = [
    { from: '10', score: '50' },
    { from: '100', score: '100' },
  ];
  expect(score({ rule: 'BANDS', bands }, '9.99')).toBe('0.00');
  expect(score({ rule: 'BANDS', bands }, '10')).toBe('50.00');
  expect(score({ rule: 'BANDS', bands }, '1000')).toBe('100.00');
  expect(score({ min: '0', max: '30' }, '10')).toBe('33.33');
  expect(score({ min: '0', max: '30' }, '-5')).toBe('0.00');
  expect(score({ min: '90', max: '0' }, '30')).toBe('66.67');
  expect(score({ rule: 'ENUM', values: [{ value: '良好', score: '80' }] }, '良好')).toBe('80.00');
  expect(score({ rule: 'ENUM', values: [] }, '良好')).toBeUndefined();
  expect(score({}, '不详')).toBeUndefined();
});

test('a veto sets the grade and keeps the total', () => {
  const raws = Object.fromEntries(defaultScorecard.dimensions.map(({ key }) => [key, { raw: '100' }]));
  expect(assess(defaultScorecard, raws, new Set(['BLACKLISTED']))).toMatchObject({
    grade: 'D',
    vetoedBy: '已列入黑名单',
  });
  expect(assess(defaultScorecard, raws).grade).toBe('A');
});

test('the default scorecard is sound and passes its own dictionary', () => {
  expect(scorecardFaults(defaultScorecard)).toEqual([]);
  const result = parseInput(scorecardFields, defaultScorecard, { mode: 'create', today });
  expect(result).toMatchObject({
    ok: true,
    value: { dimensions: defaultScorecard.dimensions, status: 'DRAFT', versionNo: 1 },
  });
});

test('faults of a scorecard', () => {
  const faults = scorecardFaults({
    dimensions: [dimension({ weight: '60' }), dimension({ weight: '30', rule: 'BANDS' })],
    gradeBands: [{ grade: 'A', min: '80' }],
    vetoRules: [{ condition: 'BLACKLISTED', grade: 'E', label: null }],
  });
  expect(faults.map((fault) => `${fault.code}@${fault.path.join('.')}`)).toEqual([
    'WEIGHTS_NOT_100@dimensions',
    'DIMENSION_DUPLICATE@dimensions.1.key',
    'DIMENSION_INCOMPLETE@dimensions.1.rule',
    'GRADE_BANDS_NOT_FROM_ZERO@gradeBands',
    'GRADE_UNKNOWN@vetoRules.0.grade',
  ]);
});

test('a total lies between the worst and the best dimension', () => {
  const value = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 8 }), (values) => {
      const dimensions = values.map((_, i) => dimension({ key: `k${i}`, weight: String(i + 1) }));
      const raws = Object.fromEntries(values.map((raw, i) => [`k${i}`, { raw }]));
      const total = Number(assess({ dimensions, gradeBands, vetoRules: null }, raws).total);
      return total >= Math.min(...values) && total <= Math.max(...values);
    }),
  );
});
