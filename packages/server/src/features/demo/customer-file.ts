import type { Scoring, VetoCondition } from '@dossier/shared';
import type { Values } from '../../platform/db/columns';
import { assessmentsOf } from './assessment-file';
import { contactsOf } from './contact-file';
import { openContract, signedContract, type ContractFile } from './contract-file';
import { careOf, eventsOf, lead } from './customer-events';
import type { RecordHistory } from './history';
import { customerRecord, outlineOf, planOf, type Outline } from './outline';
import type { Random } from './random';
import { accountsOf } from './secrets-file';
import { seasonalDay } from './season';
import { randomOf, type World } from './world';

/** All that the archive keeps of one customer. */
export interface CustomerFile {
  index: number;
  customer: RecordHistory;
  contacts: RecordHistory[];
  contracts: ContractFile[];
  assessments: RecordHistory[];
  accounts: RecordHistory[];
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
  const assessments = assessed.map(({ record }) => record);
  return { index, customer, contacts, contracts, assessments, accounts: accountsOf(world, outline) };
}
