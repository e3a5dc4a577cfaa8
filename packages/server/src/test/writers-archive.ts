import { loadValues } from '../platform/db/stored';
import { createMany, updateMany, type Update } from '../platform/db/write';
import type { Values } from '../platform/db/columns';
import { UserFault, type UserErrorData } from '../platform/graphql/user-fault';
import type { EntityModel } from '../platform/query/model';
import { openTestApp, type TestApp } from './test-app';

/** An archive of a suite whose clock moves with every reading, as it does in life, and what tests of writers do with it. */
export function writersArchive() {
  let app!: TestApp;
  let now = Date.parse('2026-03-15T04:00:00.000Z');
  beforeAll(async () => {
    app = await openTestApp({ now: () => new Date(now++) });
  });
  afterAll(() => app.close());

  const model = (name: string): EntityModel => app.models.get(name);
  const create = (entity: string, ...rows: Values[]): Promise<string[]> =>
    app.write((tx) => createMany(tx, model(entity), rows));
  const update = (entity: string, one: Update, role?: 'SALES') =>
    app.write((tx) => updateMany(tx, model(entity), [one]), role);
  const load = async (entity: string, id: string, deleted = false): Promise<Values> =>
    (await app.write((tx) => loadValues(tx, model(entity), [id], deleted))).get(id)!;
  const rows = (table: string, where = '1=1', params: unknown[] = []) =>
    app.db.read.query(`SELECT * FROM ${table} WHERE ${where}`, params);
  const trail = async (recordId: string) =>
    (await rows('audit_event', 'record_id LIKE ? ORDER BY version', [`%${recordId}`])).map((row) => ({
      verb: row.verb,
      version: row.version,
      changes: JSON.parse((row.changes as string | null) ?? '[]') as unknown,
    }));
  /** The user errors of refused work. */
  async function errorsOf(work: Promise<unknown>): Promise<readonly UserErrorData[]> {
    const error = await work.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof UserFault)) throw error ?? new Error('it was not refused');
    return error.errors;
  }
  const codes = async (work: Promise<unknown>) => (await errorsOf(work)).map((error) => error.code);
  const settled = async (works: Promise<unknown>[]) =>
    (await Promise.allSettled(works)).filter((one) => one.status === 'fulfilled').length;
  return { app: () => app, model, create, update, load, rows, trail, errorsOf, codes, settled };
}
