import { fold, type AuditOutcome, type TraceVerb } from '@dossier/shared';
import type { App, RequestContext, TxContext } from '../context/context';
import { inTransaction } from '../db/transaction';
import { newId } from '../db/id';
import { insertRows } from '../db/insert';
import type { FieldChange } from './record';

/** Something that was done without changing a record, or was not let through. */
export interface TraceEvent {
  kind: TraceVerb;
  /** What it was about: a type's name, the exposed id of a record, the raw id of the customer whose file it is in. */
  entity?: string;
  recordId?: string | null;
  customerId?: string | null;
  fields?: readonly FieldChange[];
  /** Why, in the user's words; or the code of what was wrong. */
  reason?: string | null;
  /** `OK` when left out. */
  outcome?: AuditOutcome;
  /** Mutation or route, e.g. `updateCustomer`, `GET /exports/:file`. */
  operation?: string | null;
  /** A name that stands for nobody we know: the user name that was tried. */
  subject?: string | null;
  /** Raw id of who did it, where that is not the caller of the request. */
  actorId?: string | null;
}

/** As many characters as a column takes. */
export const cut = (text: string | null | undefined, length: number): string | null =>
  text ? [...text].slice(0, length).join('') : null;

/** The row of an event, without its id, time and count. */
function rowOf(ctx: RequestContext, event: TraceEvent): Record<string, unknown> {
  const reason = cut(event.reason, 500);
  return {
    actor_id: event.actorId ?? ctx.actor?.userId ?? null,
    via: ctx.actor?.via ?? (ctx.http ? 'session' : 'system'),
    ip: ctx.ip,
    request_id: ctx.requestId,
    operation_id: ctx.operationId ?? null,
    verb: event.kind,
    entity: event.entity ?? '',
    record_id: event.recordId ?? '',
    customer_id: event.customerId ?? null,
    version: null,
    changes: event.fields?.length ? JSON.stringify(event.fields) : null,
    reason,
    reason_folded: reason ? fold(reason) : null,
    outcome: event.outcome ?? 'OK',
    operation: cut(event.operation, 80),
    subject: cut(event.subject, 60),
    source: cut(ctx.source, 200),
  };
}

const stamped = (row: Record<string, unknown>, at: Date, times: number): Record<string, unknown> => ({
  id: newId(),
  at: at.toISOString(),
  times,
  ...row,
});

/** Writes one event into the operation log, in the transaction of what it tells of. */
export const recordEvent = (tx: TxContext, event: TraceEvent): Promise<void> =>
  insertRows(tx.connection, 'audit_event', [stamped(rowOf(tx, event), tx.clock.now(), 1)]);

/**
 * Writes an event that strangers can cause as often as they like: the first of a minute at once, those alike are counted and
 * written as one row when the minute is over. In a transaction of its own, as what it tells of has been refused.
 */
export async function recordLimited(ctx: RequestContext, event: TraceEvent): Promise<void> {
  const row = rowOf(ctx, event);
  const likeness = [row.actor_id ?? row.subject, row.operation, row.reason].join('\0');
  const now = ctx.clock.now();
  if (!ctx.tally.admit({ kind: event.kind, ip: ctx.ip, likeness, row }, now.getTime())) return;
  await inTransaction(ctx, (tx) => insertRows(tx.connection, 'audit_event', [stamped(row, now, 1)]));
}

/** Writes what was counted in minutes that are over; at the end of the process all of it. */
export async function flushTally({ tally, clock, db }: App, all = false): Promise<void> {
  const counted = tally.take(all ? Infinity : clock.now().getTime());
  if (counted.length === 0) return;
  const rows = counted.map(({ row, times, lastAt }) => stamped(row, new Date(lastAt), times));
  await db.transaction((connection) => insertRows(connection, 'audit_event', rows));
}
