import type { TxContext } from '../context/context';
import { newId } from '../db/id';
import { insertRows } from '../db/insert';

/** Queues an event for each subscriber that wants it, in the writer's transaction: a crash after commit loses nothing. */
export async function recordEvents(
  tx: TxContext,
  event: string,
  entity: string,
  recordIds: readonly string[],
): Promise<void> {
  const subscribers = tx.subscribers.get(event) ?? [];
  const createdAt = tx.clock.now().toISOString();
  const rows = recordIds.flatMap((recordId) =>
    subscribers.map((subscriber) => ({
      id: newId(),
      subscriber,
      event,
      entity,
      record_id: recordId,
      created_at: createdAt,
      due_at: createdAt,
      attempts: 0,
      state: 'QUEUED',
      last_error: null,
    })),
  );
  await insertRows(tx.connection, 'outbox_event', rows);
}
