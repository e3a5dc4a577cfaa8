import { scorecardFields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

/** The scorecard as the console asks for it. */
export const scorecardEntity: Entity = {
  name: 'scorecard',
  plural: 'scorecards',
  type: 'Scorecard',
  label: { zh: '评分卡', en: 'Scorecard' },
  fields: scorecardFields,
  title: 'name',
  relations: { assessments: { to: 'Assessment', many: true, label: { zh: '评估', en: 'Assessments' } } },
  searchable: false,
};
