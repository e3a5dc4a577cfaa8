import { createContext, type App, type TxContext } from '../context/context';
import { inTransaction } from '../db/transaction';

/** A reaction to events. Delivered at least once: it must be idempotent. */
export interface Subscriber {
  name: string;
  events: readonly string[];
  /** Raw id of the record the event is about. */
  handle(tx: TxContext, event: { event: string; entity: string; recordId: string }): Promise<void>;
}

interface Row {
  id: string;
  subscriber: string;
  event: string;
  entity: string;
  record_id: string;
  attempts: number;
}

const MAX_ATTEMPTS = 8;

/**
 * Delivers what is due: each event in a transaction of its own, together with the mark that it is done. A failure waits longer each
 * time and after eight tries stays visible as DEAD. Returns how many were handled.
 */
export async function deliverDue(app: App, subscribers: readonly Subscriber[], limit = 50): Promise<number> {
  const now = app.clock.now();
  const due = await app.db.read.query<Row>(
    `SELECT id, subscriber, event, entity, record_id, attempts FROM outbox_event WHERE state = 'QUEUED' AND due_at <= ? ORDER BY due_at, id LIMIT ${limit}`,
    [now.toISOString()],
  );
  for (const row of due) await deliver(app, subscribers, row);
  return due.length;
}

async function deliver(app: App, subscribers: readonly Subscriber[], row: Row): Promise<void> {
  const ctx = createContext(app, { actor: null, requestId: `event-${row.id}` });
  const subscriber = subscribers.find(({ name }) => name === row.subscriber);
  try {
    if (!subscriber) throw new Error(`no subscriber is named ${row.subscriber}`);
    await inTransaction(ctx, async (tx) => {
      const { affected } = await tx.connection.execute(
        `UPDATE outbox_event SET state = 'DONE' WHERE id = ? AND state = 'QUEUED'`,
        [row.id],
      );
      // another process was first
      if (affected === 1)
        await subscriber.handle(tx, { event: row.event, entity: row.entity, recordId: row.record_id });
    });
  } catch (error) {
    const attempts = row.attempts + 1;
    const due = new Date(app.clock.now().getTime() + Math.min(3_600_000, 1000 * 2 ** attempts)).toISOString();
    const state = attempts >= MAX_ATTEMPTS ? 'DEAD' : 'QUEUED';
    const message = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
    await inTransaction(ctx, (tx) =>
      tx.connection.execute(
        'UPDATE outbox_event SET attempts = ?, due_at = ?, state = ?, last_error = ? WHERE id = ?',
        [attempts, due, state, message, row.id],
      ),
    );
  }
}
