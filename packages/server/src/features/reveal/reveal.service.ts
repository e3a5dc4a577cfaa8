import { hasControlCharacter, revealReasonMin, textLength, trimText } from '@dossier/shared';
import { recordEvent, recordLimited } from '../../platform/audit/event';
import { actorOf, type RequestContext, type TxContext } from '../../platform/context/context';
import { forUpdate } from '../../platform/db/one';
import { inTransaction } from '../../platform/db/transaction';
import { fault } from '../../platform/graphql/user-fault';
import { FilterCompiler } from '../../platform/query/filter';
import { readableId } from '../../platform/query/ids';
import { exposeId, type EntityModel, type FieldModel } from '../../platform/query/model';
import { assertReadable, assertFieldReadable } from '../../platform/query/rights';
import { raw, sql } from '../../platform/query/sql';
import { openValue } from '../../platform/secret/seal-values';

const reasonMin = revealReasonMin;
const reasonMax = 500;
const hour = 3_600_000;
/** More values than this within ten minutes are told to those who watch over the archive. */
export const alarmAfter = 10;
export const alarmSpan = 600_000;

export interface Reveal {
  /** Exposed id of any record. */
  id: string;
  field: string;
  reason: string;
}
interface Stored {
  id: string;
  sealed: string | null;
  mask: string | null;
  customerId: string | null;
}

/** Opens one sealed value for the caller. It leaves its trace in the same transaction: no trace, no value. */
export async function reveal(ctx: RequestContext, { id, field: name, reason: given }: Reveal): Promise<string> {
  const model = ctx.models.ofId(id);
  const field = model?.fields.get(name);
  if (!model || !field?.secret) throw fault('NOT_SECRET', ['field'], { name: name.slice(0, 60) });
  assertReadable(ctx, model);
  assertFieldReadable(ctx, model, name);
  const reason = readReason(given);
  const revealed = await inTransaction(ctx, async (tx) => {
    if (await isOverLimit(tx)) return null;
    const stored = await find(tx, model, field, id);
    const plain = openValue(tx, model, name, { id: stored.id, sealed: stored.sealed! });
    if (plain === null) throw fault('SECRET_UNREADABLE', ['field']);
    await recordEvent(tx, {
      kind: 'REVEAL',
      entity: model.name,
      recordId: exposeId(model, stored.id),
      customerId: stored.customerId,
      fields: [{ field: name, before: null, after: stored.mask }],
      reason,
      operation: 'reveal',
    });
    await alarm(tx);
    return { plain };
  });
  if (revealed) return revealed.plain;
  await recordLimited(ctx, {
    kind: 'REVEAL',
    outcome: 'REFUSED',
    operation: 'reveal',
    entity: model.name,
    recordId: id,
    reason: 'REVEAL_LIMIT',
  });
  throw fault('REVEAL_LIMIT', [], await limitFacts(ctx));
}

/** When the next one is let through: an hour after the one that has to age first. */
async function limitFacts(ctx: RequestContext): Promise<{ max: number; minutes: number; at: string }> {
  const max = ctx.revealsPerHour;
  const [row] = await ctx.db.read.query<{ at: string }>(
    `SELECT at FROM audit_event WHERE verb = 'REVEAL' AND actor_id = ? AND outcome = 'OK' ORDER BY at DESC LIMIT 1 OFFSET ${max - 1}`,
    [actorOf(ctx).userId],
  );
  const now = ctx.clock.now();
  const free = new Date((row ? Date.parse(row.at) : now.getTime()) + hour);
  const minutes = Math.max(1, Math.ceil((free.getTime() - now.getTime()) / 60_000));
  const { timeZone } = ctx.clock;
  const time = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  // said to the minute, and never a minute too early
  const at = new Intl.DateTimeFormat('en-GB', time).format(new Date(now.getTime() + minutes * 60_000));
  return { max, minutes, at };
}

function readReason(given: string): string {
  const reason = trimText(given);
  if (textLength(reason) < reasonMin) throw fault('REVEAL_REASON', ['reason'], { min: reasonMin });
  if (textLength(reason) > reasonMax)
    throw fault('TOO_LONG', ['reason'], { max: reasonMax, length: textLength(reason), field: 'reason' });
  if (hasControlCharacter(reason, true)) throw fault('CONTROL_CHARACTER', ['reason'], { field: 'reason' });
  return reason;
}

async function find(
  tx: TxContext,
  model: EntityModel,
  field: FieldModel,
  id: string,
): Promise<Stored & { sealed: string }> {
  const compiler = new FilterCompiler(tx);
  const alias = compiler.alias();
  const customer = model.name === 'Customer' ? 'id' : model.refs.get('customerId')?.column;
  const { text, params } = sql`SELECT ${raw(alias)}.id AS id, ${raw(`${alias}.${field.secret!.sealed}`)} AS sealed,
    ${raw(`${alias}.${field.column}`)} AS mask, ${raw(customer ? `${alias}.${customer}` : 'NULL')} AS customerId
    FROM ${raw(model.table)} ${raw(alias)} WHERE ${raw(alias)}.id = ${readableId(model, id)} AND ${compiler.visible(model, alias, null, false, 'ID')}`;
  const [row] = await tx.connection.query<Stored>(text, params);
  if (!row) throw fault('NOT_FOUND', ['id']);
  if (row.sealed === null) throw fault('NO_VALUE', ['field']);
  return { ...row, sealed: row.sealed };
}

/** Counted in the log itself, so that it holds over all servers; the person's row keeps two reveals at once from passing together. */
async function isOverLimit(tx: TxContext): Promise<boolean> {
  await tx.connection.query(`SELECT id FROM user_account WHERE id = ?${forUpdate(tx)}`, [actorOf(tx).userId]);
  return (await countSince(tx, 'REVEAL', hour)) >= tx.revealsPerHour;
}

async function countSince(tx: TxContext, verb: 'REVEAL' | 'REVEAL_ALARM', span: number): Promise<number> {
  const since = new Date(tx.clock.now().getTime() - span).toISOString();
  const [row] = await tx.connection.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM audit_event WHERE verb = ? AND at > ? AND actor_id = ? AND outcome = 'OK'",
    [verb, since, actorOf(tx).userId],
  );
  return Number(row!.n);
}

/** Many values in a short time are an event of their own, once for as long as they go on. */
async function alarm(tx: TxContext): Promise<void> {
  const count = await countSince(tx, 'REVEAL', alarmSpan);
  if (count <= alarmAfter || (await countSince(tx, 'REVEAL_ALARM', alarmSpan)) > 0) return;
  await recordEvent(tx, {
    kind: 'REVEAL_ALARM',
    entity: 'User',
    recordId: exposeId(tx.models.get('User'), actorOf(tx).userId),
    fields: [{ field: 'reveals', before: null, after: String(count) }],
    operation: 'reveal',
  });
}
