import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportServices } from '../../app/export-services';
import { openTestServer, type TestServer } from '../../test/test-server';
import { seedDemo } from '../demo/seed.service';
import { runExport } from './export-run';

jest.setTimeout(120_000);
const dataDir = mkdtempSync(join(tmpdir(), 'dossier-filter-'));
let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await openTestServer({ now: () => new Date('2026-11-21T06:30:00.000Z'), config: { dataDir } });
  await seedDemo(server.app, { customers: 90 });
  cookie = await server.signIn('manager');
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask(query: string, variables: Record<string, unknown>) {
  const { body } = await server.ask(query, variables, { cookie });
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  return body.data;
}

const filters: Record<string, object> = {
  everything: {},
  enum: { grade: { in: ['A', 'B'] } },
  'relative day': { createdAt: { relative: 'LAST_12_MONTHS' } },
  prefix: { industry: { startsWith: 'C' }, region: { startsWith: '4' } },
  'money and text': { or: [{ registeredCapital: { gte: '5000000' } }, { name: { contains: '科技' } }] },
  'to-one': { owner: { department: { isNull: false } }, not: { grade: { isNull: true } } },
  'to-many': {
    contacts: { some: { mobile: { isNull: false } } },
    contracts: { none: { approvalStatus: { eq: 'DRAFT' } } },
  },
  'aggregate of a list': {
    contracts: {
      aggregate: { where: { signedOn: { isNull: false } }, count: { gte: 2 }, sum: { amount: { gte: '200000' } } },
    },
  },
  trail: { changes: { some: { changes: { has: { field: 'grade', after: 'A' } } } } },
};

test.each(Object.entries(filters))(
  'one filter serves list, aggregate, groups, related lists, saved view and export: %s',
  async (name, filter) => {
    const { list, customerGroups, contracts, contractsOf } = await ask(
      `query($f: CustomerFilter!) {
         list: customers(filter: $f, first: 200) { totalCount nodes { id contracts { totalCount } } aggregate { count } }
         customerGroups(filter: $f, by: [{ grade: true }]) { nodes { count } total { count } }
         contracts: contractGroups(filter: { customer: { and: [$f] } }, by: [{ signedOn: YEAR }]) { nodes { count } }
         contractsOf: contracts(filter: { customer: { and: [$f] } }) { totalCount }
       }`,
      { f: filter },
    );
    const rows = list.totalCount as number;
    expect(list.nodes).toHaveLength(rows);
    expect(rows).toBeGreaterThan(0);
    if (name !== 'everything') expect(rows).toBeLessThan(90);
    const sum = (groups: { count: number }[]) => groups.reduce((total, { count }) => total + count, 0);
    expect([list.aggregate.count, sum(customerGroups.nodes), customerGroups.total.count]).toEqual([rows, rows, rows]);
    const theirs = list.nodes.reduce((n: number, one: any) => n + one.contracts.totalCount, 0);
    expect([sum(contracts.nodes), contractsOf.totalCount]).toEqual([theirs, theirs]);

    const text = JSON.stringify(filter);
    const { createSavedView } = await ask(
      'mutation($i: SavedViewInput!) { createSavedView(input: $i) { savedView { filter } userErrors { code } } }',
      { i: { list: 'Customer', name, filter: text } },
    );
    expect(createSavedView.userErrors).toEqual([]);
    const kept = JSON.parse(createSavedView.savedView.filter);
    const again = await ask('query($f: CustomerFilter!) { customers(filter: $f) { totalCount } }', { f: kept });
    expect(again.customers.totalCount).toBe(rows);

    const { startExport } = await ask(
      'mutation($i: ExportInput!) { startExport(input: $i) { exportJob { id } userErrors { code } } }',
      { i: { list: 'customers', columns: ['id'], filter: createSavedView.savedView.filter, format: 'JSONL' } },
    );
    expect(startExport.userErrors).toEqual([]);
    const id = startExport.exportJob.id.slice(4);
    await runExport(exportServices(server.app, server.app.schema, { dataDir }, fail), id, 'tester');
    const lines = readFileSync(join(dataDir, 'exports', id), 'utf8')
      .trim()
      .split('\n');
    const ids = lines.map((line) => JSON.parse(line).id as string);
    expect(ids.sort()).toEqual(list.nodes.map((one: any) => one.id as string).sort());
  },
);

function fail(error: unknown): never {
  throw error;
}
