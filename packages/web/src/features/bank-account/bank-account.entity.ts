import { bankAccountFields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

/** The bank account as the console asks for it. */
export const bankAccountEntity: Entity = {
  name: 'bankAccount',
  plural: 'bankAccounts',
  type: 'BankAccount',
  label: { zh: '银行账户', en: 'Bank account' },
  fields: bankAccountFields,
  title: 'accountName',
  relations: {
    customer: { to: 'Customer', many: false, label: { zh: '客户', en: 'Customer' } },
    verifiedBy: { to: 'User', many: false, label: { zh: '核实人', en: 'Verified by' } },
  },
  searchable: false,
};
