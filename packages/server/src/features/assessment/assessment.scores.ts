import {
  assessmentFields,
  defineFields,
  fieldError,
  normalise,
  type FieldError,
  Exact,
  type Dimension,
  type RawValue,
  type Scoring,
} from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import { judge } from '../../platform/db/parse';

const { dimension, raw, note } = assessmentFields.scores.fields;
/** What a person gives for one dimension. */
export const judgedScoreFields = defineFields({ dimension, raw, note });

export interface JudgedScore {
  dimension: string;
  raw: string | null;
  note: string | null;
}
/** Scores as given, by position; faults are told there. */
export interface ParsedScores {
  scores: JudgedScore[];
  errors: FieldError[];
}

export function parseScores(ctx: RequestContext, input: unknown): ParsedScores {
  if (input === undefined || input === null) return { scores: [], errors: [] };
  if (!Array.isArray(input))
    return { scores: [], errors: [fieldError('BAD_REQUEST', ['scores'], { detail: 'scores' })] };
  const { items: max, label } = assessmentFields.scores;
  if (input.length > max)
    return { scores: [], errors: [fieldError('TOO_MANY', ['scores'], { field: label, max, length: input.length })] };
  const errors: FieldError[] = [];
  const scores = input.map((one, i): JudgedScore => {
    const result = judge(ctx, judgedScoreFields, one, { mode: 'create', path: ['scores', String(i)] });
    errors.push(...result.errors);
    const values = (result.parsed?.values ?? {}) as Partial<JudgedScore>;
    return { dimension: values.dimension ?? '', raw: values.raw ?? null, note: values.note ?? null };
  });
  return { scores, errors };
}

/** Scores by dimension, checked against the scorecard: only judged dimensions, each once, with a value its rule covers; at least one. */
export function matchScores(
  { dimensions }: Scoring,
  scores: readonly JudgedScore[],
): { raws: Record<string, RawValue>; errors: FieldError[] } {
  const raws: Record<string, RawValue> = {};
  const errors: FieldError[] = [];
  scores.forEach((score, i) => {
    const at = ['scores', String(i)];
    const found = dimensions.find((one) => one.key === score.dimension);
    if (!found) errors.push(fieldError('UNKNOWN_DIMENSION', [...at, 'dimension'], { dimension: score.dimension }));
    else if (found.metric !== 'JUDGED')
      errors.push(fieldError('METRIC_NOT_JUDGED', [...at, 'dimension'], { dimension: found.label }));
    else if (score.dimension in raws)
      errors.push(fieldError('DIMENSION_DUPLICATE', [...at, 'dimension'], { key: found.label }));
    else if (score.raw !== null) errors.push(...rawFaults(found, score.raw, at));
    raws[score.dimension] = { raw: score.raw, note: score.note };
  });
  const judged = dimensions.filter(({ metric }) => metric === 'JUDGED');
  // an assessment that nobody judged would pass off the archive's own figures for a judgement
  if (judged.length > 0 && !scores.some(({ raw: given }) => given !== null))
    errors.push(fieldError('SCORES_MISSING', ['scores'], { dimensions: judged.map((one) => one.label).join('、') }));
  return { raws, errors };
}

/** A value that the rule of its dimension cannot read, or beyond the range that it covers. */
function rawFaults(found: Dimension, value: string, at: readonly string[]): FieldError[] {
  const readable = normalise(found, value) !== null;
  if (found.rule !== 'LINEAR' || found.min === null || found.max === null)
    return readable ? [] : [unreadable(found, value, at)];
  const ends = [new Exact(found.min), new Exact(found.max)];
  const [min, max] = [Exact.min(...ends), Exact.max(...ends)];
  if (readable && min.lte(value) && max.gte(value)) return [];
  const params = { dimension: found.label, min: min.toFixed(), max: max.toFixed(), value: value.slice(0, 40) };
  return [fieldError('SCORE_RANGE', [...at, 'raw'], params)];
}

function unreadable(found: Dimension, value: string, at: readonly string[]): FieldError {
  const field = { zh: found.label, en: found.label };
  if (found.rule !== 'ENUM') return fieldError('INVALID_NUMBER', [...at, 'raw'], { field });
  const options = (found.values ?? []).map((one) => one.value).join('、');
  return fieldError('INVALID_OPTION', [...at, 'raw'], { field, value, options });
}
