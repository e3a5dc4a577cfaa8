/**
 * Weighted scorecards: raw value → 0–100 → weighted, every step kept so that a reader can follow it. Σ weights is 100.
 * Normalised and weighted values are kept to four places, the total to two, rounded half up from exact numbers.
 */
import { vetoCondition, type missingTreatment } from './assessment-enums';
import { Exact } from './decimal';
import { fold } from './text';
import type { ScorecardRecord, VetoCondition } from './scorecard';

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

const treatmentWords: Readonly<Record<keyof typeof missingTreatment, (weight: string, others: number) => string>> = {
  SKIP_AND_REWEIGHT: (weight, others) => `没有取值，${weight}% 权重按比例分给有分的 ${others} 个维度`,
  ZERO: () => '没有取值，按 0 分计',
  NEUTRAL: () => '没有取值，按 50 分计',
};

/** Says of a dimension without a value how it was treated, after what its metric has to say. */
function missingEvidence({ missing, weight }: Dimension, own: string | null, others: number): string {
  const words = treatmentWords[missing](new Exact(weight).toFixed(), others);
  return own ? `${own}；${words}` : words;
}

/** The dimensions without a value and the share of the weights they held; null when each has one. */
export function missingOf(
  scores: readonly { [K in 'label' | 'dimension' | 'weight' | 'missing']?: ScoreStep[K] | null }[],
): { names: string; weight: string } | null {
  const gone = scores.filter((step) => step.missing);
  if (gone.length === 0) return null;
  const weight = gone.reduce((sum, step) => sum.plus(step.weight ?? 0), new Exact(0));
  return { names: gone.map((step) => step.label ?? step.dimension ?? '').join('、'), weight: weight.toFixed() };
}

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
  const scored = read.filter((one) => one.normalised).length;
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
      evidence: missing ? missingEvidence(dimension, given?.evidence ?? null, scored) : (given?.evidence ?? null),
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
