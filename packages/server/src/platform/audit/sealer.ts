import type { KeyObject } from 'node:crypto';
import type { App } from '../context/context';
import type { Database, Dialect, Queryable } from '../db/database';
import { canonicalSql, genesis, keyCheck, sealOf, type Sealable } from './seal';

/** The end of the chain. */
export interface Head {
  sequence: number;
  hash: string;
  sealedAt: string;
}
interface HeadRow {
  sequence: number;
  hash: string;
  key_check: string;
  sealed_at: string;
}

/** The chain was begun with another key: what this process would add could not be checked together with it. */
export class ForeignChain extends Error {
  constructor() {
    super('The operation log was sealed with another key: this key file is not the one of the installation');
    this.name = 'ForeignChain';
  }
}

/** Rows of one transaction: where nobody waits meanwhile, and at most. */
export const MOST_ROWS = 500;

/**
 * Columns of rows without a seal, the oldest first, by the index that has them together: of its own accord SQLite would sort all of them
 * each time, and a server would go through the whole log in the order of its ids. There the rows of one value of an index lie by their
 * ids, and asking for that order would have them sorted.
 */
const unsealedRows = (dialect: Dialect, columns: string, most: number): string =>
  dialect === 'sqlite'
    ? `SELECT ${columns} FROM audit_event INDEXED BY sq_audit_event_unsealed WHERE \`sequence\` IS NULL ORDER BY id LIMIT ${most}`
    : `SELECT ${columns} FROM audit_event FORCE INDEX (uq_audit_event_sequence) WHERE \`sequence\` IS NULL LIMIT ${most}`;

/** The end of the chain as it is committed; null before anything was sealed. */
export async function readHead(db: Database): Promise<(Head & { keyCheck: string }) | null> {
  const [row] = await db.read.query<HeadRow>(
    'SELECT `sequence`, `hash`, key_check, sealed_at FROM audit_chain WHERE id = 1',
  );
  return row
    ? { sequence: Number(row.sequence), hash: row.hash, sealedAt: row.sealed_at, keyCheck: row.key_check }
    : null;
}

/**
 * Links committed rows that no seal has yet to the end of the chain, in the order of their ids. Returns how many; null when another
 * process was faster. Seals are made outside the transaction; inside, the end of the chain is moved on only from where they began,
 * so that of two sealers one gives up, and a crash leaves all or nothing.
 */
export async function sealNext(
  { db, clock }: Pick<App, 'db' | 'clock'>,
  key: KeyObject,
  limit = MOST_ROWS,
): Promise<number | null> {
  const head = (await readHead(db)) ?? (await beginChain(db, key, clock.now().toISOString()));
  if (head.keyCheck !== keyCheck(key)) throw new ForeignChain();
  const rows = await db.read.query<Sealable>(
    unsealedRows(db.dialect, `id, ${canonicalSql(db.dialect)} AS text`, limit),
  );
  if (rows.length === 0) return 0;
  let { hash } = head;
  const seals = rows.map((row, i) => ({
    id: row.id,
    sequence: head.sequence + i + 1,
    hash: (hash = sealOf(key, hash, head.sequence + i + 1, row)),
  }));
  const sealed = await db.transaction(async (connection) => {
    const { affected } = await connection.execute(
      'UPDATE audit_chain SET `sequence` = ?, `hash` = ?, sealed_at = ? WHERE id = 1 AND `sequence` = ? AND `hash` = ?',
      [head.sequence + rows.length, hash, clock.now().toISOString(), head.sequence, head.hash],
    );
    if (affected === 1) await writeSeals(db, connection, seals);
    return affected === 1;
  });
  return sealed ? rows.length : null;
}

/** Seals everything that is committed; for commands that end. */
export async function sealAll(app: Pick<App, 'db' | 'clock'>, key: KeyObject): Promise<number> {
  let sealed = 0;
  for (;;) {
    const rows = await sealNext(app, key);
    if (rows === 0) return sealed;
    sealed += rows ?? 0;
  }
}

async function beginChain(db: Database, key: KeyObject, now: string): Promise<Head & { keyCheck: string }> {
  // several processes may start at once: the first one's row stands, the others take it
  const insert = db.dialect === 'sqlite' ? 'INSERT OR IGNORE' : 'INSERT IGNORE';
  await db.transaction((connection) =>
    connection.execute(
      `${insert} INTO audit_chain (id, \`sequence\`, \`hash\`, key_check, sealed_at, anchored_sequence, anchored_at) VALUES (1, 0, ?, ?, ?, 0, ?)`,
      [genesis, keyCheck(key), now, now],
    ),
  );
  return (await readHead(db))!;
}

interface Seal {
  id: string;
  sequence: number;
  hash: string;
}

async function writeSeals(db: Database, connection: Queryable, seals: readonly Seal[]): Promise<void> {
  if (db.dialect === 'sqlite') {
    for (const { id, sequence, hash } of seals)
      expectRows(
        1,
        await connection.execute(
          'UPDATE audit_event SET `sequence` = ?, `hash` = ? WHERE id = ? AND `sequence` IS NULL',
          [sequence, hash, id],
        ),
      );
    return;
  }
  // one statement: over a network five hundred would take as many journeys
  const ids = seals.map(({ id }) => id);
  const marks = ids.map(() => '?').join(',');
  const done = await connection.execute(
    `UPDATE audit_event FORCE INDEX (PRIMARY) SET \`sequence\` = ? + FIELD(id, ${marks}), \`hash\` = ELT(FIELD(id, ${marks}), ${marks}) WHERE id IN (${marks}) AND \`sequence\` IS NULL`,
    [seals[0]!.sequence - 1, ...ids, ...ids, ...seals.map(({ hash }) => hash), ...ids],
  );
  expectRows(seals.length, done);
}

/** A row that is not there any more, or sealed already, must not leave a chain with a hole. */
function expectRows(wanted: number, { affected }: { affected: number }): void {
  if (affected !== wanted) throw new Error(`The operation log changed while it was sealed: ${affected} of ${wanted}`);
}
