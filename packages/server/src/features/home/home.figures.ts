import {
  addDays,
  addMonths,
  fromMinor,
  relationshipStage,
  startOfMonth,
  type Money,
  type RelationshipStage,
} from '@dossier/shared';
import { regionName } from '@dossier/shared/regions';
import type { RequestContext } from '../../platform/context/context';
import { raw, sql, type Sql } from '../../platform/query/sql';
import { briefly } from './brief-cache';
import { ask, readsAll, RUNNING, sameSight, seen, seenOfAll } from './scope';

/** One part of a whole. */
export interface Share<V> {
  value: V;
  count: number;
}
export interface Composition {
  customers: number;
  grades: Share<string | null>[];
  regions: { region: string; name: string | null; count: number }[];
  stages: Share<RelationshipStage>[];
}

const LARGEST_REGIONS = 8;

/** How the customers are made up; each part is counted on an index of its own. */
export function composition(ctx: RequestContext): Promise<Composition> {
  return briefly(ctx, `composition ${sameSight(ctx, 'Customer')}`, async (ctx) => {
    const part = (kind: string, column: string): Sql =>
      sql`SELECT ${raw(`'${kind}'`)} AS kind, ${raw(`k.${column}`)} AS value, COUNT(*) AS n FROM customer k WHERE ${seen(ctx, 'Customer', 'k')} GROUP BY ${raw(`k.${column}`)}`;
    const rows = await ask<{ kind: string; value: string | null; n: number | string }>(
      ctx,
      sql`${part('grade', 'grade')} UNION ALL ${part('region', 'region')} UNION ALL ${part('stage', 'relationship_stage')}`,
    );
    const shares = (kind: string): Share<string | null>[] =>
      rows.filter((row) => row.kind === kind).map(({ value, n }) => ({ value, count: Number(n) }));
    const stages = shares('stage');
    return {
      customers: stages.reduce((sum, { count }) => sum + count, 0),
      grades: (readsAll(ctx, 'Customer.grade') ? shares('grade') : []).sort((a, b) =>
        (a.value ?? '￿').localeCompare(b.value ?? '￿', 'en'),
      ),
      regions: readsAll(ctx, 'Customer.region') ? provinces(shares('region')) : [],
      stages: readsAll(ctx, 'Customer.relationshipStage') ? stageOrder(stages) : [],
    };
  });
}

/** Counties add up to provinces; the largest come first. */
function provinces(counties: readonly Share<string | null>[]): Composition['regions'] {
  const counts = new Map<string | null, number>();
  for (const { value, count } of counties) {
    const province = value && `${value.slice(0, 2)}0000`;
    counts.set(province, (counts.get(province) ?? 0) + count);
  }
  return [...counts]
    .filter((entry): entry is [string, number] => entry[0] !== null)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en'))
    .slice(0, LARGEST_REGIONS)
    .map(([region, count]) => ({ region, name: regionName(region), count }));
}

const stageOrder = (stages: readonly Share<string | null>[]): Share<RelationshipStage>[] =>
  (Object.keys(relationshipStage) as RelationshipStage[]).map((value) => ({
    value,
    count: stages.find((stage) => stage.value === value)?.count ?? 0,
  }));

export interface Figures {
  contacts: number;
  newThisMonth: number;
  newLastMonth: number;
  reviewsOverdue: number;
  reviewsIn7Days: number;
  followUpsOverdue: number;
  followUpsIn7Days: number;
}

/** Single counts, all in one statement. */
export function figures(ctx: RequestContext): Promise<Figures> {
  const { clock } = ctx;
  const today = clock.today();
  const month = startOfMonth(today);
  // an instant in a key would never come twice; what is overdue moves by the minute at most
  const now = `${clock.now().toISOString().slice(0, 16)}:00.000Z`;
  return briefly(ctx, `figures ${now} ${sameSight(ctx, 'Customer', 'Contact')}`, async (ctx) => {
    const customers = (condition: Sql): Sql =>
      sql`(SELECT COUNT(*) FROM customer k WHERE ${seen(ctx, 'Customer', 'k')} AND ${condition})`;
    const [row] = await ask<Record<keyof Figures, number | string>>(
      ctx,
      sql`SELECT
      (SELECT COUNT(*) FROM contact p WHERE ${seenOfAll(ctx, 'Contact', 'p')}) AS contacts,
      ${customers(sql`k.created_at >= ${clock.startOf(month)}`)} AS newThisMonth,
      ${customers(sql`k.created_at >= ${clock.startOf(addMonths(month, -1))} AND k.created_at < ${clock.startOf(month)}`)} AS newLastMonth,
      ${customers(sql`k.next_review_on < ${today}`)} AS reviewsOverdue,
      ${customers(sql`k.next_review_on >= ${today} AND k.next_review_on <= ${addDays(today, 7)}`)} AS reviewsIn7Days,
      ${customers(sql`k.next_follow_up_at < ${now}`)} AS followUpsOverdue,
      ${customers(sql`k.next_follow_up_at >= ${now} AND k.next_follow_up_at < ${clock.startOf(addDays(today, 7), true)}`)} AS followUpsIn7Days`,
    );
    return Object.fromEntries(Object.entries(row!).map(([name, n]) => [name, Number(n)])) as unknown as Figures;
  });
}

export interface InForce {
  contracts: number;
  amounts: Money[];
  expiringIn7Days: number;
  expiringIn30Days: number;
}

/** Contracts that bind and whose dates include today, with their worth in each currency. Read from one covering index. */
export function inForce(ctx: RequestContext): Promise<InForce> {
  const today = ctx.clock.today();
  return briefly(ctx, `in force ${sameSight(ctx, 'Contract')}`, async (ctx) => {
    const ends = (days: number): Sql => sql`SUM(CASE WHEN c.expires_on <= ${addDays(today, days)} THEN 1 ELSE 0 END)`;
    const rows = await ask<{ currency: string | null; n: number; total: string | null; in7: number; in30: number }>(
      ctx,
      sql`
      SELECT c.amount_currency AS currency, COUNT(*) AS n, CAST(SUM(c.amount_minor) AS CHAR(40)) AS total, ${ends(7)} AS in7, ${ends(30)} AS in30
      FROM contract c WHERE ${seenOfAll(ctx, 'Contract', 'c')} AND c.performance_status IN ${raw(RUNNING)}
      AND (c.expires_on >= ${today} OR (c.expires_on IS NULL AND c.effective_on IS NOT NULL)) AND (c.effective_on IS NULL OR c.effective_on <= ${today})
      GROUP BY c.amount_currency`,
    );
    const sum = (pick: (row: (typeof rows)[number]) => number): number =>
      rows.reduce((total, row) => total + Number(pick(row)), 0);
    return {
      contracts: sum((row) => row.n),
      amounts: (readsAll(ctx, 'Contract.amount') ? rows : [])
        .flatMap(({ currency, total }) => (currency && total ? [{ amount: fromMinor(total), currency }] : []))
        .sort(
          (a, b) =>
            Number(b.currency === 'CNY') - Number(a.currency === 'CNY') || a.currency.localeCompare(b.currency, 'en'),
        ),
      expiringIn7Days: sum((row) => row.in7),
      expiringIn30Days: sum((row) => row.in30),
    };
  });
}

/** Customers that the caller looks after. */
export async function mine(ctx: RequestContext): Promise<number> {
  const [row] = await ask<{ n: number }>(
    ctx,
    sql`SELECT COUNT(*) AS n FROM customer k WHERE ${seen(ctx, 'Customer', 'k')} AND k.owner_id = ${ctx.actor!.userId}`,
  );
  return Number(row!.n);
}
