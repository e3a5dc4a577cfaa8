import type { RequestContext } from '../../platform/context/context';
import { revealAlarms } from '../reveal';
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
  revealAlarm,
  settingOf,
  silence,
  wrongCode,
  type Setting,
  type Words,
} from './home.words';
import { readsAll, sameSight } from './scope';

export type ThingKind =
  'CONTRACT_EXPIRING' | 'GRADE_FALL' | 'CODE_CHECK' | 'LIKELY_DUPLICATE' | 'SILENT' | 'BLACKLISTED' | 'REVEAL_ALARM';

/** Something a person should look at. Ids are raw. */
export interface Thing extends Words {
  kind: ThingKind;
  /** Null where it is about a person who works here. */
  customerId: string | null;
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
    const found = await briefly(ctx, `${kind} ${sameSight(ctx, 'Customer', 'Contract', 'Assessment')}`, (shared) =>
      find(shared),
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

/** Not kept for a moment like the others: it matters at once, and few ask. */
const alarms: Finder = async (ctx, setting) =>
  (await revealAlarms(ctx)).map((found) => ({
    kind: 'REVEAL_ALARM',
    customerId: null,
    otherCustomerId: null,
    contractId: null,
    ...revealAlarm(found, setting),
  }));

const finders: readonly Finder[] = [
  alarms,
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
