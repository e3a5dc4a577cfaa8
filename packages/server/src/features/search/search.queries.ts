import { mayRead } from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import { FilterCompiler } from '../../platform/query/filter';
import { exposeId } from '../../platform/query/model';
import { orderSql } from '../../platform/query/order';
import { fieldRight, shown } from '../../platform/query/rights';
import { and, raw, sql } from '../../platform/query/sql';
import { searchSource } from '../../platform/search/search';
import { findBySecret } from './search.secrets';

export interface Hit {
  id: string;
  title: string;
  detail: string | null;
  customerId: string | null;
}
export interface Group {
  entity: string;
  hits: Hit[];
}

/** What each entity shows of a hit; `t0` is the record. */
const SHOWN = {
  Customer: { title: 't0.name', detail: 't0.unified_social_credit_code', customer: 't0.id', join: '' },
  Contact: {
    title: 't0.name',
    detail: 'k.name',
    customer: 't0.customer_id',
    join: 'LEFT JOIN customer k ON k.id = t0.customer_id',
  },
  Contract: {
    title: 'COALESCE(t0.name, t0.number)',
    detail: 'k.name',
    customer: 't0.customer_id',
    join: 'LEFT JOIN customer k ON k.id = t0.customer_id',
  },
} as const;

/** The best hits of every entity that the actor may read: one statement each, under the same row rules as the lists. */
export async function searchEverything(ctx: RequestContext, text: string, first: number): Promise<Group[]> {
  const customers = ctx.models.get('Customer');
  const groups = Object.entries(SHOWN).map(async ([entity, parts]): Promise<Group> => {
    const model = ctx.models.get(entity);
    if (model.readScope && !ctx.actor!.scopes.has(model.readScope)) return { entity, hits: [] };
    // an index of names that may not be read finds nothing
    if (!mayRead(fieldRight(ctx.actor, model, 'name'))) return { entity, hits: [] };
    const detailRight =
      entity === 'Customer'
        ? fieldRight(ctx.actor, model, 'unifiedSocialCreditCode')
        : fieldRight(ctx.actor, customers, 'name');
    const compiler = new FilterCompiler(ctx);
    const visible = compiler.visible(model, compiler.alias(), null, false, 'ID');
    const { from, where, order } = searchSource(ctx, model, text);
    const statement = sql`SELECT t0.id AS id, ${raw(parts.title)} AS title, ${raw(parts.detail)} AS detail, ${raw(parts.customer)} AS customer
      FROM ${from} CROSS JOIN ${raw(model.table)} t0 ON t0.id = p.record_id ${raw(parts.join)} WHERE ${and([where, visible])} ORDER BY ${orderSql(order)} LIMIT ${raw(String(first))}`;
    const rows = await ctx.connection.query<{
      id: string;
      title: string;
      detail: string | null;
      customer: string | null;
    }>(statement.text, statement.params);
    const hits = rows.map((row) => ({
      id: exposeId(model, row.id),
      title: row.title,
      detail: shown(detailRight, row.detail) as string | null,
      customerId: row.customer && exposeId(customers, row.customer),
    }));
    return {
      entity,
      hits: entity === 'Customer' ? [...(await findBySecret(ctx, text)), ...hits].slice(0, first) : hits,
    };
  });
  return Promise.all(groups);
}
