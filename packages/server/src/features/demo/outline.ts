import type { Values } from '../../platform/db/columns';
import { companyOf, type Company } from './company';
import type { ContractPlan } from './contract-file';
import { goods } from './data/goods';
import { RecordHistory } from './history';
import { liveLife, type Life } from './life';
import { classification, figures, reach, registration } from './profile';
import type { Random } from './random';
import { recordId } from './record-id';
import { identityOf } from './secrets-file';
import { chooseOwner, randomOf, type World } from './world';

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

export const customerRecord = (world: World, outline: Outline): RecordHistory =>
  new RecordHistory(
    world.models.get('Customer'),
    world.models,
    { ...outline.values, ...identityOf(world, outline) },
    {
      at: outline.created,
      by: outline.owner,
      since: outline.since,
    },
  );
