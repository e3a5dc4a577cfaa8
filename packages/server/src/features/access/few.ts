import { rangedResources, type RangedResource } from '@dossier/shared';
import type { Actor } from '../../platform/context/actor';
import type { Queryable } from '../../platform/db/database';
import { join, raw, sql, type Sql } from '../../platform/query/sql';
import { waysTo } from './range';

/** From more customers on, walking a list in its order finds a page sooner than sorting all that are in reach. */
const FEW = 1000;

/**
 * The kinds of record as far as which a person reaches few customers: one statement, none where the range is all. A new salesperson has
 * none, and without this the engines would look through everybody's to find that out.
 */
export async function fewIn(
  connection: Queryable,
  actor: Pick<Actor, 'userId' | 'reach'>,
): Promise<ReadonlySet<RangedResource>> {
  const kinds = new Map<string, { count: Sql; resources: RangedResource[] }>();
  for (const resource of rangedResources) {
    const ways = waysTo(resource, { actor, alias: 'c', today: '', write: false });
    if (!ways) continue;
    const count = join(ways.map(countOf), ' + ');
    const kind = kinds.get(JSON.stringify(count)) ?? { count, resources: [] };
    kind.resources.push(resource);
    kinds.set(JSON.stringify(count), kind);
  }
  if (kinds.size === 0) return new Set();
  const asked = [...kinds.values()];
  const { text, params } = sql`SELECT ${join(
    asked.map(({ count }, i) => sql`${count} AS ${raw(`n${i}`)}`),
    ', ',
  )}`;
  const [found] = await connection.query<Record<string, number>>(text, params);
  return new Set(asked.flatMap(({ resources }, i) => (Number(found![`n${i}`]) <= FEW ? resources : [])));
}

/** Each way by itself has an index. What has ended or was removed is counted along. */
const countOf = (way: Sql): Sql =>
  sql`(SELECT COUNT(*) FROM (SELECT 1 AS x FROM customer c WHERE ${way} LIMIT ${raw(String(FEW + 1))}) f)`;
