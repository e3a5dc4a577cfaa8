import { contractFields, contractItemFields, contractTimeStates, defineFields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

const timeState = defineFields({
  timeState: {
    kind: 'enum',
    type: 'ContractTimeState',
    values: contractTimeStates,
    access: 'system',
    label: { zh: '时效', en: 'Time state' },
  },
});

/** The contract as the console asks for it. */
export const contractEntity: Entity = {
  name: 'contract',
  plural: 'contracts',
  type: 'Contract',
  label: { zh: '合同', en: 'Contract' },
  fields: { ...contractFields, ...timeState },
  title: 'name',
  relations: {
    customer: { to: 'Customer', many: false, label: { zh: '客户', en: 'Customer' } },
    items: { to: 'ContractItem', many: true, label: { zh: '合同明细', en: 'Items' } },
    owner: { to: 'User', many: false, label: { zh: '负责人', en: 'Owner' } },
    ourSignatory: { to: 'User', many: false, label: { zh: '我方签约人', en: 'Our signatory' } },
    theirSignatory: { to: 'Contact', many: false, label: { zh: '客户签约人', en: 'Their signatory' } },
    approvedBy: { to: 'User', many: false, label: { zh: '审批人', en: 'Approved by' } },
    renewedFrom: { to: 'Contract', many: false, label: { zh: '续签自', en: 'Renewed from' } },
    renewals: { to: 'Contract', many: true, label: { zh: '续签合同', en: 'Renewals' } },
  },
  searchable: true,
  keyword: { zh: '名称、编号、拼音、客户', en: 'Contract or customer' },
};

/** One line of a contract. */
export const contractItemEntity: Entity = {
  name: 'contractItem',
  plural: 'contractItems',
  type: 'ContractItem',
  label: { zh: '合同明细', en: 'Contract item' },
  fields: contractItemFields,
  title: 'product',
  relations: { contract: { to: 'Contract', many: false, label: { zh: '合同', en: 'Contract' } } },
  searchable: false,
};
