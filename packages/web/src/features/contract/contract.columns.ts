import { contractFields, contractTimeStates } from '@dossier/shared';
import { columnOf, columnsOf, type Column } from '../../graph/column';
import type { Option, QuickFilter } from '../../graph/list';
import type { ListDefaults } from '../../composables/useListState';
import { enumFilter, relativeFilter } from '../../composables/quickFilters';
import { i18n } from '../../locales';
import { contractEntity } from './contract.entity';

/** Every column a contract list can show. */
export const contractColumns = (): Column[] =>
  columnsOf(contractEntity, [
    columnOf(contractEntity, 'name', { width: 190 }),
    columnOf(contractEntity, 'number', { width: 122, label: { ...contractFields.number.label, en: 'Number' } }),
    columnOf(contractEntity, 'customer.name', { width: 210 }),
    columnOf(contractEntity, 'type', { width: 84, label: { ...contractFields.type.label, en: 'Type' } }),
    columnOf(contractEntity, 'amount', { width: 128 }),
    columnOf(contractEntity, 'customer.grade', { width: 110 }),
    columnOf(contractEntity, 'timeState', { width: 96 }),
    columnOf(contractEntity, 'renewedFrom.name', { width: 180 }),
  ]);

export const contractDefaults: ListDefaults = {
  sort: [{ path: 'updatedAt', descending: true }],
  columns: [
    'name',
    'number',
    'customer.name',
    'type',
    'amount',
    'approvalStatus',
    'performanceStatus',
    'timeState',
    'signedOn',
    'expiresOn',
    'owner.name',
  ],
};

export const contractsOfCustomer: ListDefaults = {
  sort: [{ path: 'signedOn', descending: true }],
  columns: ['name', 'number', 'amount', 'approvalStatus', 'performanceStatus', 'timeState', 'expiresOn'],
  size: 20,
};

export const contractQuickFilters = (owners: () => Promise<Option[]>): QuickFilter[] => [
  enumFilter('approval', 'approvalStatus', contractFields.approvalStatus),
  enumFilter('performance', 'performanceStatus', contractFields.performanceStatus),
  {
    key: 'time',
    label: { zh: '时效', en: 'Time state' },
    options: () =>
      Object.entries(contractTimeStates).map(([value, label]) => ({ value, label: label[i18n.global.locale.value] })),
    toFilter: (values) => ({ timeState: { in: values } }),
  },
  enumFilter('type', 'type', contractFields.type),
  relativeFilter('expires', 'expiresOn', contractFields.expiresOn.label, [
    'PAST',
    'NEXT_7_DAYS',
    'NEXT_30_DAYS',
    'NEXT_90_DAYS',
    'THIS_YEAR',
  ]),
  {
    key: 'owner',
    label: contractFields.ownerId.label,
    options: owners,
    toFilter: (values) => ({ owner: { id: { in: values } } }),
  },
];
