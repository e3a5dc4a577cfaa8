import type { Scoring, VetoCondition } from '@dossier/shared';
import type { Values } from '../../platform/db/columns';
import { assessmentsOf, type Assessed } from './assessment-file';
import { iso } from './calendar';
import { companyOf, type Company } from './company';
import { contactsOf } from './contact-file';
import { openContract, signedContract, type ContractFile, type ContractPlan } from './contract-file';
import { goods } from './data/goods';
import { RecordHistory, type Change } from './history';
import { liveLife, type Life } from './life';
import { classification, figures, reach, registration } from './profile';
import type { Random } from './random';
import { recordId } from './record-id';
import { seasonalDay } from './season';
import { chooseOwner, randomOf, type World } from './world';

/** All that the archive keeps of one customer. */
export interface CustomerFile {
  index: number;
  customer: RecordHistory;
  contacts: RecordHistory[];
  contracts: ContractFile[];
  assessments: RecordHistory[];
}

/** Beyond these customers, what happened more than two months ago belongs to the creation: a long trail for each would only weigh. */
const FULL_TRAILS = 2_000;
const SHORT_TRAIL_DAYS = 60;

/** What the parts of a file need of each other. */
export interface Outline {
  index: number;
  life: Life;
  company: Company;
  owner: string;
  id: string;
  /** When it was put on file. */
  created: number;
  /** Changes before it are folded into the creation. */
  since: number;
  values: Values;
  /** How much it buys, 1 = ordinary. */
  size: number;
}

/** Everything of a customer that does not depend on its contracts. */
export function outlineOf(world: World, index: number, fixed: { life?: Life; company?: Company } = {}): Outline {
  const life = fixed.life ?? liveLife(index, randomOf(world, index, 'life'));
  const { calendar } = world;
  const identity = randomOf(world, index, 'identity');
  const profile = randomOf(world, index, 'profile');
  const ids = randomOf(world, index, 'ids');
  const company = fixed.company ?? companyOf(index, identity);
  const created = calendar.moment(Math.floor(life.created), ids);
  const numbers = figures(company, calendar, profile);
  const values: Values = {
    id: recordId(created, ids),
    name: company.name,
    shortName: company.shortName,
    ...registration(company, calendar, Math.floor(life.created), profile),
    ...numbers,
    ...reach(company, index, profile),
    ...classification(company, profile),
  };
  const owner = chooseOwner(world, profile);
  const since = index < FULL_TRAILS ? 0 : calendar.anchor - SHORT_TRAIL_DAYS * 86_400_000;
  const size = Math.min(6, Math.max(0.35, Math.sqrt(numbers.headcount / 40)));
  return {
    index,
    life,
    company,
    owner,
    id: values.id as string,
    created,
    since,
    values: { ...values, ownerId: owner },
    size,
  };
}

const reasons = {
  PAUSED: ['客户产线搬迁，暂缓采购', '价格未谈拢，暂停合作', '客户内部整合，采购冻结'],
  LOST: ['改由集团统一采购，供应商已更换', '价格无竞争力', '业务转型，不再需要', '多次联系未果'],
} as const;

/** What orders of a customer are made from. */
export function planOf(outline: Outline, contacts: readonly RecordHistory[], random: Random): ContractPlan {
  const { currency } = outline.values.registeredCapital as { currency: string };
  return {
    customerId: outline.id,
    owner: outline.owner,
    theirSignatory: contacts[0]?.id ?? null,
    earliest: outline.created,
    since: outline.since,
    size: outline.size,
    currency: currency === 'USD' && random.chance(0.6) ? 'USD' : 'CNY',
    good: random.pick(goods),
  };
}

/** The contracts of a life: the first at its first deal, the others as the seasons have them. */
function contractsOf(world: World, outline: Outline, contacts: readonly RecordHistory[]): ContractFile[] {
  const { life } = outline;
  const random = randomOf(world, outline.index, 'contracts');
  const plan = planOf(outline, contacts, random);
  const files: ContractFile[] = [];
  if (life.firstDeal !== null) {
    const end = life.ended ?? 0;
    const years = (life.firstDeal - end) / 365;
    const further = random.count(Math.min(14, random.skewed(1.75, 0.6)) * years);
    const days = Array.from({ length: further }, () => seasonalDay(world.calendar, life.firstDeal! - 1, end, random));
    for (const day of [life.firstDeal, ...days.sort((a, b) => b - a)])
      files.push(signedContract(world, plan, Math.max(0, day), random));
    renew(files, random);
  }
  if ((life.stage === 'COOPERATING' || life.stage === 'INTERESTED') && life.created > 25 && random.chance(0.09))
    files.push(openContract(world, plan, random));
  return files;
}

