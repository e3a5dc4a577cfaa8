import { customerFields, defineFields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

const tenure = defineFields({
  tenure: {
    kind: 'enum',
    type: 'CustomerTenure',
    values: { NEW: { zh: '新客户', en: 'New customer' }, ESTABLISHED: { zh: '老客户', en: 'Established customer' } },
    access: 'system',
    label: { zh: '新老客户', en: 'Tenure' },
  },
});

/** The customer as the console asks for it. */
export const customerEntity: Entity = {
  name: 'customer',
  plural: 'customers',
  type: 'Customer',
  label: { zh: '客户', en: 'Customer' },
  fields: { ...customerFields, ...tenure },
  title: 'name',
  relations: {
    owner: { to: 'User', many: false, label: { zh: '负责人', en: 'Owner' } },
    contacts: { to: 'Contact', many: true, label: { zh: '联系人', en: 'Contacts' } },
    primaryContact: { to: 'Contact', many: true, label: { zh: '主要联系人', en: 'Primary contact' } },
    contracts: { to: 'Contract', many: true, label: { zh: '合同', en: 'Contracts' } },
    assessments: { to: 'Assessment', many: true, label: { zh: '评估', en: 'Assessments' } },
    latestAssessment: { to: 'Assessment', many: false, label: { zh: '最近评估', en: 'Latest assessment' } },
    changes: { to: 'Change', many: true, label: { zh: '变更记录', en: 'Changes' } },
    createdBy: { to: 'User', many: false, label: { zh: '建档人', en: 'Created by' } },
    updatedBy: { to: 'User', many: false, label: { zh: '更新人', en: 'Updated by' } },
  },
  searchable: true,
};
