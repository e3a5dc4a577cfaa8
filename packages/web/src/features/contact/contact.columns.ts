import { contactFields } from '@dossier/shared';
import { columnOf, columnsOf, type Column } from '../../graph/column';
import type { QuickFilter } from '../../graph/list';
import type { ListDefaults } from '../../composables/useListState';
import { enumFilter } from '../../composables/quickFilters';
import { i18n } from '../../locales';
import { contactEntity } from './contact.entity';

/** Every column a contact list can show. */
export const contactColumns = (): Column[] =>
  columnsOf(contactEntity, [
    columnOf(contactEntity, 'name', { width: 130 }),
    columnOf(contactEntity, 'customer.name', { width: 214 }),
    columnOf(contactEntity, 'title', { width: 116 }),
    columnOf(contactEntity, 'department', { width: 116 }),
    columnOf(contactEntity, 'mobile', { width: 124 }),
    columnOf(contactEntity, 'officePhone', { width: 124 }),
    columnOf(contactEntity, 'email', { width: 216 }),
    columnOf(contactEntity, 'customer.grade', { width: 110 }),
  ]);

export const contactDefaults: ListDefaults = {
  sort: [{ path: 'updatedAt', descending: true }],
  columns: [
    'name',
    'customer.name',
    'title',
    'department',
    'mobile',
    'officePhone',
    'email',
    'isPrimary',
    'decisionRole',
    'employmentStatus',
  ],
};

/** On a customer's page the customer itself needs no column. */
export const contactsOfCustomer: ListDefaults = {
  sort: [
    { path: 'isPrimary', descending: true },
    { path: 'name', descending: false },
  ],
  columns: ['name', 'title', 'mobile', 'officePhone', 'email', 'isPrimary', 'employmentStatus'],
  size: 20,
};

export const contactQuickFilters = (): QuickFilter[] => [
  {
    key: 'primary',
    label: contactFields.isPrimary.label,
    single: true,
    options: () => [
      { value: 'yes', label: i18n.global.t('value.yes') },
      { value: 'no', label: i18n.global.t('value.no') },
    ],
    toFilter: (values) => ({ isPrimary: { eq: values[0] === 'yes' } }),
  },
  enumFilter('role', 'decisionRole', contactFields.decisionRole),
  enumFilter('employment', 'employmentStatus', contactFields.employmentStatus),
];
