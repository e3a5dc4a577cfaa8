import { contractTransitions, nextStatus, type ContractState, type ContractVerb } from '@dossier/shared';
import type { Values } from '../../platform/db/columns';
import { iso } from './calendar';
import { inventTerms, type Buyer, type Terms } from './contract-terms';
import { RecordHistory } from './history';
import type { Random } from './random';
import { recordId } from './record-id';
import type { World } from './world';

/** A contract with its lines. */
export interface ContractFile {
  contract: RecordHistory;
  items: RecordHistory[];
  /** Days ago it was signed; null: not signed. */
  signed: number | null;
}

export interface ContractPlan extends Buyer {
  customerId: string;
  owner: string;
  /** Contact who signs for the customer. */
  theirSignatory: string | null;
  /** The customer's own beginning: no contract is older. */
  earliest: number;
  since?: number;
}

/** Leads a contract along its two axes, as far as time has come. */
class Course {
  constructor(
    readonly world: World,
    readonly contract: RecordHistory,
    private readonly random: Random,
    private at: number,
  ) {}

  /** Does a verb on a day, unless the day is still to come. Returns whether it was done. */
  move(verb: ContractVerb, ago: number, by: string, extra: Values = {}, reason: string | null = null): boolean {
    const { calendar } = this.world;
    if (ago < 0) return false;
    const at = Math.min(
      calendar.moment(ago, this.random, this.at + this.random.int(60_000, 3_600_000)),
      calendar.anchor,
    );
    const next = nextStatus(this.contract.values as unknown as ContractState, verb);
    if (!next) throw new Error(`a demo contract cannot ${verb}`);
    this.at = at;
    const approval = verb === 'approve' ? { approvedById: by, approvedAt: iso(at) } : {};
    const said = contractTransitions[verb].reasonRequired ? { statusReason: reason } : {};
    this.contract.change({
      at,
      by,
      verb: verb.toUpperCase() as Uppercase<ContractVerb>,
      reason,
      patch: { ...next, ...said, ...approval, ...extra },
    });
    return true;
  }
}

const terminations = ['客户项目取消，双方协商终止', '供货周期不能满足，协商解除', '客户付款逾期，按约定解除'];

function draft(
  world: World,
  plan: ContractPlan,
  terms: Terms,
  dates: { created: number; effective: number },
  random: Random,
): ContractFile {
  const { calendar, models } = world;
  const at = calendar.moment(Math.max(0, dates.created), random, plan.earliest + random.int(60_000, 7_200_000));
  const created = { at: Math.min(at, calendar.anchor), by: plan.owner, since: plan.since };
  const values: Values = {
    ...terms.values,
    id: recordId(created.at, random),
    customerId: plan.customerId,
    ourSignatoryId: plan.owner,
    theirSignatoryId: plan.theirSignatory,
    ownerId: plan.owner,
    effectiveOn: calendar.date(dates.effective),
    expiresOn: calendar.date(dates.effective - terms.days + 1),
  };
  const contract = new RecordHistory(models.get('Contract'), models, values, created);
  const items = terms.lines.map(
    (line) =>
      new RecordHistory(
        models.get('ContractItem'),
        models,
        { ...line, id: recordId(created.at, random), contractId: contract.id },
        created,
      ),
  );
  return { contract, items, signed: null };
}

/** A contract that was signed some days ago and has come as far since as its dates say. */
export function signedContract(
  world: World,
  plan: ContractPlan,
  signed: number,
  random: Random,
  fixed: Partial<{ expiresIn: number; terms: Terms }> = {},
): ContractFile {
  const { calendar, staff } = world;
  const terms = fixed.terms ?? inventTerms(plan, calendar.date(signed).slice(0, 4), random);
  const effective = signed - random.pick([0, 0, 0, 1, 3, 7, 15]);
  if (fixed.expiresIn !== undefined) terms.days = effective + fixed.expiresIn + 1;
  // today and tomorrow are left to the story of a contract that ends tomorrow
  else if ([0, -1].includes(effective - terms.days + 1)) terms.days += random.int(2, 9);
  const lead = random.int(2, 12);
  const file = draft(world, plan, terms, { created: signed + lead, effective }, random);
  const course = new Course(world, file.contract, random, file.contract.created.at);
  course.move('submit', signed + lead, plan.owner);
  course.move('approve', signed + Math.min(lead, 1), staff.manager);
  course.move('sign', signed, plan.owner, { signedOn: calendar.date(signed) });
  if (course.move('start', effective, plan.owner))
    perform(course, plan, effective - terms.days + 1, random, fixed.expiresIn !== undefined);
  return { ...file, signed };
}

/** What becomes of a contract under way. `expires` in days ago, negative ahead. */
function perform(course: Course, plan: ContractPlan, expires: number, random: Random, undisturbed: boolean): void {
  const { calendar } = course.world;
  if (!undisturbed && random.chance(0.03)) {
    const ended = expires + random.int(5, 40);
    course.move(
      'terminate',
      ended,
      plan.owner,
      { terminatedOn: ended >= 0 ? calendar.date(ended) : null },
      random.pick(terminations),
    );
    return;
  }
  if (expires < 0) {
    if (!undisturbed && random.chance(0.015))
      course.move('change', random.int(0, 8), plan.owner, {}, '客户要求调整交货批次');
    return;
  }
  if (random.chance(0.04)) return; // ended, but nobody has closed it
  const completed = Math.max(0, expires - random.int(-12, 14));
  if (course.move('complete', completed, plan.owner, { completedOn: calendar.date(completed) }) && random.chance(0.8))
    course.move('archive', completed - random.int(20, 70), plan.owner);
}

/** A contract that is not signed yet: a draft, with the manager, sent back, taken back, or waiting for signatures. */
export function openContract(world: World, plan: ContractPlan, random: Random): ContractFile {
  const { calendar, staff } = world;
  const created = random.int(2, 24);
  const terms = inventTerms(plan, calendar.today.slice(0, 4), random);
  const file = draft(world, plan, terms, { created, effective: -random.int(5, 30) }, random);
  const course = new Course(world, file.contract, random, file.contract.created.at);
  const fate = random.next();
  if (fate < 0.3) return file;
  course.move('submit', created - 1, plan.owner);
  if (fate < 0.55) return file;
  if (fate < 0.8) course.move('approve', Math.max(0, created - 2), staff.manager);
  else if (fate < 0.92)
    course.move('reject', Math.max(0, created - 2), staff.manager, {}, '账期超出授权，请重新商谈付款条件');
  else course.move('withdraw', Math.max(0, created - 2), plan.owner);
  return file;
}
