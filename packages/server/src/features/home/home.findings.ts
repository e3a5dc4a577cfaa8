import { addDays } from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import { raw, sql } from '../../platform/query/sql';
import { ask, RUNNING, seen, seenWhereFound } from './scope';

/** Found facts, in the values of the archive; words are put on them later. Ids are raw. */
export interface ExpiringContract {
  contractId: string;
  customerId: string;
  number: string | null;
  name: string;
  expiresOn: string;
  minor: string | null;
  currency: string | null;
}
export interface GradeFall {
  customerId: string;
  from: string;
  to: string;
  fromOn: string;
  toOn: string;
  fromScores: string | null;
  toScores: string | null;
  fromTotal: number;
  toTotal: number;
}
export interface WrongCode {
  customerId: string;
  code: string;
  reason: string;
}
export interface LikelyDouble {
  customerId: string;
  otherId: string;
  name: string;
  otherName: string;
  others: number;
}
export interface Silence {
  customerId: string;
  lastInteractionAt: string;
  contractId: string;
  number: string | null;
  expiresOn: string | null;
}
export interface Blacklisted {
  customerId: string;
  reason: string | null;
  contractId: string;
  number: string | null;
  expiresOn: string | null;
}

/** Findings of one kind at most. */
export const MOST = 4;
const EXPIRING_DAYS = 30;
const SILENT_DAYS = 90;
const FALL_DAYS = 30;
/** The longest silent or blacklisted customers that are asked for a running contract, at most. */
const CANDIDATES = 2000;
/** The newest assessments that are compared with the one before, at most. */
const COMPARED = 5000;

/** Running contracts that end soonest. */
export function expiringContracts(ctx: RequestContext): Promise<ExpiringContract[]> {
  const today = ctx.clock.today();
  return ask(
    ctx,
    sql`SELECT c.id AS contractId, c.customer_id AS customerId, c.number, c.name, c.expires_on AS expiresOn, c.amount_minor AS minor, c.amount_currency AS currency
    FROM contract c WHERE ${seen(ctx, 'Contract', 'c')} AND c.performance_status IN ${raw(RUNNING)}
    AND c.expires_on >= ${today} AND c.expires_on <= ${addDays(today, EXPIRING_DAYS)} ORDER BY c.expires_on, c.id LIMIT ${raw(String(MOST))}`,
  );
}

/** Customers whose latest assessment is two grades or more below the one before, the deepest fall in points first. Grades order as letters. */
export async function gradeFalls(ctx: RequestContext): Promise<GradeFall[]> {
  const since = addDays(ctx.clock.today(), -FALL_DAYS);
  const before = sql`SELECT b.id FROM assessment b WHERE b.customer_id = a.customer_id AND b.deleted_at IS NULL AND b.assessed_on < a.assessed_on ORDER BY b.assessed_on DESC, b.created_at DESC, b.id DESC LIMIT 1`;
  const found = await ask<GradeFall>(
    ctx,
    sql`SELECT n.customer_id AS customerId, p.grade AS ${raw('`from`')}, n.grade AS ${raw('`to`')}, p.assessed_on AS fromOn, n.assessed_on AS toOn,
      p.scores AS fromScores, n.scores AS toScores, p.total AS fromTotal, n.total AS toTotal
    FROM (SELECT a.id, a.customer_id, a.grade, a.assessed_on, a.scores, a.total, (${before}) AS before_id
      FROM assessment a WHERE ${seen(ctx, 'Assessment', 'a')} AND a.assessed_on >= ${since} ORDER BY a.assessed_on DESC, a.id DESC LIMIT ${raw(String(COMPARED))}) n
    JOIN assessment p ON p.id = n.before_id JOIN customer k ON k.id = n.customer_id
    WHERE ${seen(ctx, 'Customer', 'k')} AND k.grade = n.grade AND n.grade > 'B' AND p.grade < n.grade
    ORDER BY p.total - n.total DESC, n.id DESC LIMIT ${raw(String(MOST * 10))}`,
  );
  return found.filter(({ from, to }) => to.charCodeAt(0) - from.charCodeAt(0) >= 2).slice(0, MOST);
}

