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
import { readsAll, sameSight } from './scope';

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
  /** Fields it is found by and speaks of: it is silent to those who may not read them all. */
  reads: readonly string[];
  find: (ctx: RequestContext) => Promise<F[]>;
  words: (found: F, setting: Setting) => Words;
}
type Finder = (ctx: RequestContext, setting: Setting) => Promise<Thing[]>;

/** Facts are found once for all languages; words are put on them for each caller. */
const finder =
  <F extends Found>({ kind, reads, find, words }: Rule<F>): Finder =>
  async (ctx, setting) => {
    if (!readsAll(ctx, ...reads)) return [];
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

const contractFacts = ['Contract.number', 'Contract.performanceStatus', 'Contract.expiresOn'];

const finders: readonly Finder[] = [
  finder({
    kind: 'CONTRACT_EXPIRING',
    reads: [...contractFacts, 'Contract.name', 'Contract.amount'],
    find: expiringContracts,
    words: expiring,
  }),
  finder({
    kind: 'GRADE_FALL',
    reads: ['Customer.grade', 'Assessment.grade', 'Assessment.total', 'Assessment.scores', 'Assessment.assessedOn'],
    find: gradeFalls,
    words: fall,
  }),
  finder({
    kind: 'BLACKLISTED',
    reads: [...contractFacts, 'Customer.blacklisted', 'Customer.blacklistReason'],
    find: blacklistedWithContract,
    words: blacklisted,
  }),
  finder({
    kind: 'SILENT',
    reads: [...contractFacts, 'Customer.relationshipStage', 'Customer.lastInteractionAt'],
    find: silences,
    words: silence,
  }),
  finder({ kind: 'LIKELY_DUPLICATE', reads: ['Customer.name'], find: likelyDoubles, words: double }),
  finder({
    kind: 'CODE_CHECK',
    reads: ['Customer.unifiedSocialCreditCode', 'Customer.creditCodeOverrideReason'],
    find: wrongCodes,
    words: wrongCode,
  }),
];

/** What stands out, the first of every kind before the second of any, so that no kind crowds out the others. */
export async function thingsToLookAt(ctx: RequestContext, first: number): Promise<Thing[]> {
  const setting = settingOf(ctx.clock, ctx.locale);
  const groups = await Promise.all(finders.map((find) => find(ctx, setting)));
  const longest = Math.max(...groups.map((group) => group.length));
  const turns = Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group[turn] ?? []));
  return turns.flat().slice(0, first);
}
