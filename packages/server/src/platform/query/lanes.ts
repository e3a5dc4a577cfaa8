import type { Lane } from '../context/context';
import type { HeavyLane } from '../db/database';
import type { FilterCompiler } from './filter';

/** Where the parts of a list are read. */
export interface Lanes {
  page: Lane;
  /** Its count. */
  whole: Lane;
  /** Aggregates and groups. */
  sums: HeavyLane;
}

/** The lists of a page's rows are as long as their parents let them be. */
export const NESTED: Lanes = { page: 'main', whole: 'main', sums: 'screen' };

/**
 * What decides who waits behind whom (ADR 20): a root list is read among what takes no time unless it may have to look at far more rows than
 * it gives. A count within a range looks at all of them; rows that the filter names are few. `sorted`: no index gives the order.
 */
export function lanesOf({ wide, ranged }: FilterCompiler, list: { named: boolean; sorted: boolean }): Lanes {
  const page: Lane = wide || (list.sorted && !list.named) ? 'screen' : 'main';
  if (list.named) return { page, whole: page, sums: 'screen' };
  return { page, whole: ranged ? 'screen' : page, sums: 'report' };
}
