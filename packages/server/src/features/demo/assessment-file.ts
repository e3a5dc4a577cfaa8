import {
  addDays,
  addMonths,
  assess,
  formatMoney,
  fromMinor,
  isContractBinding,
  toMinor,
  yearsBetween,
  type AssessmentResult,
  type Money,
  type RawValue,
  type Scoring,
  type VetoCondition,
} from '@dossier/shared';
import type { Values } from '../../platform/db/columns';
import type { ContractFile } from './contract-file';
import { RecordHistory } from './history';
import type { Random } from './random';
import { recordId } from './record-id';
import type { World } from './world';

export interface AssessmentPlan {
  customerId: string;
  contracts: readonly ContractFile[];
  /** Days ago of the first signature. */
  firstDeal: number;
  /** No assessment is older or younger than these, in days ago. */
  from: number;
  to: number;
  /** Moment of the customer's creation. */
  earliest: number;
  scoring: Scoring;
  /** Veto conditions that hold. */
  facts?: ReadonlySet<VetoCondition>;
}
export interface Assessed {
  record: RecordHistory;
  at: number;
  assessedOn: string;
  grade: string | null;
}

type Deal = { signedOn: string; amount: Money };

/** The contracts that count as deals, by the day of signature. */
const dealsOf = (contracts: readonly ContractFile[]): Deal[] =>
  contracts.flatMap(({ contract: { values } }) =>
    isContractBinding(values as never) ? [{ signedOn: values.signedOn as string, amount: values.amount as Money }] : [],
  );

/** What the archive finds out by itself, with the words in which it says where it comes from. */
function metrics(deals: readonly Deal[], first: string, day: string): Record<string, RawValue> {
  const from = addDays(addMonths(day, -12), 1);
  const recent = deals.filter(({ signedOn }) => signedOn >= from && signedOn <= day);
  const yuan = recent.filter(({ amount }) => amount.currency === 'CNY');
  const amount = fromMinor(yuan.reduce((sum, deal) => sum + toMinor(deal.amount.amount)!, 0n));
  const foreign = recent.length - yuan.length;
  const rest = foreign ? `；另有 ${foreign} 份外币合同未计入` : '';
  return {
    CONTRACT_AMOUNT_12M: {
      raw: amount,
      evidence: `${yuan.length} 份人民币合同，${formatMoney({ amount, currency: 'CNY' })}${rest}`,
    },
    CONTRACT_COUNT_12M: { raw: recent.length, evidence: `${from} 至 ${day} 签订 ${recent.length} 份合同` },
    COOPERATION_YEARS:
      first > day
        ? { raw: null, evidence: '尚无成交' }
        : { raw: yearsBetween(first, day), evidence: `首次成交 ${first}` },
  };
}

/** Marks a person gives, around how good a customer the company is; `judge` is asked for each dimension. */
export type Judge = (dimension: string) => RawValue;

/** One assessment, reckoned by the scorecard as the service would. */
export function assessmentOn(
  world: World,
  plan: AssessmentPlan,
  ago: number,
  random: Random,
  judge: Judge,
  values: Values = {},
): Assessed {
  const { calendar, models, staff } = world;
  const assessedOn = calendar.date(ago);
  const found = metrics(dealsOf(plan.contracts), calendar.date(plan.firstDeal), assessedOn);
  const raws: Record<string, RawValue> = {};
  for (const { key, metric } of plan.scoring.dimensions) raws[key] = metric === 'JUDGED' ? judge(key) : found[metric]!;
  const result: AssessmentResult = assess(plan.scoring, raws, plan.facts);
  const at = Math.min(calendar.moment(ago, random, plan.earliest + 1), calendar.anchor);
  const record = new RecordHistory(
    models.get('Assessment'),
    models,
    {
      id: recordId(at, random),
      customerId: plan.customerId,
      scorecardId: world.scorecardId,
      assessedOn,
      assessorId: staff.manager,
      automatic: false,
      ...result,
      ...values,
    },
    { at, by: staff.manager },
  );
  return { record, at, assessedOn, grade: result.grade };
}

const comments = [
  '回款及时，配合度高。',
  '订单稳定，建议深化年度框架。',
  '需求波动较大，关注产能。',
  '付款偶有拖延，建议控制账期。',
  '技术要求高，毛利较好。',
];

/** Regular assessments: the first some months after the first deal, then about once a year. Marks drift slowly. */
export function assessmentsOf(world: World, plan: AssessmentPlan, random: Random): Assessed[] {
  const assessed: Assessed[] = [];
  let quality = Math.min(97, Math.max(35, 79 + 12 * random.normal()));
  for (let ago = plan.from - random.int(45, 160); ago >= plan.to; ago -= random.int(170, 400)) {
    const judge: Judge = () =>
      random.chance(0.06)
        ? { raw: null }
        : { raw: Math.round(Math.min(100, Math.max(10, quality + 7 * random.normal()))) };
    assessed.push(
      assessmentOn(world, plan, ago, random, judge, random.chance(0.4) ? { comment: random.pick(comments) } : {}),
    );
    quality = Math.min(97, Math.max(35, quality + 5 * random.normal()));
  }
  return assessed;
}
