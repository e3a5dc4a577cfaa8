import { customerFields, customerRules } from '@dossier/shared';
import { useApolloClient } from '@vue/apollo-composable';
import { useCan } from '../../composables/useCan';
import { useInlineEdit } from '../../composables/useInlineEdit';
import { useRecord, type RecordModel } from '../../composables/useRecord';
import { UpdateCustomerDocument } from '../../gql/customer';
import type { CustomerPatch } from '../../gql/types';
import type { InlineEdit } from '../../graph/inline';
import type { Selection } from '../../graph/selection';
import { useText } from '../../locales';
import { customerEntity } from './customer.entity';

const beside: Selection = {
  tenure: true,
  primaryContact: { id: true, name: true, title: true, mobile: true, officePhone: true, email: true },
  latestAssessment: { id: true, total: true, grade: true, assessedOn: true },
  contacts: { totalCount: true },
  contracts: { totalCount: true },
};

/** A customer with what its head shows. */
export function useCustomer(id: () => string | null): RecordModel {
  const { t } = useText();
  return useRecord(customerEntity, id, beside, () => t('menu.customers'));
}

/** Facts of a customer changed where they stand. */
export function useCustomerEdit(customer: RecordModel): InlineEdit {
  const { client } = useApolloClient();
  const can = useCan();
  return useInlineEdit({
    type: 'Customer',
    fields: customerFields,
    rules: customerRules,
    row: () => customer.row.value,
    enabled: () => can('customer:update'),
    save: async ({ id, expectedVersion, input, overrides, idempotencyKey }) => {
      const { data } = await client.mutate({
        mutation: UpdateCustomerDocument,
        variables: { id, expectedVersion, patch: input as CustomerPatch, overrides, idempotencyKey },
      });
      return { id: data?.updateCustomer.customer?.id ?? null, userErrors: data?.updateCustomer.userErrors ?? [] };
    },
    saved: customer.refetch,
  });
}
