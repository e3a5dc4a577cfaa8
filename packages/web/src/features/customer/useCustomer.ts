import { useRecord, type RecordModel } from '../../composables/useRecord';
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
