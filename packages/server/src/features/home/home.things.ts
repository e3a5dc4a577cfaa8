import type { RequestContext } from '../../platform/context/context';
import { briefly } from './brief-cache';
import {
  blacklistedWithContract,
  expiringContracts,
  gradeFalls,
  likelyDoubles,
  silences,
  wrongCodes,
} from './home.findings';
import {
  blacklisted,
  double,
  expiring,
  fall,
  settingOf,
  silence,
  wrongCode,
  type Setting,
  type Words,
} from './home.words';
import { sameSight } from './scope';

export type ThingKind =
  'CONTRACT_EXPIRING' | 'GRADE_FALL' | 'CODE_CHECK' | 'LIKELY_DUPLICATE' | 'SILENT' | 'BLACKLISTED';

/** Something a person should look at. Ids are raw. */
export interface Thing extends Words {
  kind: ThingKind;
  customerId: string;
  otherCustomerId: string | null;
  contractId: string | null;
}

interface Found {
  customerId: string;
  otherId?: string;
  contractId?: string;
}
interface Rule<F extends Found> {
  kind: ThingKind;
  find: (ctx: RequestContext) => Promise<F[]>;
  words: (found: F, setting: Setting) => Words;
}
type Finder = (ctx: RequestContext, setting: Setting) => Promise<Thing[]>;

/** Facts are found once for all languages; words are put on them for each caller. */
const finder =
  <F extends Found>({ kind, find, words }: Rule<F>): Finder =>
  async (ctx, setting) => {
    const found = await briefly(ctx, `${kind} ${sameSight(ctx, 'Customer', 'Contract', 'Assessment')}`, () =>
      find(ctx),
    );
    return found.map((one) => ({
      kind,
      customerId: one.customerId,
      otherCustomerId: one.otherId ?? null,
      contractId: one.contractId ?? null,
      ...words(one, setting),
    }));
  };

const finders: readonly Finder[] = [
  finder({ kind: 'CONTRACT_EXPIRING', find: expiringContracts, words: expiring }),
  finder({ kind: 'GRADE_FALL', find: gradeFalls, words: fall }),
  finder({ kind: 'BLACKLISTED', find: blacklistedWithContract, words: blacklisted }),
  finder({ kind: 'SILENT', find: silences, words: silence }),
  finder({ kind: 'LIKELY_DUPLICATE', find: likelyDoubles, words: double }),
  finder({ kind: 'CODE_CHECK', find: wrongCodes, words: wrongCode }),
];

/** What stands out, the first of every kind before the second of any, so that no kind crowds out the others. */
export async function thingsToLookAt(ctx: RequestContext, first: number): Promise<Thing[]> {
  const setting = settingOf(ctx.clock, ctx.locale);
  const groups = await Promise.all(finders.map((find) => find(ctx, setting)));
  const longest = Math.max(...groups.map((group) => group.length));
  const turns = Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group[turn] ?? []));
  return turns.flat().slice(0, first);
}
