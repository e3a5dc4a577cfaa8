import type { KeyObject } from 'node:crypto';
import type { App } from '../context/context';
import { writeAnchor, type Anchor } from './anchor';
import { flushTally } from './event';
import { chainKey } from './seal';
import { ForeignChain, MOST_ROWS, readHead, sealNext } from './sealer';

/** How soon a committed row is sealed at the latest. */
const idleMs = 500;
/** What one step may take: the embedded database answers nobody else meanwhile. */
const stepMs = 30;
/** After this many rows the end is anchored before its time, but not more often than the pause. */
const anchorRows = 10_000;
const anchorPauseMs = 10_000;

export interface KeeperOptions {
  /** Where the end of the chain is told outside the database. */
  anchorFiles: readonly string[];
  anchorMinutes: number;
  onError(error: unknown): void;
  /** An anchor was written; it is printed too. */
  onAnchor?(anchor: Anchor): void;
}

export interface Keeper {
  /** Seals what is committed, writes the last anchor, and ends. */
  stop(): Promise<void>;
}

/**
 * Keeps the operation log beside the requests: seals committed rows within a second, anchors the end of the chain outside the
 * database, writes counted floods. A backlog is worked off in small steps that leave everybody else at least two thirds of the time.
 */
export function startKeeper(app: App, options: KeeperOptions): Keeper {
  const key = chainKey(app.cursorKey);
  const anchorer = new Anchorer(app, key, options);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let told = false;
  let rows = 100;

  const step = async (): Promise<number> => {
    await flushTally(app, stopped);
    const start = performance.now();
    const sealed = await sealNext(app, key, rows);
    const took = performance.now() - start;
    if (sealed === rows) rows = Math.round(Math.min(MOST_ROWS, Math.max(20, (rows * stepMs) / took)));
    await anchorer.maybe();
    told = false;
    return sealed ?? 0;
  };
  const guarded = (): Promise<number> =>
    step().catch((error: unknown) => {
      // a wrong key stays wrong: said once, not twice a second
      if (!(error instanceof ForeignChain) || !told) options.onError(error);
      told = error instanceof ForeignChain;
      return 0;
    });
  const turn = async (): Promise<void> => {
    const start = performance.now();
    const sealed = await guarded();
    const pause = sealed > 0 ? Math.max(10, 2 * (performance.now() - start)) : idleMs;
    if (!stopped) timer = setTimeout(() => (running = turn()), Math.min(pause, idleMs)).unref();
  };
  let running = turn();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      // what came in the meantime; a large backlog waits for the next start
      for (let i = 0; i < 20 && (await guarded()) > 0; i++);
      await anchorer.now().catch(options.onError);
    },
  };
}

/** Writes anchors when it is time; what this process wrote last is remembered. */
class Anchorer {
  private last: { sequence: number; at: number } | null = null;

  constructor(
    private readonly app: App,
    private readonly key: KeyObject,
    private readonly options: KeeperOptions,
  ) {}

  async maybe(): Promise<void> {
    const now = this.app.clock.now().getTime();
    this.last ??= { sequence: -1, at: now };
    const waited = now - this.last.at;
    if (waited < anchorPauseMs) return;
    if (waited >= this.options.anchorMinutes * 60_000) return this.now();
    const head = await readHead(this.app.db);
    if (head && head.sequence - Math.max(0, this.last.sequence) >= anchorRows) await this.now();
  }

  async now(): Promise<void> {
    const anchor = await anchorNow(this.app, this.key, this.options.anchorFiles, this.last?.sequence);
    this.last = { sequence: anchor?.sequence ?? this.last?.sequence ?? -1, at: this.app.clock.now().getTime() };
    if (anchor) this.options.onAnchor?.(anchor);
  }
}

/** Anchors the end of the chain in every file; null when it is where it was, or there is none. */
export async function anchorNow(
  { db, clock }: Pick<App, 'db' | 'clock'>,
  key: KeyObject,
  files: readonly string[],
  lastSequence?: number,
): Promise<Anchor | null> {
  const head = await readHead(db);
  if (!head || head.sequence === 0 || head.sequence === lastSequence) return null;
  const at = clock.now().toISOString();
  const anchor: Anchor = { kind: 'ANCHOR', at, sequence: head.sequence, hash: head.hash };
  await writeAnchor(files, key, anchor);
  await db.transaction((connection) =>
    connection.execute('UPDATE audit_chain SET anchored_sequence = ?, anchored_at = ? WHERE id = 1', [
      head.sequence,
      at,
    ]),
  );
  return anchor;
}

/** Says outside the database that the log was emptied or brought back on purpose: former anchors count no longer. */
export async function rebaseAnchors(
  { db, clock, cursorKey }: Pick<App, 'db' | 'clock' | 'cursorKey'>,
  files: readonly string[],
  reason: string,
): Promise<Anchor> {
  const head = await readHead(db);
  const anchor: Anchor = {
    kind: 'REBASE',
    at: clock.now().toISOString(),
    sequence: head?.sequence ?? 0,
    hash: head?.hash ?? '',
    reason: reason.slice(0, 200),
  };
  await writeAnchor(files, chainKey(cursorKey), anchor);
  return anchor;
}
