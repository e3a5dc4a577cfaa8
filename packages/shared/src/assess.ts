/**
 * Weighted scorecards: raw value → 0–100 → weighted, every step kept so that a reader can follow it. Σ weights is 100.
 * Normalised and weighted values are kept to four places, the total to two, rounded half up from exact numbers.
 */
import type { AssessmentMetric, ScorecardRecord, VetoCondition } from './assessment';
import { missingTreatment, vetoCondition } from './assessment';
import { Exact } from './decimal';
import { fieldError, type FieldError } from './errors';
import { fold } from './text';
import { label } from './dictionary';

/** The part of a scorecard that scores. */
export type Scoring = Pick<ScorecardRecord, 'dimensions' | 'gradeBands' | 'vetoRules'>;
export type Dimension = Scoring['dimensions'][number];

/** What was found or judged for a dimension. */
export interface RawValue {
  raw: string | number | null;
  /** Where it comes from: `3 份合同，¥120,000.00`. */
  evidence?: string | null;
  note?: string | null;
}

/** One row of an assessment, as it is stored. */
export interface ScoreStep {
  dimension: string;
  label: string;
  weight: string;
  effectiveWeight: string;
  raw: string | null;
  normalised: string | null;
  weighted: string | null;
  missing: boolean;
  evidence: string | null;
  note: string | null;
}

export interface AssessmentResult {
  scores: ScoreStep[];
  /** Null when every dimension was missing and skipped. */
  total: string | null;
  grade: string | null;
  vetoedBy: string | null;
}

const numberOf = (raw: string): Exact | null => (/^[+-]?\d{1,30}(\.\d{1,30})?$/.test(raw) ? new Exact(raw) : null);

/** 0–100 of a raw value by the rule of its dimension; null when the rule cannot read it. */
export function normalise(dimension: Dimension, raw: string): Exact | null {
  if (dimension.rule === 'ENUM') {
    const found = dimension.values?.find((one) => fold(one.value) === fold(raw));
    return found ? new Exact(found.score) : null;
  }
  const value = numberOf(raw);
  return value && (dimension.rule === 'BANDS' ? byBands(dimension, value) : byLine(dimension, value));
}

function byBands({ bands }: Dimension, value: Exact): Exact {
  const reached = (bands ?? []).filter((band) => value.gte(band.from)).sort((a, b) => new Exact(b.from).cmp(a.from));
  return new Exact(reached[0]?.score ?? 0);
}

/** (x − min) ÷ (max − min), held between 0 and 100. A maximum below the minimum makes less the better. */
function byLine({ min, max }: Dimension, value: Exact): Exact | null {
  if (min === null || max === null || new Exact(max).eq(min)) return null;
  return Exact.max(0, Exact.min(100, value.minus(min).div(new Exact(max).minus(min)).mul(100)));
}

const whenMissing: Readonly<Record<keyof typeof missingTreatment, Exact | null>> = {
  SKIP_AND_REWEIGHT: null,
  ZERO: new Exact(0),
  NEUTRAL: new Exact(50),
};

/** Scores a customer. `raws` is keyed by dimension; `facts` are the veto conditions that hold. */
export function assess(
  scoring: Scoring,
  raws: Readonly<Record<string, RawValue | undefined>>,
  facts: ReadonlySet<VetoCondition> = new Set(),
): AssessmentResult {
  const read = scoring.dimensions.map((dimension) => {
    const given = raws[dimension.key];
    const raw = given?.raw === null || given?.raw === undefined || given.raw === '' ? null : String(given.raw);
    const found = raw === null ? null : normalise(dimension, raw);
    return { dimension, given, raw, missing: found === null, normalised: found ?? whenMissing[dimension.missing] };
  });
  const present = read.reduce((sum, one) => (one.normalised ? sum.plus(one.dimension.weight) : sum), new Exact(0));
  let total = new Exact(0);
  const scores = read.map(({ dimension, given, raw, missing, normalised }): ScoreStep => {
    const share = normalised && !present.isZero() ? new Exact(dimension.weight).mul(100).div(present) : new Exact(0);
    const weighted = normalised ? normalised.mul(share).div(100) : null;
    total = total.plus(weighted ?? 0);
    return {
      dimension: dimension.key,
      label: dimension.label,
      weight: new Exact(dimension.weight).toFixed(2),
      effectiveWeight: share.toFixed(4),
      raw,
      normalised: normalised?.toFixed(4) ?? null,
      weighted: weighted?.toFixed(4) ?? null,
      missing,
      evidence: given?.evidence ?? null,
      note: given?.note ?? null,
    };
  });
  const shown = present.isZero() ? null : total.toFixed(2);
  return { scores, total: shown, ...gradeFor(scoring, shown, facts) };
}

/** Grade of a total; the first veto rule whose condition holds wins. */
export function gradeFor(
  { gradeBands, vetoRules }: Pick<Scoring, 'gradeBands' | 'vetoRules'>,
  total: string | null,
  facts: ReadonlySet<VetoCondition>,
): { grade: string | null; vetoedBy: string | null } {
  const veto = vetoRules?.find((rule) => facts.has(rule.condition));
  if (veto) return { grade: veto.grade, vetoedBy: veto.label ?? vetoCondition[veto.condition].zh };
  if (total === null) return { grade: null, vetoedBy: null };
  const bands = [...gradeBands].sort((a, b) => new Exact(b.min).cmp(a.min));
  return { grade: bands.find((band) => new Exact(total).gte(band.min))?.grade ?? null, vetoedBy: null };
}

