import type { Models } from '../../platform/query/models';
import type { Keyring } from '../../platform/secret/keyring';
import type { Calendar } from './calendar';
import { chooser, Random, type Weighted } from './random';

/** People of the house, by raw id. */
export interface Staff {
  administrator: string;
  manager: string;
  /** The first one is the demo user who sells. */
  sales: readonly string[];
}

/** What every invented record is made from. */
export interface World {
  readonly seed: number;
  readonly models: Models;
  /** What account and identity numbers are sealed with. */
  readonly secrets: Keyring;
  readonly calendar: Calendar;
  readonly staff: Staff;
  /** Raw id of the scorecard of all assessments. */
  readonly scorecardId: string;
}

/** Separate streams, so that a new draw in one part leaves the others as they were. */
export const stream = {
  life: 1,
  identity: 2,
  profile: 3,
  contacts: 4,
  contracts: 5,
  assessments: 6,
  ids: 7,
  events: 8,
  care: 9,
  trail: 10,
  accounts: 11,
  identityNumber: 12,
} as const;
export type Stream = keyof typeof stream;

export const randomOf = (world: World, index: number, part: Stream): Random =>
  new Random(world.seed, index, stream[part]);

const owners = (count: number): Weighted<number> => [
  [-1, 6],
  ...Array.from({ length: count }, (_, i) => [i, i === 0 ? 16 : 12 - i * 0.6] as const),
];
const ownerOf = new Map<number, (random: Random) => number>();

/** Who looks after a customer: mostly the sales people, the demo user `sales` a little more than others, now and then the manager. */
export function chooseOwner({ staff }: World, random: Random): string {
  const count = staff.sales.length;
  let choose = ownerOf.get(count);
  if (!choose) ownerOf.set(count, (choose = chooser(owners(count))));
  const at = choose(random);
  return at < 0 ? staff.manager : staff.sales[at]!;
}
