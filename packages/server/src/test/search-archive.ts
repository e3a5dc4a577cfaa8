import type { Values } from '../platform/db/columns';
import { createMany } from '../platform/db/write';
import { openTestApp, type TestApp } from './test-app';

/** An archive of a suite that is empty before each test, and how tests of the search fill and ask it. */
export function searchArchive() {
  let app!: TestApp;
  beforeAll(async () => {
    app = await openTestApp();
  });
  afterAll(() => app.close());
  beforeEach(() =>
    app.write(async (tx) => {
      for (const table of ['customer', 'contact', 'contract', 'search_posting', 'search_document'])
        await tx.connection.execute(`DELETE FROM ${table}`);
    }),
  );

  const SEARCH =
    'query ($s: String!, $n: Int) { found: customers(search: $s, first: $n) { nodes { name } totalCount } }';
  async function find(search: string, plural = 'customers'): Promise<string[]> {
    const { data, errors } = await app.ask(SEARCH.replace('customers', plural), { s: search, n: 200 });
    if (errors) throw new Error(JSON.stringify(errors));
    expect(data.found.totalCount).toBe(data.found.nodes.length);
    return data.found.nodes.map((node: { name: string }) => node.name);
  }
  const create = (entity: string, ...rows: Values[]): Promise<string[]> =>
    app.write((tx) => createMany(tx, tx.models.get(entity), rows));
  const customers = (...rows: (string | Values)[]): Promise<string[]> =>
    create('Customer', ...rows.map((row) => (typeof row === 'string' ? { name: row } : row)));
  return { app: () => app, SEARCH, find, create, customers };
}
