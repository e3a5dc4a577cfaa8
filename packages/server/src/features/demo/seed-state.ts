import type { App } from '../../platform/context/context';
import type { LaidDown } from '../../platform/db/bulk-load';
import type { Queryable } from '../../platform/db/database';

/** How far the demo has come. It is kept in the database, so a run that was cut off goes on where it stood. */
export interface SeedState {
  seed: number;
  /** Everything lies before and after this moment. */
  anchor: string;
  today: string;
  done: number;
  target: number;
  /** Indexes that a large load has laid down and must take up again; search postings then wait, too. */
  deferred: LaidDown[] | null;
}

interface Row {
  seed: number;
  anchor: string;
  today: string;
  done: number;
  target: number;
  deferred: string | null;
}

export async function readState(connection: Queryable): Promise<SeedState | null> {
  const [row] = await connection.query<Row>(
    "SELECT seed, anchor_at AS anchor, anchor_on AS today, done, target, deferred FROM demo_seed WHERE id = 'demo'",
  );
  return row
    ? {
        ...row,
        seed: Number(row.seed),
        done: Number(row.done),
        target: Number(row.target),
        deferred: row.deferred ? (JSON.parse(row.deferred) as LaidDown[]) : null,
      }
    : null;
}

/** Begins a demo, or raises the number of customers that one shall have. */
export async function aimFor(app: App, seed: number, target: number): Promise<SeedState> {
  return app.db.transaction(async (connection) => {
    const known = await readState(connection);
    if (known) {
      if (target > known.target)
        await connection.execute("UPDATE demo_seed SET target = ? WHERE id = 'demo'", [target]);
      return { ...known, target: Math.max(known.target, target) };
    }
    const state = {
      seed,
      anchor: app.clock.now().toISOString(),
      today: app.clock.today(),
      done: 0,
      target,
      deferred: null,
    };
    await connection.execute(
      "INSERT INTO demo_seed (id, seed, anchor_at, anchor_on, done, target) VALUES ('demo', ?, ?, ?, 0, ?)",
      [seed, state.anchor, state.today, target],
    );
    return state;
  });
}

/** What a chunk leaves in the state. */
export interface Advance {
  from: number;
  to: number;
  /** Its postings are still to be written. */
  bulk: boolean;
}

/** Marks a chunk as written; false when another process was first. Runs in the transaction of the chunk. */
export async function advance(connection: Queryable, { from, to, bulk }: Advance): Promise<boolean> {
  // another process may have made good what was put off before this chunk: then it is on record again
  const deferred = bulk ? ", deferred = COALESCE(deferred, '[]')" : '';
  const text = `UPDATE demo_seed SET done = ?${deferred} WHERE id = 'demo' AND done = ?`;
  const { affected } = await connection.execute(text, [to, from]);
  return affected === 1;
}

/** Notes what was put off; null: nothing any more. */
export async function defer(connection: Queryable, deferred: readonly LaidDown[] | null): Promise<void> {
  await connection.execute("UPDATE demo_seed SET deferred = ? WHERE id = 'demo'", [
    deferred && JSON.stringify(deferred),
  ]);
}
