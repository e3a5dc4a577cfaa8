import type { Values } from '../../platform/db/columns';
import type { Assessed } from './assessment-file';
import { iso } from './calendar';
import type { ContractFile } from './contract-file';
import type { Change, RecordHistory } from './history';
import type { Outline } from './outline';
import { randomOf, type World } from './world';

const reasons = {
  PAUSED: ['客户产线搬迁，暂缓采购', '价格未谈拢，暂停合作', '客户内部整合，采购冻结'],
  LOST: ['改由集团统一采购，供应商已更换', '价格无竞争力', '业务转型，不再需要', '多次联系未果'],
} as const;

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
export function careOf(world: World, { index, life, created, owner }: Outline): Change {
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
