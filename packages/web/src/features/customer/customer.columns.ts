import { customerFields, type Field } from '@dossier/shared';
import { columnOf, columnsOf, type Column } from '../../graph/column';
import type { Option, QuickFilter } from '../../graph/list';
import type { ListDefaults } from '../../composables/useListState';
import { i18n } from '../../locales';
import { codeTree } from '../../ui/value/codes';
import { customerEntity } from './customer.entity';

/** Beside the dictionary: the people around a customer, and its latest assessment. */
const around = (): Column[] => [
  columnOf(customerEntity, 'name', { width: 236 }),
  columnOf(customerEntity, 'grade', { width: 92 }),
  columnOf(customerEntity, 'primaryContact.name', { width: 110 }),
  columnOf(customerEntity, 'primaryContact.mobile', { width: 130 }),
  columnOf(customerEntity, 'latestAssessment.total', { width: 100, align: 'right' }),
  columnOf(customerEntity, 'latestAssessment.assessedOn'),
  columnOf(customerEntity, 'region', { width: 176 }),
];

/** Every column a customer list can show. */
export const customerColumns = (): Column[] => columnsOf(customerEntity, around());

export const customerDefaults: ListDefaults = {
  sort: [{ path: 'updatedAt', descending: true }],
  columns: [
    'name',
    'grade',
    'relationshipStage',
    'region',
    'industry',
    'registeredCapital',
    'primaryContact.name',
    'primaryContact.mobile',
    'owner.name',
    'updatedAt',
  ],
};

const enumOptions = (field: Field) => (): Option[] =>
  field.kind === 'enum'
    ? Object.entries(field.values).map(([value, label]) => ({ value, label: label[i18n.global.locale.value] }))
    : [];

/** Provinces; a province holds its cities, so the filter compares the leading digits. */
const regionOptions = async (): Promise<Option[]> => {
  const tree = await codeTree('region', i18n.global.locale.value);
  return tree.map((node) => ({ value: node.value.slice(0, 2), label: node.label }));
};
const industryOptions = async (): Promise<Option[]> => {
  const tree = await codeTree('industry', i18n.global.locale.value);
  return tree.flatMap((section) =>
    (section.children ?? [])
      .filter((node) => node.value.length === 3)
      .map((node) => ({ value: node.value, label: node.label, group: section.label })),
  );
};
const startsWithAny = (name: string) => (values: readonly string[]) => ({
  or: values.map((value) => ({ [name]: { startsWith: value } })),
});

/** The few filters that stand open above the list. */
export const customerQuickFilters = (owners: () => Promise<Option[]>): QuickFilter[] => [
  {
    key: 'grade',
    label: customerFields.grade.label,
    options: () =>
      ['A', 'B', 'C', 'D']
        .map((value) => ({ value, label: value }))
        .concat({ value: 'none', label: i18n.global.t('value.notGraded') }),
    toFilter: (values) => {
      const graded = values.filter((value) => value !== 'none');
      const parts = [
        ...(graded.length > 0 ? [{ grade: { in: graded } }] : []),
        ...(values.includes('none') ? [{ grade: { isNull: true } }] : []),
      ];
      return parts.length === 1 ? parts[0]! : { or: parts };
    },
  },
  {
    key: 'stage',
    label: customerFields.relationshipStage.label,
    options: enumOptions(customerFields.relationshipStage),
    toFilter: (values) => ({ relationshipStage: { in: values } }),
  },
  { key: 'region', label: customerFields.region.label, options: regionOptions, toFilter: startsWithAny('region') },
  {
    key: 'industry',
    label: customerFields.industry.label,
    options: industryOptions,
    toFilter: startsWithAny('industry'),
  },
  {
    key: 'owner',
    label: customerFields.ownerId.label,
    options: owners,
    toFilter: (values) => ({ owner: { id: { in: values } } }),
  },
];
