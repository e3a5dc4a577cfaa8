import type { RequestContext } from '../../platform/context/context';
import { decode, type Values } from '../../platform/db/columns';

const marks = (list: readonly unknown[]): string => list.map(() => '?').join(',');

/** Live records by raw id, without a lock: previews read, too. */
export async function readValues(
  ctx: RequestContext,
  entity: string,
  ids: readonly string[],
): Promise<Map<string, Values>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const model = ctx.models.get(entity);
  const rows = await ctx.connection.query(
    `SELECT * FROM ${model.table} WHERE id IN (${marks(wanted)}) AND deleted_at IS NULL`,
    wanted,
  );
  return new Map((rows as Record<string, unknown>[]).map((row) => [row.id as string, decode(model, row)]));
}

/** Raw id of the scorecard in force: the one that was published last. */
export async function publishedScorecard(ctx: RequestContext): Promise<string | null> {
  const [row] = await ctx.connection.query<{ id: string }>(
    `SELECT id FROM scorecard WHERE status = 'PUBLISHED' AND deleted_at IS NULL ORDER BY published_at DESC, id DESC LIMIT 1`,
  );
  return row?.id ?? null;
}

/** A contract as the metrics see it. */
export interface Deal {
  signedOn: string;
  minor: bigint | null;
  currency: string | null;
  performanceStatus: string | null;
  statusBeforeChange: string | null;
}
interface DealRow {
  customer_id: string;
  signed_on: string;
  minor: number | string | null;
  currency: string | null;
  performance: string | null;
  before_change: string | null;
}

/** Contracts of these customers signed in a span of days, both ends included, by customer. */
export async function readDeals(
  ctx: RequestContext,
  customerIds: readonly string[],
  from: string,
  to: string,
): Promise<Map<string, Deal[]>> {
  const ids = [...new Set(customerIds)];
  if (ids.length === 0) return new Map();
  const rows = await ctx.connection.query<DealRow>(
    `SELECT customer_id, signed_on, amount_minor AS minor, amount_currency AS currency, performance_status AS performance, status_before_change AS before_change
     FROM contract WHERE customer_id IN (${marks(ids)}) AND deleted_at IS NULL AND signed_on >= ? AND signed_on <= ?`,
    [...ids, from, to],
  );
  const deals = new Map<string, Deal[]>();
  for (const row of rows) {
    const deal: Deal = {
      signedOn: row.signed_on,
      minor: row.minor === null ? null : BigInt(row.minor),
      currency: row.currency,
      performanceStatus: row.performance,
      statusBeforeChange: row.before_change,
    };
    deals.set(row.customer_id, [...(deals.get(row.customer_id) ?? []), deal]);
  }
  return deals;
}
