import type { ContractState } from '@dossier/shared';
import { useRecord, type RecordModel } from '../../composables/useRecord';
import type { Row } from '../../graph/entity';
import type { Selection } from '../../graph/selection';
import { useText } from '../../locales';
import { contractEntity } from './contract.entity';

const beside: Selection = {
  'items(first: 200)': {
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
