/** Rules over several fields of a record; `parseInput` runs them beside the rules of each field. */
import { contractFields } from './contract';
import { contractTotals, type PricedItem } from './contract-totals';
import { customerFields } from './customer';
import { Exact } from './decimal';
import type { Fields, Money } from './dictionary';
import { fieldError, type FieldError } from './field-error';
import type { Rule } from './input';
import { judgeResidentIdentity } from './secret';
import { formatMoney, maxMinor, toMinor } from './money';

/** The second date is not before the first; the fault is told at the later field. */
export const dateOrder = <S extends Fields>(fields: S, earlier: keyof S & string, later: keyof S & string): Rule => ({
  fields: [earlier, later],
  check(record) {
    const [from, to] = [record[earlier], record[later]];
    if (typeof from !== 'string' || typeof to !== 'string' || from <= to) return [];
    return [fieldError('DATE_ORDER', [later], { earlier: fields[earlier]!.label, later: fields[later]!.label })];
  },
});

const scaleReason: Rule = {
  fields: ['scaleOverride', 'scaleOverrideReason'],
  check({ scaleOverride, scaleOverrideReason }) {
    if (scaleOverride && !scaleOverrideReason) return [fieldError('SCALE_REASON_REQUIRED', ['scaleOverrideReason'])];
    return scaleOverrideReason && !scaleOverride ? [fieldError('SCALE_REASON_WITHOUT_SCALE', ['scaleOverride'])] : [];
  },
};

/** Papers with the check character of GB 11643. */
const checkedPapers = new Set<unknown>(['RESIDENT_ID', 'RESIDENCE_PERMIT']);
/** A number that is not touched is known masked only, and not judged again. */
const identityRule: Rule = {
  fields: ['legalRepresentativeIdType', 'legalRepresentativeIdNumber'],
  check({ legalRepresentativeIdType: type, legalRepresentativeIdNumber: number }) {
    if (number && !type) return [fieldError('IDENTITY_TYPE_REQUIRED', ['legalRepresentativeIdType'])];
    if (typeof number !== 'string' || number.includes('*') || !checkedPapers.has(type)) return [];
    const judgement = judgeResidentIdentity(number);
    if (judgement === 'ok') return [];
    return [
      fieldError(judgement === 'check' ? 'IDENTITY_CHECK_DIGIT' : 'IDENTITY_FORMAT', ['legalRepresentativeIdNumber']),
    ];
  },
};

export const customerRules: readonly Rule[] = [
  identityRule,
  dateOrder(customerFields, 'businessTermFrom', 'businessTermTo'),
  dateOrder(customerFields, 'establishedOn', 'businessTermTo'),
  scaleReason,
];

/** 签约 ≤ 生效 ≤ 到期. Signing is compared with expiry only where no effective date stands between. */
export const contractRules: readonly Rule[] = [
  dateOrder(contractFields, 'signedOn', 'effectiveOn'),
  dateOrder(contractFields, 'effectiveOn', 'expiresOn'),
  {
    fields: ['signedOn', 'effectiveOn', 'expiresOn'],
    check: (record) => (record['effectiveOn'] ? [] : dateOrder(contractFields, 'signedOn', 'expiresOn').check(record)),
  },
];

/** Faults of the total: too large to keep, or not what the contract says (a person may accept that). */
export function contractAmountFaults(amount: Money | null, items: readonly PricedItem[]): FieldError[] {
  if (items.length === 0) return [];
  const total = contractTotals(items, null).amount;
  const field = contractFields.amount.label;
  if ((toMinor(total) ?? 0n) > maxMinor) return [fieldError('MONEY_TOO_LARGE', ['amount'], { field })];
  if (amount === null || new Exact(amount.amount).eq(total)) return [];
  const params = { amount: formatMoney(amount), total: formatMoney({ amount: total, currency: amount.currency }) };
  return [fieldError('CONTRACT_AMOUNT_MISMATCH', ['amount'], params)];
}
