import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Scope } from '@dossier/shared';
import { RestoreAssessmentDocument } from '../../gql/assessment';
import { RestoreBankAccountDocument } from '../../gql/bank-account';
import { RestoreContactDocument } from '../../gql/contact';
import { RestoreContractDocument } from '../../gql/contract';
import { RestoreCustomerDocument } from '../../gql/customer';

export type BinName = 'customers' | 'contacts' | 'bankAccounts' | 'contracts' | 'assessments';

interface Bin {
  type: string;
  scope: Scope;
  columns: readonly string[];
  /** Whether others go with it. */
  family?: true;
  restore: TypedDocumentNode<unknown, { id: string }>;
}

/** The kinds that go to the bin, what their lists show and how they come back. */
export const BINS: Readonly<Record<BinName, Bin>> = {
  customers: {
    type: 'Customer',
    scope: 'customer:restore',
    columns: ['name', 'code', 'owner.name'],
    family: true,
    restore: RestoreCustomerDocument,
  },
  contacts: {
    type: 'Contact',
    scope: 'contact:restore',
    columns: ['name', 'customer.name', 'title', 'mobile'],
    restore: RestoreContactDocument,
  },
  bankAccounts: {
    type: 'BankAccount',
    scope: 'bankAccount:restore',
    columns: ['accountName', 'bankName', 'customer.name', 'accountNumber'],
    restore: RestoreBankAccountDocument,
  },
  contracts: {
    type: 'Contract',
    scope: 'contract:restore',
    columns: ['name', 'number', 'customer.name', 'amount'],
    restore: RestoreContractDocument,
  },
  assessments: {
    type: 'Assessment',
    scope: 'assessment:restore',
    columns: ['customer.name', 'grade', 'total', 'assessedOn'],
    restore: RestoreAssessmentDocument,
  },
};
