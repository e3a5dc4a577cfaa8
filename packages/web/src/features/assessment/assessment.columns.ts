import { assessmentFields } from '@dossier/shared';
import { columnOf, columnsOf, type Column } from '../../graph/column';
import type { Option, QuickFilter } from '../../graph/list';
import type { ListDefaults } from '../../composables/useListState';
import { relativeFilter } from '../../composables/quickFilters';
import { assessmentEntity } from './assessment.entity';

/** Every column an assessment list can show. */
export const assessmentColumns = (): Column[] =>
  columnsOf(assessmentEntity, [
    columnOf(assessmentEntity, 'customer.name', { width: 240 }),
    columnOf(assessmentEntity, 'grade', { width: 76 }),
    columnOf(assessmentEntity, 'total', { width: 80 }),
    columnOf(assessmentEntity, 'scorecard.name', { width: 160 }),
    columnOf(assessmentEntity, 'vetoedBy', { width: 110 }),
  ]);

export const assessmentDefaults: ListDefaults = {
  sort: [{ path: 'assessedOn', descending: true }],
  columns: ['customer.name', 'grade', 'total', 'assessedOn', 'scorecard.name', 'assessor.name', 'tags', 'vetoedBy'],
};
export const assessmentsOfCustomer: ListDefaults = {
  sort: [{ path: 'assessedOn', descending: true }],
  columns: ['assessedOn', 'grade', 'total', 'scorecard.name', 'assessor.name', 'tags'],
  size: 20,
};
export const assessmentQuickFilters = (people: () => Promise<Option[]>): QuickFilter[] => [
  {
    key: 'grade',
    label: assessmentFields.grade.label,
    options: () => ['A', 'B', 'C', 'D'].map((value) => ({ value, label: value })),
    toFilter: (values) => ({ grade: { in: values } }),
  },
  relativeFilter('on', 'assessedOn', assessmentFields.assessedOn.label, [
    'LAST_30_DAYS',
    'LAST_90_DAYS',
    'THIS_QUARTER',
    'THIS_YEAR',
  ]),
  {
    key: 'assessor',
    label: assessmentFields.assessorId.label,
    options: people,
    toFilter: (values) => ({ assessor: { id: { in: values } } }),
  },
];
