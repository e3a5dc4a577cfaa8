import { judgeResidentIdentity, mayRead, normaliseSecret } from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import { FilterCompiler } from '../../platform/query/filter';
import { exposeId } from '../../platform/query/model';
import { fieldRight } from '../../platform/query/rights';
import { and, inList, raw, sql, type Sql } from '../../platform/query/sql';
import { blindsOf } from '../../platform/secret/seal-values';

interface Found {
  id: string;
  title: string;
  detail: string | null;
  customerId: string | null;
}

/**
 * Customers to whom a whole account or identity number belongs, told by its mask. Only the whole number finds anything, by its blind
 * index, and only for those who may see its mask: a part of it would be guessed digit by digit.
 */
export async function findBySecret(ctx: RequestContext, text: string): Promise<Found[]> {
  const sources = [accountSource(ctx, text), identitySource(ctx, text)].filter((source) => source !== null);
  const found = await Promise.all(sources.map((source) => run(ctx, source)));
  return found.flat();
}

async function run(ctx: RequestContext, source: Sql): Promise<Found[]> {
  const customers = ctx.models.get('Customer');
  const rows = await ctx.connection.query<{ id: string; title: string; detail: string | null }>(
    source.text,
    source.params,
  );
  return rows.map(({ id, title, detail }) => {
    const customerId = exposeId(customers, id);
    return { id: customerId, title, detail, customerId };
  });
}

const most = raw('LIMIT 3');

/** Accounts by their number; hyphens and blanks do not matter. */
function accountSource(ctx: RequestContext, text: string): Sql | null {
  const model = ctx.models.get('BankAccount');
  const field = model.fields.get('accountNumber')!;
  if (!ctx.actor!.scopes.has('bankAccount:read') || !mayRead(fieldRight(ctx.actor, model, field.name))) return null;
  const blinds = blindsOf(ctx.secrets, model, field.name, text);
  if (blinds.length === 0) return null;
  const compiler = new FilterCompiler(ctx);
  const customer = compiler.alias();
  const account = compiler.alias();
  const visible = and([
    compiler.visible(ctx.models.get('Customer'), customer, null, false, 'ID'),
    compiler.visible(model, account, null, false, 'ID'),
    inList(raw(`${account}.${field.secret!.blind}`), blinds),
  ]);
  return sql`SELECT ${raw(customer)}.id AS id, ${raw(customer)}.name AS title, ${raw(`${account}.${field.column}`)} AS detail
    FROM bank_account ${raw(account)} JOIN customer ${raw(customer)} ON ${raw(customer)}.id = ${raw(account)}.customer_id WHERE ${visible} ${most}`;
}

/** Legal representatives by the number of their identity card. */
function identitySource(ctx: RequestContext, text: string): Sql | null {
  const model = ctx.models.get('Customer');
  const field = model.fields.get('legalRepresentativeIdNumber')!;
  const normal = normaliseSecret('identity', text);
  if (!normal.ok || judgeResidentIdentity(normal.value) !== 'ok') return null;
  if (!mayRead(fieldRight(ctx.actor, model, field.name))) return null;
  const compiler = new FilterCompiler(ctx);
  const customer = compiler.alias();
  const visible = and([
    compiler.visible(model, customer, null, false, 'ID'),
    inList(raw(`${customer}.${field.secret!.blind}`), blindsOf(ctx.secrets, model, field.name, normal.value)),
  ]);
  return sql`SELECT ${raw(customer)}.id AS id, ${raw(customer)}.name AS title, ${raw(`${customer}.${field.column}`)} AS detail
    FROM customer ${raw(customer)} WHERE ${visible} ${most}`;
}
