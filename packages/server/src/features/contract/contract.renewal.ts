import { addDays, addMonths, daysBetween, isContractBinding, type Override } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { liveRecord } from '../../platform/db/one';
import { loadValues } from '../../platform/db/stored';
import { exposeId } from '../../platform/query/model';
import { moneyOf } from './contract.amounts';
import { stateOf } from './contract.checks';
import { createContract } from './contract.create';
import { loadItems } from './contract.items';
import { illegalMove } from './contract.transition';

const copied = [
  'name',
  'type',
  'taxRate',
  'paymentMethod',
  'paymentDays',
  'settlementMethod',
  'terms',
  'remarks',
] as const;
const copiedItem = ['product', 'specification', 'unit', 'quantity', 'unitPrice', 'discount', 'remarks'] as const;
const label = { zh: '续签', en: 'Renew' };

export interface RenewContract {
  /** Raw id of the contract to renew. */
  id: string;
  /** What differs from the former contract. */
  input?: object | null;
  overrides?: readonly Override[] | null;
}

/**
 * A new draft that follows a signed contract: terms and items are copied, dates go on where the former ends and span as long,
 * `input` wins over all of it. Returns the raw id of the draft.
 */
export async function renewContract(tx: TxContext, { id, input, overrides }: RenewContract): Promise<string> {
  const former = await liveRecord(tx, tx.models.get('Contract'), id);
  if (!isContractBinding(stateOf(former))) throw illegalMove(stateOf(former), label);
  const said = given(input ?? {});
  const items =
    (said.items as unknown[] | null | undefined) ?? (await loadItems(tx, id)).map((line) => pick(line, copiedItem));
  const terms = {
    ...pick(former, copied),
    ...nextTerm(former),
    ...(await people(tx, former)),
    customerId: exposeId(tx.models.get('Customer'), former.customerId as string),
  };
  // with items the amount is their sum
  const amount = items.length ? {} : pick(former, ['amount']);
  return createContract(tx, {
    input: { ...terms, ...amount, ...said, items },
    overrides,
    renewedFromId: id,
    currency: moneyOf(former)?.currency,
  });
}

const pick = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
const given = (input: object): Values =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

/** The term after a term: begins the day after and lasts as many months, or days where it is no whole number of months. */
export function nextTerm({ effectiveOn, expiresOn }: Values): { effectiveOn?: string; expiresOn?: string } {
  if (typeof expiresOn !== 'string') return {};
  const begin = addDays(expiresOn, 1);
  if (typeof effectiveOn !== 'string') return { effectiveOn: begin };
  const months =
    (Number(begin.slice(0, 4)) - Number(effectiveOn.slice(0, 4))) * 12 +
    Number(begin.slice(5, 7)) -
    Number(effectiveOn.slice(5, 7));
  const whole = addMonths(effectiveOn, months) === begin;
  return {
    effectiveOn: begin,
    expiresOn: addDays(whole ? addMonths(begin, months) : addDays(begin, daysBetween(effectiveOn, begin)), -1),
  };
}

/** Signatories and owner of the former contract, as far as they are still there. */
async function people(tx: TxContext, former: Values): Promise<Values> {
  const refs = [
    ['ourSignatoryId', 'User'],
    ['theirSignatoryId', 'Contact'],
    ['ownerId', 'User'],
  ] as const;
  const found: Values = {};
  for (const [name, entity] of refs) {
    const target = tx.models.get(entity);
    const id = former[name] as string | null;
    if (id && (await loadValues(tx, target, [id])).has(id)) found[name] = exposeId(target, id);
  }
  return found;
}
