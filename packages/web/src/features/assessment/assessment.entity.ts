import { assessmentFields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

/** The assessment as the console asks for it. */
export const assessmentEntity: Entity = {
  name: 'assessment',
  plural: 'assessments',
  type: 'Assessment',
  label: { zh: '评估', en: 'Assessment' },
  fields: assessmentFields,
  title: 'grade',
  relations: {
    customer: { to: 'Customer', many: false, label: { zh: '客户', en: 'Customer' } },
    scorecard: { to: 'Scorecard', many: false, label: { zh: '评分卡', en: 'Scorecard' } },
    assessor: { to: 'User', many: false, label: { zh: '评估人', en: 'Assessor' } },
  },
  searchable: false,
};
