import { assessmentFields, scorecardFields } from '@dossier/shared';
import { Field } from 'type-graphql';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { judgedScoreFields } from './assessment.scores';
import { inFileOf } from '../access/range';

/** What is measured and how it becomes a grade; a published version never changes. */
export const scorecard: EntityDeclaration = {
  name: 'Scorecard',
  plural: 'scorecards',
  table: 'scorecard',
  prefix: 'scd',
  label: { zh: '评分卡', en: 'Scorecard' },
  description: 'A version of a scorecard: dimensions with weights, grade bands, veto rules.',
  fields: scorecardFields,
  readScope: 'scorecard:read',
  rows: () => null,
  order: [{ updatedAt: { direction: 'DESC' } }],
};

/** One assessment of a customer, with every step of its reckoning. */
export const assessment: EntityDeclaration = {
  name: 'Assessment',
  plural: 'assessments',
  table: 'assessment',
  prefix: 'ase',
  label: { zh: '评估', en: 'Assessment' },
  description: 'An assessment of a customer by one version of a scorecard.',
  fields: assessmentFields,
  readScope: 'assessment:read',
  rows: () => null,
  range: inFileOf('assessment', 'customer_id'),
  inverses: { customerId: 'assessments', scorecardId: 'assessments' },
  childOf: 'customerId',
  asOf: true,
  indexed: ['assessed_on', 'assessed_on,created_at', 'updated_at'],
  order: [{ assessedOn: { direction: 'DESC' } }, { createdAt: { direction: 'DESC' } }],
};

export const Scorecard = entityType(scorecard);
export const Assessment = entityType(assessment);
export const ScorecardInput = inputType(
  'ScorecardInput',
  scorecardFields,
  'create',
  'A new scorecard draft. Weights add up to 100.',
);
export const ScorecardPatch = inputType(
  'ScorecardPatch',
  scorecardFields,
  'update',
  'Changes of a scorecard draft; null empties a field.',
);

const AssessmentScoreInput = inputType(
  'AssessmentScoreInput',
  judgedScoreFields,
  'create',
  'What a person gives for one judged dimension.',
);
export const AssessmentInput = inputType(
  'AssessmentInput',
  assessmentFields,
  'create',
  'A new assessment. Left out, the scorecard is the published one and the day is today.',
);
Field(() => [AssessmentScoreInput], {
  nullable: true,
  description: 'Scores of judged dimensions; one that is left out counts as missing.',
})(AssessmentInput.prototype as object, 'scores');
