import type { Actor } from '../../platform/context/actor';
import type { RequestContext } from '../../platform/context/context';
import { reachable } from '../../platform/db/rights';
import { fault } from '../../platform/graphql/user-fault';
import { column, FALSE, raw, sql, type Sql } from '../../platform/query/sql';

/** A sheet has rows of anybody's customers, with all columns: others' are for those who see every customer and every field. */
const seesAll = ({ reach, fieldRights, viewedBy }: Actor): boolean =>
  !viewedBy &&
  fieldRights.size === 0 &&
  (['customer', 'contact'] as const).every((resource) => reach.ranges[resource].includes('ALL'));

/** One's own imports; who looks through somebody else's eyes does not take that person's files. */
export function jobsInReach(actor: Actor, alias: string): Sql | null {
  if (seesAll(actor)) return null;
  return actor.viewedBy ? FALSE : sql`${column(alias, 'created_by_id')} = ${actor.userId}`;
}

export function rowsInReach(actor: Actor, alias: string): Sql | null {
  const jobs = jobsInReach(actor, 'j');
  return jobs && sql`EXISTS (SELECT 1 FROM import_job j WHERE j.id = ${column(alias, 'job_id')} AND ${jobs})`;
}

/** Whether the caller may look at an import at all; one that is not his does not exist for him. */
export async function isInReach(ctx: RequestContext, id: string): Promise<boolean> {
  const condition = reachable(ctx, ctx.models.get('ImportJob'));
  const { text, params } = sql`SELECT t0.id AS id FROM ${raw('import_job')} t0 WHERE t0.id = ${id} AND ${condition}`;
  return (await ctx.connection.query(text, params)).length > 0;
}

export async function assertInReach(ctx: RequestContext, id: string): Promise<void> {
  if (!(await isInReach(ctx, id))) throw fault('NOT_FOUND');
}
