import { computeScale, scaleRules, type ScaleInputs } from './scale';

const wan = (value: number | undefined): ScaleInputs['annualRevenue'] =>
  value === undefined ? null : { amount: String(value * 10000), currency: 'CNY' };
const scaleOf = (industry: string, x?: number, y?: number, z?: number): ReturnType<typeof computeScale> =>
  computeScale({ industry, headcount: x ?? null, annualRevenue: wan(y), totalAssets: wan(z) });

test.each([
  ['C39', 1000, 40000, undefined, 'LARGE'],
  ['C39', 1200, 39999, undefined, 'MEDIUM'],
  ['C39', 300, 2000, undefined, 'MEDIUM'],
  ['C39', 5, 50000, undefined, 'MICRO'],
  ['E47', undefined, 90000, 4999, 'SMALL'],
  ['F51', 20, 5000, undefined, 'MEDIUM'],
  ['I65', 99, 9000, undefined, 'SMALL'],
  ['L72', 350, undefined, 8000, 'MEDIUM'],
  ['K701', undefined, 1000, 4999, 'SMALL'],
  ['M73', 9, undefined, undefined, 'MICRO'],
  ['G591', 1000, 30000, undefined, 'LARGE'],
  ['G592', 200, 30000, undefined, 'LARGE'],
  ['C3911', 20, 300, undefined, 'SMALL'],
  ['Q85', 100, undefined, undefined, 'MEDIUM'],
])('%s with %s persons, revenue %s and assets %s is %s', (industry, x, y, z, scale) =>
  expect(scaleOf(industry, x, y, z).scale).toBe(scale),
);

test.each(['G53', 'J66', 'P83', 'Q84', 'S92', 'T97', 'N79'])('%s', (industry) => {
  expect(scaleOf(industry, 500).scale).toBe(industry === 'N79' ? 'LARGE' : 'NOT_APPLICABLE');
});

test('what is missing is named, and a coarse industry asks for a finer one', () => {
  expect(scaleOf('C39', 100)).toMatchObject({ scale: null, missing: ['revenue'], sector: { key: 'INDUSTRY' } });
  expect(scaleOf('K70', 100, 1, 1)).toMatchObject({ scale: null, missing: ['finerIndustry'] });
  expect(scaleOf('G', 100, 1, 1).missing).toEqual(['finerIndustry']);
  expect(scaleOf('', 100).missing).toEqual(['industry']);
  const foreign = computeScale({
    industry: 'C39',
    headcount: 1,
    annualRevenue: { amount: '1', currency: 'USD' },
    totalAssets: null,
  });
  expect(foreign.missing).toEqual(['revenue']);
});

test('a result explains itself', () => {
  expect(scaleOf('C39', 1200, 39999)).toMatchObject({
    rule: '2017',
    inputs: { headcount: '1200', revenue: '39999' },
    bounds: { LARGE: { headcount: 1000, revenue: 40000 } },
    explanation: { zh: '统计上大中小微型企业划分办法（2017）·工业：从业人员 1200 人，营业收入 39999 万元' },
  });
});

test('bounds fall from tier to tier in every sector', () => {
  for (const { bounds } of scaleRules[0]!.sectors) {
    for (const [index, value] of Object.entries(bounds.LARGE)) {
      const key = index as keyof typeof bounds.LARGE;
      expect(value).toBeGreaterThan(bounds.MEDIUM[key]!);
      expect(bounds.MEDIUM[key]!).toBeGreaterThan(bounds.SMALL[key]!);
    }
  }
  expect(scaleRules[0]!.sectors).toHaveLength(16);
});
