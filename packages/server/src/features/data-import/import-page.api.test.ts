import { openTestServer, type TestServer } from '../../test/test-server';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

test('/imports typed as the address of a page leads to the page', async () => {
  const { status, headers } = await server.fetch('/imports', { headers: { accept: 'text/html,*/*;q=0.8' } });
  expect([status, headers.get('location')]).toEqual([302, '/import']);
});

test('a program that reads /imports is told what the door is for', async () => {
  const { status, headers, body } = await server.fetch('/imports', { headers: { accept: 'application/json' } });
  expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  expect(body.errors[0].extensions.code).toBe('BAD_REQUEST');
});
