import {
  assess,
  assessmentFields,
  fieldError,
  type AssessmentResult,
  type RawValue,
  type Scoring,
} from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { judge, resolveRefs } from '../../platform/db/parse';
import type { UserErrorData } from '../../platform/graphql/user-fault';
import { exposeId } from '../../platform/query/model';
import { computeMetrics, vetoFacts, type Metrics } from './assessment.metrics';
import { publishedScorecard, readValues } from './assessment.read';
import { matchScores, parseScores, type ParsedScores } from './assessment.scores';

/** An assessment that can be written, or what keeps it from it. */
export type Reckoned = { values: Values; result: AssessmentResult; errors: null } | { errors: UserErrorData[] };

interface Candidate {
  values: Values;
  given: ParsedScores;
  errors: UserErrorData[];
}

/**
 * Reckons assessments from inputs and the archive, each judged on its own, without writing: previews and writes run the same.
 * Left out, the scorecard is the published one and the day is today.
 */
export async function reckon(ctx: RequestContext, inputs: readonly unknown[]): Promise<Reckoned[]> {
  const standard = await publishedScorecard(ctx);
  const candidates = inputs.map((input) =>
    candidateOf(ctx, input, standard && exposeId(ctx.models.get('Scorecard'), standard)),
  );
  const refs = await resolveRefs(
    ctx,
    ctx.models.get('Assessment'),
    candidates.map((one) => one.values),
  );
  candidates.forEach((one, i) => one.errors.push(...refs[i]!));
  const sound = candidates.filter((one) => one.errors.length === 0);
  const cards = await readValues(
    ctx,
    'Scorecard',
    sound.map(({ values }) => values.scorecardId as string),
  );
  const customers = await readValues(
    ctx,
    'Customer',
    sound.map(({ values }) => values.customerId as string),
  );
  const subjects = sound.map(({ values }) => ({
    customer: customers.get(values.customerId as string)!,
    assessedOn: values.assessedOn as string,
  }));
  const metrics = await computeMetrics(ctx, subjects);
  const done = new Map(
    sound.map((one, i) => [
      one,
      score(one, {
        card: cards.get(one.values.scorecardId as string)!,
        customer: subjects[i]!.customer,
        metrics: metrics[i]!,
      }),
    ]),
  );
  return candidates.map((one) => done.get(one) ?? { errors: one.errors });
}

function candidateOf(ctx: RequestContext, input: unknown, standard: string | null): Candidate {
  const { scores, ...fields } = (input ?? {}) as Record<string, unknown>;
  const scorecardId = fields.scorecardId ?? standard;
  const given = parseScores(ctx, scores);
  const { values, errors } = judge(
    ctx,
    assessmentFields,
    { ...fields, assessedOn: fields.assessedOn ?? ctx.clock.today(), scorecardId: scorecardId ?? undefined },
    { entity: 'Assessment', mode: 'create' },
  );
  const faults: UserErrorData[] = [
    ...errors.filter((error) => scorecardId || error.path[0] !== 'scorecardId'),
    ...given.errors,
  ];
  if (!scorecardId) faults.push(fieldError('SCORECARD_NOT_PUBLISHED', ['scorecardId']));
  return { values, given, errors: faults };
}

/** Judged and computed values of one customer → steps, total and grade. */
function score(
  { values, given }: Candidate,
  { card, customer, metrics }: { card: Values; customer: Values; metrics: Metrics },
): Reckoned {
  if (card.status !== 'PUBLISHED') return { errors: [fieldError('SCORECARD_NOT_PUBLISHED', ['scorecardId'])] };
  const scoring = card as unknown as Scoring;
  const { raws, errors } = matchScores(scoring, given.scores);
  if (errors.length) return { errors };
  const all: Record<string, RawValue | undefined> = { ...raws };
  for (const { key, metric } of scoring.dimensions) if (metric !== 'JUDGED') all[key] = metrics[metric];
  const result = assess(scoring, all, vetoFacts(customer));
  return { values: { ...values, ...result }, result, errors: null };
}
