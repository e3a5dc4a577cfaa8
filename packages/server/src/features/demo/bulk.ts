import type { App } from '../../platform/context/context';
import { layDown, readingIndexes, takeUp, tuneForLoad } from '../../platform/db/bulk-load';
import { fillPostings } from '../../platform/search/fill';
import { defer, readState } from './seed-state';

const tables = ['customer', 'contact', 'contract', 'contract_item', 'assessment', 'audit_event'];
/** The load itself reads contacts by their customer. */
const needed = /^ix_contact_customer_id/;

/** Begins a large load: indexes that only serve reading are laid down, and what was laid down is on record before it is gone. */
export async function beginBulk(app: App): Promise<void> {
  const state = await readState(app.db.read);
  await tuneForLoad(app.db, true);
  if (state?.deferred) return;
  const indexes = (await readingIndexes(app.db, tables)).filter(({ name }) => !needed.test(name));
  await app.db.transaction(async (connection) => {
    await defer(connection, indexes);
    await layDown(connection, app.db, indexes);
  });
}

/** Makes good what a large load has put off, also one that was cut off: indexes first, then the search. */
export async function endBulk(app: App, onProgress?: (done: number, total: number) => void): Promise<void> {
  const state = await readState(app.db.read);
  if (!state?.deferred) return;
  const searched = app.models.all().filter(({ search }) => search);
  const total = state.deferred.length + searched.length;
  await tuneForLoad(app.db, true);
  await takeUp(app.db, state.deferred, (done) => onProgress?.(done, total));
  for (const [i, { name }] of searched.entries()) {
    await fillPostings(app.db, name);
    onProgress?.(state.deferred.length + i + 1, total);
  }
  await app.db.transaction((connection) => defer(connection, null));
  await tuneForLoad(app.db, false);
}
