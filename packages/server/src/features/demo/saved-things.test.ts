import { openTestApp, type TestApp } from '../../test/test-app';
import { queryFaults } from '../saved-query/query-document';
import { ensureDemoUsers } from '../user';
import { demoQueries, seedSavedThings } from './saved-things';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date('2026-11-21T06:30:00.000Z') });
});
afterAll(() => app.close());

test.each(Object.entries(demoQueries))('the query %s can be kept and runs', async (_key, { document }) => {
  expect(queryFaults(app.schema, app.models, { document, parameters: null })).toEqual([]);
  expect((await app.ask(document, {}, 'ANALYST')).errors).toBeUndefined();
});

test('they are made once, seen by everybody; the schedule waits', async () => {
  await ensureDemoUsers({ ...app, demo: true });
  await seedSavedThings(app);
  await seedSavedThings(app);
  const names = Object.values(demoQueries).map(({ name }) => name);
  const { data } = await app.ask('{ savedQueries { nodes { name revision } } }', {}, 'SALES');
  expect(data.savedQueries.nodes.map(({ name }: { name: string }) => name).sort()).toEqual([...names].sort());
  const boards = await app.ask('{ dashboards { nodes { name tiles { query shape width } } } }', {}, 'SALES');
  expect(boards.data.dashboards.nodes).toHaveLength(1);
  expect(boards.data.dashboards.nodes[0].tiles.map(({ shape }: { shape: string }) => shape)).toEqual([
    'LINE',
    'RING',
    'FIGURE',
    'TABLE',
  ]);
  const schedules = await app.ask('{ querySchedules { nodes { state nextRunAt query { name } } } }', {}, 'ANALYST');
  expect(schedules.data.querySchedules.nodes).toEqual([
    { state: 'PAUSED', nextRunAt: null, query: { name: demoQueries.expiring.name } },
  ]);
});
