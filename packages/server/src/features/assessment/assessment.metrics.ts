import {
  addDays,
  addMonths,
  formatMoney,
  fromMinor,
  isContractBinding,
  yearsBetween,
  type AssessmentMetric,
  type ContractState,
  type RawValue,
  type VetoCondition,
} from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { readDeals, type Deal } from './assessment.read';

export type ComputedMetric = Exclude<AssessmentMetric, 'JUDGED'>;
export type Metrics = Record<ComputedMetric, RawValue>;

/** Registrations that no longer carry a business. */
const REVOKED: readonly unknown[] = ['REVOKED', 'REVOKED_DEREGISTERED', 'DEREGISTERED', 'CANCELLED'];

/** The veto conditions that hold for a customer. */
export function vetoFacts(customer: Values): Set<VetoCondition> {
  const facts = new Set<VetoCondition>();
  if (customer.blacklisted) facts.add('BLACKLISTED');
  if (REVOKED.includes(customer.registrationStatus)) facts.add('REGISTRATION_REVOKED');
  return facts;
}

/** The first day of the twelve months that end on a day. */
const yearBefore = (day: string): string => addDays(addMonths(day, -12), 1);

/** Metrics of customers on their days, in order; one look-up for all of them. */
export async function computeMetrics(
  ctx: RequestContext,
  subjects: readonly { customer: Values; assessedOn: string }[],
): Promise<Metrics[]> {
  const days = subjects.map(({ assessedOn }) => assessedOn).sort();
  if (days.length === 0) return [];
  const deals = await readDeals(
    ctx,
    subjects.map(({ customer }) => customer.id as string),
    yearBefore(days[0]!),
    days.at(-1)!,
  );
  return subjects.map(({ customer, assessedOn }) => {
    const own = (deals.get(customer.id as string) ?? []).filter(
      (deal) => isDeal(deal) && deal.signedOn >= yearBefore(assessedOn) && deal.signedOn <= assessedOn,
    );
    return {
      CONTRACT_AMOUNT_12M: amountOf(own),
      CONTRACT_COUNT_12M: countOf(own, assessedOn),
      COOPERATION_YEARS: yearsOf(customer, assessedOn),
    };
  });
}

const isDeal = ({ performanceStatus, statusBeforeChange }: Deal): boolean =>
  isContractBinding({ performanceStatus, statusBeforeChange } as Pick<
    ContractState,
    'performanceStatus' | 'statusBeforeChange'
  >);

/** Amounts in yuan only: there is no rate to convert others with, which the evidence says. */
function amountOf(deals: readonly Deal[]): RawValue {
  const yuan = deals.filter((deal) => deal.minor !== null && deal.currency === 'CNY');
  const foreign = deals.filter((deal) => deal.minor !== null && deal.currency !== 'CNY').length;
  const amount = fromMinor(yuan.reduce((sum, deal) => sum + deal.minor!, 0n));
  const rest = foreign ? `；另有 ${foreign} 份外币合同未计入` : '';
  return { raw: amount, evidence: `${yuan.length} 份人民币合同，${formatMoney({ amount, currency: 'CNY' })}${rest}` };
}

const countOf = (deals: readonly Deal[], assessedOn: string): RawValue => ({
  raw: deals.length,
  evidence: `${yearBefore(assessedOn)} 至 ${assessedOn} 签订 ${deals.length} 份合同`,
});

function yearsOf(customer: Values, assessedOn: string): RawValue {
  const first = customer.firstDealOn as string | null;
  if (!first || first > assessedOn) return { raw: null, evidence: '尚无成交' };
  return { raw: yearsBetween(first, assessedOn), evidence: `首次成交 ${first}` };
}
