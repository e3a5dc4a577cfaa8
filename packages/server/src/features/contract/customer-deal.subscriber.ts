import { isContractBinding } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { loadValues } from '../../platform/db/stored';
import { updateMany } from '../../platform/db/write';
import type { Subscriber } from '../../platform/outbox/deliver';
import { stateOf } from './contract.checks';

/** Stages that a first deal ends. */
const BEFORE_DEAL: readonly unknown[] = ['POTENTIAL', 'INTERESTED'];

/** A signed contract makes its customer a cooperating one, from the day of the earliest signature. Doing it again changes nothing. */
export const customerDeal: Subscriber = {
  name: 'customer-deal',
  events: ['contract.sign', 'contract.resume'],
  async handle(tx, { recordId }) {
    const contract = (await loadValues(tx, tx.models.get('Contract'), [recordId])).get(recordId);
    if (contract?.signedOn && isContractBinding(stateOf(contract))) await recordDeal(tx, contract);
  },
};

async function recordDeal(tx: TxContext, contract: Values): Promise<void> {
  const model = tx.models.get('Customer');
  const id = contract.customerId as string;
  const customer = (await loadValues(tx, model, [id])).get(id);
  if (!customer) return;
  const known = customer.firstDealOn as string | null;
  const signedOn = contract.signedOn as string;
  const reason = `合同 ${contract.number as string} 已签署`;
  if (known === null || signedOn < known)
    await updateMany(tx, model, [{ id, patch: { firstDealOn: signedOn } }], { reason });
  if (BEFORE_DEAL.includes(customer.relationshipStage))
    await updateMany(tx, model, [{ id, patch: { relationshipStage: 'COOPERATING' } }], {
      verb: 'CHANGE_STAGE',
      reason,
    });
}