/** Credit codes that fail their check character and were kept with a reason, the latest first. */
export const wrongCodes = (ctx: RequestContext): Promise<WrongCode[]> =>
  ask(
    ctx,
    sql`SELECT k.id AS customerId, k.unified_social_credit_code AS code, k.credit_code_override_reason AS reason
    FROM customer k WHERE ${seenWhereFound(ctx, 'Customer', 'k')} AND k.credit_code_override_reason IS NOT NULL AND k.unified_social_credit_code IS NOT NULL
    ORDER BY k.updated_at DESC, k.id DESC LIMIT ${raw(String(MOST))}`,
  );

/** Customers whose names have the same core, the newest groups first. The groups come from the index of cores alone. */
export function likelyDoubles(ctx: RequestContext): Promise<LikelyDouble[]> {
  const groups = sql`SELECT k.live_name_core AS core FROM customer k WHERE k.live_name_core IS NOT NULL GROUP BY k.live_name_core HAVING COUNT(*) > 1`;
  return ask(
    ctx,
    sql`SELECT n.id AS customerId, o.id AS otherId, n.name, o.name AS otherName, g.others FROM (
      SELECT k.live_name_core AS core, MAX(k.id) AS newest, MIN(k.id) AS oldest, COUNT(*) - 1 AS others FROM (${groups}) d
      JOIN customer k ON k.live_name_core = d.core WHERE ${seenWhereFound(ctx, 'Customer', 'k')} GROUP BY k.live_name_core HAVING COUNT(*) > 1
      ORDER BY newest DESC LIMIT ${raw(String(MOST))}) g
    JOIN customer n ON n.id = g.newest JOIN customer o ON o.id = g.oldest ORDER BY g.newest DESC`,
  );
}

const runningContract = (
  today: string,
) => sql`SELECT c.id FROM contract c WHERE c.customer_id = k.id AND c.deleted_at IS NULL AND c.performance_status IN ${raw(RUNNING)}
  AND (c.expires_on IS NULL OR c.expires_on >= ${today}) ORDER BY c.signed_on DESC, c.id DESC LIMIT 1`;

/** Cooperating customers with a running contract of whom nothing was heard for 90 days, the longest silent first. */
export function silences(ctx: RequestContext): Promise<Silence[]> {
  const { clock } = ctx;
  const today = clock.today();
  return ask(
    ctx,
    sql`SELECT s.id AS customerId, s.last_interaction_at AS lastInteractionAt, x.id AS contractId, x.number, x.expires_on AS expiresOn
    FROM (SELECT k.id, k.last_interaction_at, (${runningContract(today)}) AS contract_id FROM customer k
      WHERE ${seen(ctx, 'Customer', 'k')} AND k.relationship_stage = ${'COOPERATING'} AND k.last_interaction_at < ${clock.startOf(addDays(today, 1 - SILENT_DAYS))}
      ORDER BY k.last_interaction_at, k.id LIMIT ${raw(String(CANDIDATES))}) s
    JOIN contract x ON x.id = s.contract_id WHERE ${seenWhereFound(ctx, 'Contract', 'x')} ORDER BY s.last_interaction_at, s.id LIMIT ${raw(String(MOST))}`,
  );
}

/** Blacklisted customers that still have a running contract. */
export function blacklistedWithContract(ctx: RequestContext): Promise<Blacklisted[]> {
  return ask(
    ctx,
    sql`SELECT s.id AS customerId, s.blacklist_reason AS reason, x.id AS contractId, x.number, x.expires_on AS expiresOn
    FROM (SELECT k.id, k.blacklist_reason, (${runningContract(ctx.clock.today())}) AS contract_id FROM customer k
      WHERE ${seen(ctx, 'Customer', 'k')} AND k.blacklisted = 1 ORDER BY k.id DESC LIMIT ${raw(String(CANDIDATES))}) s
    JOIN contract x ON x.id = s.contract_id WHERE ${seenWhereFound(ctx, 'Contract', 'x')} ORDER BY s.id DESC LIMIT ${raw(String(MOST))}`,
  );
}
