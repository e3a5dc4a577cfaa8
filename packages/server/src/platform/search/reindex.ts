import { setTimeout as pause } from 'node:timers/promises';
import { createContext, type App, type TxContext } from '../context/context';
import { inTransaction } from '../db/transaction';
import type { EntityModel } from '../query/model';
import { INDEX_FORMAT } from './tokens';
import { touchSearch } from './write';

/** Records of one transaction: others who write wait for it. */
const STEP = 100;
/** Between two steps, when people work beside it. */
const BREATH_MS = 40;

interface State {
  /** Negative: a rebuild to that format is under way. */
  format: number;
  /** Its last record. */
  reached: string;
}

/** Where a rebuild goes on; one that was meant for another format begins anew. */
const reachedOf = (state: State | undefined): string =>
  state && Number(state.format) === -INDEX_FORMAT ? state.reached : '';

export interface ReindexOptions {
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
  /** Leaves room for the people who work meanwhile. */
  background?: boolean;
}

const searched = (app: App): EntityModel[] => app.models.all().filter(({ search }) => search);

/** Asks for a rebuild of the whole index, whatever its format. */
export async function forgetIndexFormat(app: App): Promise<void> {
  await app.db.transaction((connection) => connection.execute("UPDATE search_index SET format = 0, reached = ''"));
}

/**
 * Brings the index of an earlier format up to date, record by record. The old postings are searched meanwhile, writes keep their own
 * records right, and what is done stays done: a rebuild that is cut off goes on, and several servers share it. Returns how many
 * records it read.
 */
export async function reindex(app: App, options: ReindexOptions = {}): Promise<number> {
  const ctx = createContext(app, { actor: null, requestId: 'reindex' });
  const stale = new Map<EntityModel, number>();
  for (const model of searched(app)) {
    const state = await stateOf(app, model);
    if (!state || state.format < INDEX_FORMAT) stale.set(model, await countAfter(app, model, reachedOf(state)));
  }
  const total = [...stale.values()].reduce((sum, count) => sum + count, 0);
  let done = 0;
  for (const model of stale.keys()) {
    for (let more = true; more && !options.signal?.aborted;) {
      const count = await inTransaction(ctx, (tx) => step(tx, model));
      more = count === STEP;
      done += count;
      options.onProgress?.(done, Math.max(total, done));
      if (more && options.background) await pause(BREATH_MS);
    }
  }
  return done;
}

async function stateOf({ db }: App, { name }: EntityModel): Promise<State | undefined> {
  const [state] = await db.read.query<State>('SELECT format, reached FROM search_index WHERE entity = ?', [name]);
  return state;
}

async function countAfter({ db }: App, { table }: EntityModel, reached: string): Promise<number> {
  const [row] = await db.read.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM ${table} WHERE id > ? AND deleted_at IS NULL`,
    [reached],
  );
  return Number(row!.n);
}

/** The next records of an entity; the state is held, so that two servers never do the same ones. */
async function step(tx: TxContext, model: EntityModel): Promise<number> {
  const lock = tx.db.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const [state] = await tx.connection.query<State>(`SELECT format, reached FROM search_index WHERE entity = ?${lock}`, [
    model.name,
  ]);
  if (!state) {
    await tx.connection.execute("INSERT INTO search_index (entity, format, reached) VALUES (?, 0, '')", [model.name]);
    return step(tx, model);
  }
  if (Number(state.format) >= INDEX_FORMAT) return 0;
  const rows = await tx.connection.query<{ id: string }>(
    `SELECT id FROM ${model.table} WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT ${STEP}`,
    [reachedOf(state)],
  );
  touchSearch(tx, model, rows, false);
  const finished = rows.length < STEP;
  await tx.connection.execute('UPDATE search_index SET format = ?, reached = ? WHERE entity = ?', [
    finished ? INDEX_FORMAT : -INDEX_FORMAT,
    finished ? '' : rows.at(-1)!.id,
    model.name,
  ]);
  return rows.length;
}

/** Rebuilds an index of an earlier format beside the running archive, if there is one. */
export function startReindex(app: App, onError: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = reindex(app, { background: true, signal: stopping.signal }).catch(onError);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
