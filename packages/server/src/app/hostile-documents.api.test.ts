import { hostileDocuments, type HostileDocument } from '../test/hostile-documents';
import { long } from '../test/seed';
import { openTestServer, type Answer, type TestServer } from '../test/test-server';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await openTestServer();
  cookie = await server.signIn('manager');
});
afterAll(() => server.close());

const ask = ({ query, variables = {} }: HostileDocument, locale: string): Promise<Answer> =>
  server.ask(query, variables, { cookie, 'accept-language': locale });
/** What was asked of the database; who asks, and how far they reach, is found before anything is judged. */
const statements = (): string[] =>
  server.app.statements().filter((text) => !/user_session|department|collaborator/.test(text));
const error = ({ body }: Answer): { message: string; extensions: { code: string } } | undefined => body.errors?.[0];
const refused = hostileDocuments.filter(({ code }) => code !== 'OK');

test.each(refused)('$name: refused in both languages and every time, without a statement', async (document) => {
  statements();
  // what was refused once is not known afterwards as a document that may run
  for (const locale of ['en', 'zh', 'en']) {
    const answer = await ask(document, locale);
    expect([error(answer)?.extensions.code, answer.body.data ?? null]).toEqual([
      document.code,
      nothing(answer.body.data),
    ]);
    expect(error(answer)!.message).toContain(document.names ?? '');
    expect(error(answer)!.message).not.toMatch(/undefined|null|\[object|\{/);
    expect(/[\u4e00-\u9fff]/.test(error(answer)!.message)).toBe(locale === 'zh');
  }
  expect(statements()).toEqual([]);
});

/** Data of the same shape, with nothing in it. */
const nothing = (data: Record<string, unknown> | null | undefined): object | null =>
  data ? Object.fromEntries(Object.keys(data).map((key) => [key, null])) : null;

test.each(hostileDocuments.filter(({ code }) => code === 'OK'))('$name: answered', async (document) => {
  const answer = await ask(document, 'en');
  expect(answer.body.errors).toBeUndefined();
});

const exportable = refused.filter(({ code }) =>
  [
    'QUERY_TOO_DEEP',
    'QUERY_TOO_MANY_ALIASES',
    'QUERY_TOO_MANY_FIELDS',
    'FILTER_TOO_COMPLEX',
    'FILTER_LIST_TOO_LONG',
  ].includes(code),
);
const contracts = (alias: string) => `${alias}: contracts(first: 200) { nodes { items(first: 200) { nodes { id } } } }`;
const dear = {
  name: 'a row that is dearer than a document may be',
  query: `{ customers { nodes { ${contracts('a')} ${contracts('b')} ${contracts('c')} } } }`,
  names: 'a: contracts',
};
const manyKeys = hostileDocuments.find(({ name }) => name === 'groups by twenty keys')!;

test.each([...exportable, manyKeys, dear])(
  'no export begins of: $name',
  async ({ query, variables = {}, names }: Omit<HostileDocument, 'code'>) => {
    const source = 'mutation($i: ExportInput!) { startExport(input: $i) { exportJob { id } userErrors { message } } }';
    const input = { format: 'CSV', document: query, variables: JSON.stringify(variables) };
    // what goes in is bounded by the body
    if (JSON.stringify(input).length > 500_000) return;
    for (const locale of ['en', 'zh']) {
      const answer = await server.ask(source, { i: input }, { cookie, 'accept-language': locale });
      const said = error(answer)?.message ?? answer.body.data.startExport.userErrors[0]?.message;
      expect(said).toContain(names);
      expect(/[\u4e00-\u9fff]/.test(said)).toBe(locale === 'zh');
    }
    expect((await server.ask('{ exportJobs { totalCount } }', {}, { cookie })).body.data.exportJobs.totalCount).toBe(0);
  },
);

test('of several fields none runs when together they ask for too much', async () => {
  const one = 'customers(first: 200) { nodes { contacts(first: 200) { nodes { name } } } }';
  statements();
  for (const source of [
    `{ a: ${one} b: ${one} c: ${one} }`,
    `{ ...f } fragment f on Query { a: ${one} b: ${one} c: ${one} }`,
  ]) {
    const { body } = await server.ask(source, {}, { cookie });
    expect([body.data, body.errors.map((e: any) => e.extensions.code)]).toEqual([null, ['QUERY_TOO_COSTLY']]);
  }
  const nested = '{ customers { nodes { contacts(filter: { name: { in: $many } }) { nodes { name } } } } }';
  const { body } = await server.ask(`query($many: [String!]) ${nested}`, { many: Array(501).fill('x') }, { cookie });
  expect(body.errors[0].extensions.code).toBe('FILTER_LIST_TOO_LONG');
  expect(statements()).toEqual([]);
});

// what one refusal takes, the best of several: shared machines make single figures mean little
(long ? test : test.skip)('how long a refusal takes', async () => {
  const took: [number, string][] = [];
  for (const document of refused) {
    let best = Infinity;
    for (let i = 0; i < 10; i++) {
      const began = performance.now();
      await ask(document, 'en');
      best = Math.min(best, performance.now() - began);
    }
    took.push([best, document.name]);
  }
  took.sort(([a], [b]) => b - a);
  process.stdout.write(took.map(([ms, name]) => `${ms.toFixed(1).padStart(7)} ms  ${name}`).join('\n') + '\n');
});
