import { bankAccountFields } from '@dossier/shared';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { inFileOf } from '../access/range';

/** An account of a customer at a bank. */
export const bankAccount: EntityDeclaration = {
  name: 'BankAccount',
  plural: 'bankAccounts',
  table: 'bank_account',
  prefix: 'bac',
  label: { zh: '银行账户', en: 'Bank account' },
  description: 'An account of a customer at a bank; its number is kept sealed.',
  fields: bankAccountFields,
  readScope: 'bankAccount:read',
  rows: () => null,
  range: inFileOf('customer', 'customer_id'),
  inverses: { customerId: 'bankAccounts' },
  childOf: 'customerId',
  keys: [
    {
      column: 'live_default',
      fields: ['isDefault', 'customerId'],
      code: 'DUPLICATE_DEFAULT_ACCOUNT',
      key: ({ isDefault, customerId }) => (isDefault ? String(customerId) : null),
    },
    {
      column: 'live_basic',
      fields: ['purpose', 'customerId'],
      code: 'DUPLICATE_BASIC_ACCOUNT',
      key: ({ purpose, customerId }) => (purpose === 'BASIC' ? String(customerId) : null),
    },
  ],
  indexed: ['updated_at'],
  order: [{ updatedAt: { direction: 'DESC' } }],
};

export const BankAccount = entityType(bankAccount);
export const BankAccountInput = inputType(
  'BankAccountInput',
  bankAccountFields,
  'create',
  'A new bank account of a customer.',
);
export const BankAccountPatch = inputType(
  'BankAccountPatch',
  bankAccountFields,
  'update',
  'Changes of a bank account; null empties a field. The number is given whole, or left out to stay as it is.',
);
