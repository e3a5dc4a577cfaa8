import { fieldError, mask, mayRead, nameCore, normaliseName, type Override } from '@dossier/shared';
import type { RequestContext, TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import type { Candidate, UserErrorData } from '../../platform/graphql/user-fault';
import { FilterCompiler } from '../../platform/query/filter';
import { exposeId } from '../../platform/query/model';
import { fieldRight, shown } from '../../platform/query/rights';
import { inList, raw, sql, TRUE, type Sql } from '../../platform/query/sql';

interface Hit {
  id: string;
  name: string;
  code: string | null;
  name_key: string;
  core: string | null;
  region: string | null;
  owner: string | null;
  /** In the caller's range. */
  seen: number;
}
/** Customers under a condition, whoever looks after them, with whether the caller may see them. */
function find(ctx: RequestContext, condition: Sql, limit = ''): Promise<Hit[]> {
  const range = ctx.actor ? new FilterCompiler(ctx).inRange(ctx.models.get('Customer'), 'c') : TRUE;
  const { text, params } =
    sql`SELECT c.id, c.name, c.unified_social_credit_code AS code, c.live_name_key AS name_key, c.live_name_core AS core, c.region, u.name AS owner,
    CASE WHEN ${range} THEN 1 ELSE 0 END AS seen
    FROM customer c LEFT JOIN user_account u ON u.id = c.owner_id WHERE ${condition} ${raw(limit)}`;
  return ctx.connection.query<Hit>(text, params);
}

/** Of a customer out of the caller's range only who looks after it is told, and enough of the name to ask that person. */
function candidate(ctx: RequestContext, hit: Hit): Candidate {
  const model = ctx.models.get('Customer');
  const seen = Number(hit.seen) === 1;
  const may = (field: string, value: string | null) =>
    shown(fieldRight(ctx.actor, model, field), value) as string | null;
  return {
    id: seen ? exposeId(model, hit.id) : null,
    name: nameFor(ctx, hit),
    unifiedSocialCreditCode: seen ? may('unifiedSocialCreditCode', hit.code) : null,
    ownerName: hit.owner,
  };
}
const nameFor = (ctx: RequestContext, hit: Hit): string =>
  Number(hit.seen) === 1 && mayRead(fieldRight(ctx.actor, ctx.models.get('Customer'), 'name'))
    ? hit.name
    : mask(hit.name);

/** Live customers that hold one of these codes or normalised names, two indexed look-ups for any number of rows. */
async function holders(tx: RequestContext, codes: readonly string[], names: readonly string[]): Promise<Hit[]> {
  const byCode = codes.length ? await find(tx, inList(raw('c.live_credit_code'), codes)) : [];
  const byName = names.length ? await find(tx, inList(raw('c.live_name_key'), names)) : [];
  return [...byCode, ...byName];
}

/**
 * Faults of each row that would double a live customer: the same credit code is refused; the same normalised name is a warning
 * that may be accepted with a reason. `ids` are the rows' own ids on update.
 */
export async function duplicateFaults(
  tx: TxContext,
  rows: readonly Values[],
  overrides: readonly (readonly Override[])[],
  ids: readonly (string | null)[] = [],
): Promise<UserErrorData[][]> {
  const codeOf = (values: Values) => (values.unifiedSocialCreditCode as string | null | undefined) ?? null;
  const keyOf = (values: Values) => (values.name ? normaliseName(String(values.name)) : null);
  const present = (list: (string | null)[]) => [...new Set(list.filter((item): item is string => item !== null))];
  const hits = await holders(tx, present(rows.map(codeOf)), present(rows.map(keyOf)));
  return rows.map((values, i) => {
    const others = hits.filter((hit) => hit.id !== ids[i]);
    const sameCode = others.find((hit) => hit.code !== null && hit.code === codeOf(values));
    if (sameCode)
      return [
        {
          ...fieldError('DUPLICATE_CREDIT_CODE', ['unifiedSocialCreditCode'], { name: nameFor(tx, sameCode) }),
          candidates: [candidate(tx, sameCode)],
        },
      ];
    const sameName = others.filter((hit) => hit.name_key === keyOf(values));
    const accepted = overrides[i]?.some((override) => override.code === 'DUPLICATE_NAME' && override.reason.trim());
    if (sameName.length === 0 || accepted) return [];
    return [
      {
        ...fieldError('DUPLICATE_NAME', ['name'], { name: nameFor(tx, sameName[0]!) }),
        candidates: dedupe(sameName).map((hit) => candidate(tx, hit)),
      },
    ];
  });
}

const dedupe = (hits: readonly Hit[]): Hit[] => [...new Map(hits.map((hit) => [hit.id, hit])).values()];

export type DuplicateLevel = 'SAME_CODE' | 'SAME_NAME' | 'SIMILAR';

/** Hints while a name or code is typed; `SIMILAR` = the same core of the name (region and legal form set aside). */
export async function findDuplicates(
  ctx: RequestContext,
  asked: { name?: string | null; unifiedSocialCreditCode?: string | null; exceptId: string | null },
): Promise<(Candidate & { level: DuplicateLevel })[]> {
  const code = asked.unifiedSocialCreditCode?.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase() || null;
  const key = asked.name?.trim() ? normaliseName(asked.name) : null;
  const core = asked.name?.trim() ? nameCore(asked.name) : null;
  const exact = await holders(ctx, code ? [code] : [], key ? [key] : []);
  const similar = core && core.length >= 2 ? await find(ctx, sql`c.live_name_core = ${core}`, 'LIMIT 6') : [];
  return dedupe([...exact, ...similar])
    .filter((hit) => hit.id !== asked.exceptId)
    .slice(0, 6)
    .map((hit) => ({
      ...candidate(ctx, hit),
      level: code && hit.code === code ? 'SAME_CODE' : key && hit.name_key === key ? 'SAME_NAME' : 'SIMILAR',
    }));
}