/** A framework that follows another of the same kind may be its renewal. */
function renew(files: readonly ContractFile[], random: Random): void {
  let last: ContractFile | null = null;
  for (const file of files) {
    if (file.contract.values.type !== 'FRAMEWORK') continue;
    if (last && random.chance(0.6)) file.contract.give({ renewedFromId: last.contract.id });
    last = file;
  }
}

/** What happened to the customer itself, in any order. */
export function eventsOf(
  world: World,
  outline: Outline,
  contracts: readonly ContractFile[],
  assessed: readonly Assessed[],
): Change[] {
  const { life, owner } = outline;
  const { calendar } = world;
  const random = randomOf(world, outline.index, 'events');
  const events: Change[] = [];
  const stage = (at: number, to: string, reason: string | null, by: string | null = owner) =>
    events.push({ at, by, verb: 'CHANGE_STAGE', reason, patch: { relationshipStage: to } });
  const after = (ago: number) => calendar.moment(Math.max(0, Math.floor(ago)), random, outline.created + 60_000);
  if (life.interested !== null) stage(after(life.interested), 'INTERESTED', null);
  const first = contracts.find(({ signed }) => signed !== null)?.contract;
  if (life.firstDeal !== null && first) {
    const sign = Math.max(after(life.firstDeal), (events[0]?.at ?? 0) + 1);
    const signedOn = first.values.signedOn as string;
    events.push({ at: sign, by: null, patch: { firstDealOn: signedOn }, reason: `首份合同已签署（${signedOn}）` });
    stage(sign, 'COOPERATING', `首份合同已签署（${signedOn}）`, null);
  }
  if (life.ended !== null) stage(after(life.ended), life.stage, random.pick(reasons[life.stage as 'PAUSED' | 'LOST']));
  for (const { at, assessedOn, grade } of assessed)
    events.push({ at, by: world.staff.manager, verb: 'GRADE', reason: `按 ${assessedOn} 的评估`, patch: { grade } });
  return events;
}

/** The latest contact with the customer and what is planned next. */
function careOf(world: World, { index, life, created, owner }: Outline): Change {
  const { calendar } = world;
  const random = randomOf(world, index, 'care');
  const reach = { POTENTIAL: 120, INTERESTED: 45, COOPERATING: 70, PAUSED: 260, LOST: 500 }[life.stage];
  const silent = Math.floor(
    Math.min(life.created * 0.9, random.next() ** 1.8 * reach + (life.stage === 'LOST' ? 60 : 0)),
  );
  const at = calendar.moment(silent, random, created + 120_000);
  const patch: Values = { lastInteractionAt: iso(at) };
  const overdue = random.chance(0.05);
  if (life.stage !== 'LOST' && random.chance(0.55))
    patch.nextFollowUpAt = iso(calendar.ahead(overdue ? -random.int(1, 9) : random.int(1, 45), random));
  if (life.stage === 'COOPERATING' && random.chance(0.75))
    patch.nextReviewOn = calendar.date(random.chance(0.04) ? random.int(1, 20) : -random.int(1, 320));
  return { at, by: owner, patch };
}

/** Puts the events of a customer on its record in the order of time. */
export function lead(customer: RecordHistory, events: readonly Change[]): void {
  for (const event of [...events].sort((a, b) => a.at - b.at)) customer.change(event);
}

export const customerRecord = (world: World, outline: Outline): RecordHistory =>
  new RecordHistory(world.models.get('Customer'), world.models, outline.values, {
    at: outline.created,
    by: outline.owner,
    since: outline.since,
  });

const revoked: readonly unknown[] = ['REVOKED', 'REVOKED_DEREGISTERED', 'DEREGISTERED', 'CANCELLED'];
const vetoesOf = ({ registrationStatus }: Values): Set<VetoCondition> =>
  new Set(revoked.includes(registrationStatus) ? ['REGISTRATION_REVOKED'] : []);

/** Invents the whole file of an index. The same world and index always give the same file. */
export function inventFile(world: World, scoring: Scoring, index: number): CustomerFile {
  const outline = outlineOf(world, index);
  const { life, company, owner, id, created } = outline;
  const contacts = contactsOf(
    world,
    { index, customerId: id, company, stage: life.stage, owner, created },
    randomOf(world, index, 'contacts'),
  );
  const contracts = contractsOf(world, outline, contacts);
  const assessed =
    life.firstDeal === null
      ? []
      : assessmentsOf(
          world,
          {
            customerId: id,
            contracts,
            firstDeal: life.firstDeal,
            from: life.firstDeal,
            to: life.ended ?? 0,
            earliest: created,
            scoring,
            facts: vetoesOf(outline.values),
          },
          randomOf(world, index, 'assessments'),
        );
  const customer = customerRecord(world, outline);
  lead(customer, [...eventsOf(world, outline, contracts, assessed), careOf(world, outline)]);
  return { index, customer, contacts, contracts, assessments: assessed.map(({ record }) => record) };
}
