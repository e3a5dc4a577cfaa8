import { createHmac } from 'node:crypto';
import { actorOf, type TxContext } from '../context/context';
import { insertRows } from '../db/insert';
import { fault } from './user-fault';

export interface OnceOptions {
  key?: string | null;
  /** Mutation name. */
  name: string;
  input: unknown;
}

/**
 * With a key, work that was committed before is not done again: its record is answered. The key is written in the same
 * transaction as the work, so a crash leaves neither. The same key with other input is refused.
 */
export async function once(
  tx: TxContext,
  { key, name, input }: OnceOptions,
  work: (tx: TxContext) => Promise<string>,
): Promise<string> {
  if (key === undefined || key === null) return work(tx);
  // an empty key is a slip of the caller, who believes to be safe from doing it twice
  if (key.trim() === '') throw fault('IDEMPOTENCY_KEY_EMPTY', ['idempotencyKey']);
  if (key.length > 255)
    throw fault('TOO_LONG', ['idempotencyKey'], { max: 255, length: key.length, field: 'idempotencyKey' });
  // keyed: an input may hold an account number, which a plain hash would let others guess
  const hash = createHmac('sha256', tx.cursorKey)
    .update(JSON.stringify([name, input]))
    .digest('hex');
  const actor = actorOf(tx).userId;
  const known = (await outcome(tx, actor, key)) ?? (await claim(tx, actor, key, hash));
  if (known) {
    if (known.request_hash !== hash) throw fault('IDEMPOTENCY_MISMATCH', ['idempotencyKey']);
    return known.record_id;
  }
  const recordId = await work(tx);
  await tx.connection.execute('UPDATE idempotency_key SET record_id = ? WHERE actor_id = ? AND key_text = ?', [
    recordId,
    actor,
    key,
  ]);
  return recordId;
}

interface Outcome {
  request_hash: string;
  record_id: string;
}

async function outcome(tx: TxContext, actor: string, key: string): Promise<Outcome | null> {
  const lock = tx.db.dialect === 'mysql' ? ' LOCK IN SHARE MODE' : '';
  const [row] = await tx.connection.query<Outcome>(
    `SELECT request_hash, record_id FROM idempotency_key WHERE actor_id = ? AND key_text = ?${lock}`,
    [actor, key],
  );
  return row ?? null;
}

/** Takes the key before the work begins; who comes second waits here for the first and gets its outcome. */
async function claim(tx: TxContext, actor: string, key: string, hash: string): Promise<Outcome | null> {
  try {
    await insertRows(tx.connection, 'idempotency_key', [
      { actor_id: actor, key_text: key, request_hash: hash, record_id: '', created_at: tx.clock.now().toISOString() },
    ]);
    return null;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ER_DUP_ENTRY') throw error;
    return outcome(tx, actor, key);
  }
}
