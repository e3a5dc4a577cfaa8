import { setTimeout as pause } from 'node:timers/promises';
import { maskSecret, snake, type SecretField } from '@dossier/shared';
import { createContext, type App, type TxContext } from '../context/context';
import { inTransaction } from '../db/transaction';
import type { Queryable } from '../db/database';
import type { EntityModel } from '../query/model';
import { SecretKeyError } from './keyring';
import { openValue, sealValue, secretsOf } from './seal-values';

/** Records of one transaction: others who write wait for it. */
const STEP = 100;
const BREATH_MS = 40;
/** How often a running server looks for values of an older key. */
const LOOK_MS = 60_000;

type Secret = readonly [string, SecretField];
interface Row {
  id: string;
  sealed: string;
}

const columnOf = (name: string): string => `${snake(name)}_sealed`;
const all = (app: Pick<App, 'models'>): { model: EntityModel; secret: Secret }[] =>
  app.models.all().flatMap((model) => secretsOf(model).map((secret) => ({ model, secret })));

/** How many stored values each key has sealed, those of the recycle bin too. */
export async function keyUse(app: Pick<App, 'db' | 'models'>): Promise<Map<string, number>> {
  const use = new Map<string, number>();
  for (const { model, secret } of all(app)) {
    const column = columnOf(secret[0]);
    const rows = await app.db.read.query<{ id: string; n: number }>(
      `SELECT SUBSTR(${column}, 1, INSTR(${column}, '.') - 1) AS id, COUNT(*) AS n FROM ${model.table} WHERE ${column} IS NOT NULL GROUP BY 1`,
    );
    for (const { id, n } of rows) use.set(id, (use.get(id) ?? 0) + Number(n));
  }
  return use;
}

/** A key that is missing is said at the start, not when somebody needs a number. */
export async function assertKeysComplete(app: Pick<App, 'db' | 'models' | 'secrets'>, place: string): Promise<void> {
  const unknown = [...(await keyUse(app)).keys()].filter((id) => !app.secrets.find(id));
  if (unknown.length > 0) throw new SecretKeyError(place, 'unknown', unknown);
}

export interface ResealOptions {
  signal?: AbortSignal;
  onProgress?(done: number): void;
  /** Leaves room for the people who work meanwhile. */
  background?: boolean;
}
export interface Resealed {
  done: number;
  /** Values that do not open: altered, moved, or sealed with a key that is missing. They stay as they are. */
  unreadable: number;
}

/**
 * Seals anew with the current key whatever an older one sealed. The rows themselves tell what is left, so it may be cut off anywhere and
 * go on, in several processes at once; a value that somebody changes meanwhile is theirs. It is no change of a record: the versions stay.
 */
export async function reseal(app: App, options: ResealOptions = {}): Promise<Resealed> {
  const ctx = createContext(app, { actor: null, requestId: 'reseal' });
  // beside people it is a whole look at each table, again and again, mostly for nothing
  const look = options.background ? app.db.heavy({ signal: options.signal }) : app.db.read;
  const result: Resealed = { done: 0, unreadable: 0 };
  for (const { model, secret } of all(app)) {
    let after = '';
    for (let more = true; more && !options.signal?.aborted;) {
      const rows = await olderRows(look, app, model, secret, after);
      more = rows.length === STEP;
      if (rows.length === 0) continue;
      const step = await inTransaction(ctx, (tx) => resealRows(tx, model, secret, rows));
      result.done += step.done;
      result.unreadable += step.unreadable;
      after = rows.at(-1)!.id;
      options.onProgress?.(result.done);
      if (more && options.background) await pause(BREATH_MS);
    }
  }
  return result;
}

/** The next rows that another key than the current one has sealed. */
function olderRows(
  look: Queryable,
  { secrets }: Pick<App, 'secrets'>,
  { table }: EntityModel,
  [name]: Secret,
  after: string,
): Promise<Row[]> {
  const column = columnOf(name);
  return look.query<Row>(
    `SELECT id, ${column} AS sealed FROM ${table} WHERE id > ? AND ${column} IS NOT NULL AND ${column} NOT LIKE ? ORDER BY id LIMIT ${STEP}`,
    [after, `${secrets.current().id}.%`],
  );
}

async function resealRows(tx: TxContext, model: EntityModel, secret: Secret, rows: readonly Row[]): Promise<Resealed> {
  const [name, field] = secret;
  const base = snake(name);
  const result = { done: 0, unreadable: 0 };
  for (const { id, sealed } of rows) {
    const plain = openValue(tx, model, name, { id, sealed });
    if (plain === null) {
      result.unreadable += 1;
      continue;
    }
    const fresh = sealValue(tx.secrets, model, secret, { id, plain });
    const { affected } = await tx.connection.execute(
      `UPDATE ${model.table} SET ${base}_sealed = ?, ${base}_blind = ?, ${base}_mask = ? WHERE id = ? AND ${base}_sealed = ?`,
      [fresh.sealed, fresh.blind, maskSecret(field.format, plain), id, sealed],
    );
    result.done += affected;
  }
  return result;
}

/** Goes on with a rotation beside the running archive, whoever began it. */
export function startReseal(app: App, onError: (error: unknown) => void, lookMs = LOOK_MS): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const turn = async (): Promise<void> => {
    await reseal(app, { background: true, signal: stopping.signal }).catch((error: unknown) => {
      // the look that was cut off by stopping is none
      if (!stopping.signal.aborted) onError(error);
    });
    if (!stopping.signal.aborted) timer = setTimeout(() => (running = turn()), lookMs).unref();
  };
  running = turn();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
