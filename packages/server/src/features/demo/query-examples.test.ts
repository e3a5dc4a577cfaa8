import { queryExamples } from '@dossier/shared/query-examples';
import { openTestApp, type TestApp } from '../../test/test-app';
import { queryFaults } from '../saved-query/query-document';
import { seedDemo } from './seed.service';

jest.setTimeout(120_000);

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date('2026-11-21T06:30:00.000Z') });
  await seedDemo(app, { customers: 140 });
});
afterAll(() => app.close());

const rowsIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, one) => sum + rowsIn(one), 0);
};

test.each(queryExamples.map((example) => [example.key, example] as const))(
  '%s',
  async (_key, { document, variables }) => {
    expect(queryFaults(app.schema, app.models, { document, parameters: null })).toEqual([]);
    const { data, errors } = await app.ask(document, { ...variables }, 'ANALYST');
    expect(errors).toBeUndefined();
    expect(rowsIn(data)).toBeGreaterThan(0);
  },
);

test('there are enough of them, each with a name of its own', () => {
  expect(queryExamples.length).toBeGreaterThanOrEqual(15);
  expect(new Set(queryExamples.map(({ key }) => key)).size).toBe(queryExamples.length);
});