const ruleNeeds: Readonly<Record<Dimension['rule'], (dimension: Dimension) => boolean>> = {
  BANDS: (dimension) => (dimension.bands?.length ?? 0) > 0,
  LINEAR: ({ min, max }) => min !== null && max !== null && !new Exact(min).eq(max),
  ENUM: (dimension) => (dimension.values?.length ?? 0) > 0,
};
const parameterNames = {
  BANDS: label('分段', 'bands'),
  LINEAR: label('不相等的上限和下限', 'a minimum and another maximum'),
  ENUM: label('取值对照', 'values'),
};

/** What keeps a scorecard from being used: weights, keys, parameters of rules, grades. */
export function scorecardFaults({ dimensions, gradeBands, vetoRules }: Scoring): FieldError[] {
  const faults: FieldError[] = [];
  const sum = dimensions.reduce((total, one) => total.plus(one.weight), new Exact(0));
  if (!sum.eq(100)) faults.push(fieldError('WEIGHTS_NOT_100', ['dimensions'], { sum: sum.toFixed() }));
  dimensions.forEach((one, index) => {
    const at = ['dimensions', String(index)];
    const again = dimensions.findIndex((other) => other.key === one.key) !== index;
    if (again) faults.push(fieldError('DIMENSION_DUPLICATE', [...at, 'key'], { key: one.key }));
    const params = { dimension: one.label, missing: parameterNames[one.rule] };
    if (!ruleNeeds[one.rule](one)) faults.push(fieldError('DIMENSION_INCOMPLETE', [...at, 'rule'], params));
  });
  if (!gradeBands.some((band) => new Exact(band.min).isZero()))
    faults.push(fieldError('GRADE_BANDS_NOT_FROM_ZERO', ['gradeBands']));
  const grades = new Set(gradeBands.map((band) => band.grade));
  vetoRules?.forEach(({ grade }, index) => {
    if (!grades.has(grade)) faults.push(fieldError('GRADE_UNKNOWN', ['vetoRules', String(index), 'grade'], { grade }));
  });
  return faults;
}

const judged = (key: string, name: string, weight: string): Dimension => ({
  key,
  label: name,
  weight,
  metric: 'JUDGED',
  rule: 'LINEAR',
  bands: null,
  min: '0.00',
  max: '100.00',
  values: null,
  missing: 'SKIP_AND_REWEIGHT',
});

const computed = (
  key: string,
  name: string,
  weight: string,
  metric: AssessmentMetric,
  bands: readonly (readonly [string, string])[],
): Dimension => ({
  ...judged(key, name, weight),
  metric,
  rule: 'BANDS',
  bands: bands.map(([from, score]) => ({ from, score })),
  min: null,
  max: null,
});

/** The scorecard a new archive starts with: contribution 30, payment 20, credit 15, frequency 10, years 5, potential 10, fit 10. */
export const defaultScorecard: Scoring & { name: string; description: string } = {
  name: '客户价值评分卡',
  description:
    '贡献 30（交易额 20 + 毛利 10）、付款及时 20、信用 15、频次 10、年限 5、潜力 10、战略 10；80 分以上为 A，70 为 B，60 为 C，其余为 D',
  dimensions: [
    computed('amount', '近一年交易额', '20.00', 'CONTRACT_AMOUNT_12M', [
      ['0.00', '0.00'],
      ['0.01', '30.00'],
      ['100000.00', '50.00'],
      ['500000.00', '70.00'],
      ['1000000.00', '85.00'],
      ['5000000.00', '100.00'],
    ]),
    judged('margin', '毛利贡献', '10.00'),
    judged('payment', '付款及时性', '20.00'),
    judged('credit', '信用状况', '15.00'),
    computed('frequency', '近一年合同频次', '10.00', 'CONTRACT_COUNT_12M', [
      ['0.00', '0.00'],
      ['1.00', '40.00'],
      ['2.00', '60.00'],
      ['4.00', '80.00'],
      ['8.00', '100.00'],
    ]),
    computed('years', '合作年限', '5.00', 'COOPERATION_YEARS', [
      ['0.00', '20.00'],
      ['1.00', '40.00'],
      ['2.00', '60.00'],
      ['3.00', '80.00'],
      ['5.00', '100.00'],
    ]),
    judged('potential', '合作潜力', '10.00'),
    judged('strategy', '战略匹配度', '10.00'),
  ],
  gradeBands: [
    { grade: 'A', min: '80.00' },
    { grade: 'B', min: '70.00' },
    { grade: 'C', min: '60.00' },
    { grade: 'D', min: '0.00' },
  ],
  vetoRules: [
    { condition: 'BLACKLISTED', grade: 'D', label: '已列入黑名单' },
    { condition: 'REGISTRATION_REVOKED', grade: 'D', label: '登记状态异常（吊销、注销或撤销）' },
  ],
};
