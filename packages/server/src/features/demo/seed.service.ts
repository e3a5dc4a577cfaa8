import { createContext, type App } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { Calendar } from './calendar';
import { inventFile, type CustomerFile } from './customer-file';
import { beginBulk, endBulk } from './bulk';
import { advance, aimFor, readState, type SeedState } from './seed-state';
import { prepareSetting, type Setting } from './staff';
import { storyCount, storyFile } from './stories';
import type { World } from './world';
import { writeFiles } from './write-files';

/** Grows new data when it is changed; the same seed and day give the same rows. */
const SEED = 20_260_301;
/** Customers that are there when the first page opens. */
export const FIRST_CUSTOMERS = 200;
export const MOST_CUSTOMERS = 200_000;

export interface SeedOptions {
  /** How many invented customers the archive shall have in the end; those it has count. */
  customers: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
  /** Others are at work: small steps, and as long a pause after each as it took. */
  background?: boolean;
  /** Progress of what a large load leaves for its end: indexes and search. */
  onFinish?: (done: number, total: number) => void;
  /** For tests: from how many new customers on a load counts as large. */
  bulkFrom?: number;
}

/** Customers written in one transaction. */
const chunkSize = { background: 20, alone: 400, bulk: 1_000 } as const;
/** From so many new customers on, indexes and search are made at the end, unless others are at work. */
const BULK_FROM = 5_000;

/** Brings the archive to a number of invented customers. What is there stays, what was cut off goes on. */
export async function seedDemo(app: App, options: SeedOptions): Promise<void> {
  const total = Math.min(options.customers, MOST_CUSTOMERS);
  const state = await aimFor(app, SEED, total);
  const bulk = !options.background && total - state.done >= (options.bulkFrom ?? BULK_FROM);
  if (bulk) await beginBulk(app);
  else if (state.deferred) await endBulk(app, options.onFinish);
  // people and departments that an earlier version did not make
  if (state.done >= total) await prepareSetting(app);
  if (state.done < total) await writeRest(app, state, { ...options, total, bulk });
  if (bulk && !options.signal?.aborted) await endBulk(app, options.onFinish);
}

interface Run extends SeedOptions {
  total: number;
  bulk: boolean;
}

async function writeRest(app: App, state: SeedState, run: Run): Promise<void> {
  const { total, background, signal, onProgress } = run;
  const setting = await prepareSetting(app);
  const world = worldOf(app, state, setting);
  const size = chunkSize[background ? 'background' : run.bulk ? 'bulk' : 'alone'];
  onProgress?.(state.done, total);
  for (let done = state.done; done < total && !signal?.aborted;) {
    const began = Date.now();
    done = await writeChunk(app, world, setting, { from: done, to: Math.min(total, done + size), bulk: run.bulk });
    onProgress?.(done, total);
    await pause(background ? Math.max(10, Date.now() - began) : 0);
  }
}

/** The customers that must be there before the first page opens. */
export const seedFirst = (app: App, options: Omit<SeedOptions, 'customers'> = {}): Promise<void> =>
  seedDemo(app, { ...options, customers: FIRST_CUSTOMERS });

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => (ms ? setTimeout(resolve, ms) : setImmediate(resolve)));

export const worldOf = (
  app: Pick<App, 'models' | 'clock' | 'secrets'>,
  state: SeedState,
  { staff, scorecardId }: Setting,
): World => ({
  seed: state.seed,
  models: app.models,
  secrets: app.secrets,
  calendar: new Calendar(app.clock, Date.parse(state.anchor), state.today),
  staff,
  scorecardId,
});

/** The file of an index: a story, or an invented one. */
export const fileOf = (world: World, setting: Setting, index: number): CustomerFile =>
  index < storyCount ? storyFile(world, setting.scoring, index) : inventFile(world, setting.scoring, index);

/** Writes a chunk with its mark in one transaction. Returns how many customers there are now. */
async function writeChunk(
  app: App,
  world: World,
  setting: Setting,
  { from, to, bulk }: { from: number; to: number; bulk: boolean },
): Promise<number> {
  const ctx = createContext(app, { actor: null, requestId: 'demo' });
  const written = await inTransaction(ctx, async (tx) => {
    if (!(await advance(tx.connection, { from, to, bulk }))) return false;
    tx.effects.postingsLater = bulk;
    // invented inside the transaction, because numbers are given to the files and a replay must begin with fresh ones
    const files = Array.from({ length: to - from }, (_, i) => fileOf(world, setting, from + i));
    await writeFiles(tx, files, world.seed);
    return true;
  });
  // another process was first: go on from where it stands
  return written ? to : ((await readState(app.db.read))?.done ?? to);
}
