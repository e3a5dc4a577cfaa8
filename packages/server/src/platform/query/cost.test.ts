import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

it('refuses a document whose page sizes multiply beyond the limit, before any statement', async () => {
  app.statements();
  const { errors } = await app.ask(
    '{ customers(first: 200) { nodes { contracts(first: 200) { nodes { items(first: 200) { nodes { product } } } } } } }',
  );
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'QUERY_TOO_COSTLY',
    params: { field: 'contracts', max: 100000 },
  });
  expect(app.statements()).toEqual([]);
});

it('lets a wide page with short nested lists through', async () => {
  const { errors } = await app.ask(
    '{ customers(first: 200) { nodes { contracts(first: 3) { nodes { items(first: 20) { nodes { product } } } } } } }',
  );
  expect(errors).toBeUndefined();
});
