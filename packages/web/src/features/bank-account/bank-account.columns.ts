import { columnOf, columnsOf, type Column } from '../../graph/column';
import type { ListDefaults } from '../../composables/useListState';
import { bankAccountEntity } from './bank-account.entity';

/** Every column a list of bank accounts can show. */
export const bankAccountColumns = (): Column[] =>
  columnsOf(bankAccountEntity, [columnOf(bankAccountEntity, 'accountNumber', { width: 190 })]);

/** On a customer's page the customer itself needs no column. */
export const bankAccountsOfCustomer: ListDefaults = {
  sort: [
    { path: 'isDefault', descending: true },
    { path: 'updatedAt', descending: true },
  ],
  columns: ['accountNumber', 'bankName', 'branch', 'accountName', 'purpose', 'currency', 'isDefault', 'verified'],
  size: 20,
};
