import { contractFields, contractRules, isContractEditable, type ContractState } from '@dossier/shared';
import { useApolloClient } from '@vue/apollo-composable';
import { useCan } from '../../composables/useCan';
import { useInlineEdit } from '../../composables/useInlineEdit';
import { useRecord, type RecordModel } from '../../composables/useRecord';
import { UpdateContractDocument } from '../../gql/contract';
import type { ContractPatch } from '../../gql/types';
import type { Row } from '../../graph/entity';
import type { InlineEdit } from '../../graph/inline';
import type { Selection } from '../../graph/selection';
import { useText } from '../../locales';
import { contractEntity } from './contract.entity';

const beside: Selection = {
  'items(first: 200)': {
    totalCount: true,
    nodes: {
      id: true,
      version: true,
      lineNo: true,
      product: true,
      specification: true,
      unit: true,
      quantity: true,
      unitPrice: true,
      discount: true,
      amount: { amount: true, currency: true },
      remarks: true,
    },
  },
  'renewals(first: 20)': { nodes: { id: true, number: true, name: true } },
};

/** A contract with its lines and its place in the chain of renewals. */
export function useContract(id: () => string | null): RecordModel {
  const { t } = useText();
  return useRecord(contractEntity, id, beside, () => t('menu.contracts'));
}

/** The state the legal verbs follow from. */
export const stateOf = (row: Row): ContractState => ({
  approvalStatus: (row.approvalStatus as ContractState['approvalStatus'] | null) ?? 'DRAFT',
  performanceStatus: (row.performanceStatus as ContractState['performanceStatus']) ?? null,
  statusBeforeChange: (row.statusBeforeChange as ContractState['statusBeforeChange']) ?? null,
});

/** The lines as rows. */
export const itemsOf = (row: Row): Row[] => (row.items as { nodes?: Row[] } | undefined)?.nodes ?? [];

/** How many lines there are in all, if they are more than were read; 0 when all are there. */
export function itemsCut(row: Row): number {
  const total = (row.items as { totalCount?: number } | undefined)?.totalCount ?? 0;
  return total > itemsOf(row).length ? total : 0;
}

/** Facts of a contract changed where they stand, while the contract may be changed at all. */
export function useContractEdit(contract: RecordModel): InlineEdit {
  const { client } = useApolloClient();
  const can = useCan();
  const customerOf = (row: Row | null): string | undefined => (row?.customer as { id: string } | null | undefined)?.id;
  return useInlineEdit({
    type: 'Contract',
    fields: contractFields,
    rules: contractRules,
    row: () => contract.row.value,
    enabled: () => can('contract:update') && !!contract.row.value && isContractEditable(stateOf(contract.row.value)),
    filters: () => ({ theirSignatoryId: { customer: { id: { eq: customerOf(contract.row.value) } } } }),
    save: async ({ id, input, expectedVersion, overrides, idempotencyKey }) => {
      const { data } = await client.mutate({
        mutation: UpdateContractDocument,
        variables: { id, expectedVersion, patch: input as ContractPatch, overrides, idempotencyKey },
      });
      return { id, userErrors: data?.updateContract.userErrors ?? [] };
    },
    saved: contract.refetch,
  });
}
