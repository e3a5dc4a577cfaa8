import { openTestApp, type TestApp } from '../../test/test-app';
import { randomBytes } from 'node:crypto';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const code = (answer: { errors?: readonly { extensions: Record<string, unknown> }[] }): unknown =>
  answer.errors?.[0]?.extensions['code'];
const filtered = (filter: unknown) =>
  app.ask('query($f: CustomerFilter) { customers(filter: $f) { totalCount } }', { f: filter });

describe('what a document may cost', () => {
  const dear = 'customers(first: 200) { nodes { contracts(first: 100) { nodes { id } } } }';

  test('is counted over all its fields', async () => {
    expect(code(await app.ask(`{ a: ${dear} b: ${dear} }`))).toBeUndefined();
    const aliases = Array.from({ length: 6 }, (_, i) => `a${i}: ${dear}`).join(' ');
    expect(code(await app.ask(`{ ${aliases} }`))).toBe('QUERY_TOO_COSTLY');
  });

  test('is counted before a mutation writes', async () => {
    const below =
      'contacts(first: 200) { nodes { customer { contracts(first: 200) { nodes { items(first: 200) { nodes { id } } } } } } }';
    const answer = await app.ask(
      `mutation { createCustomer(input: { name: "昂贵有限公司" }) { customer { ${below} } userErrors { code } } }`,
    );
    expect(code(answer)).toBe('QUERY_TOO_COSTLY');
    expect((await filtered({})).data['customers'].totalCount).toBe(0);
  });
});

describe('what the engines’ parsers bear', () => {
  test('an order follows four relations and no more', async () => {
    const order = (depth: number) => {
      let key: unknown = { name: { direction: 'ASC', nulls: 'LAST' } };
      for (let i = 0; i < depth; i++) key = { reportsTo: key };
      return app.ask(
        'query($o: [ContactOrder!]) { contacts(orderBy: $o) { totalCount nodes { id } pageInfo { endCursor } } }',
        {
          o: Array(6).fill(key),
        },
      );
    };
    expect(code(await order(4))).toBeUndefined();
    for (const depth of [5, 20, 200]) expect(code(await order(depth))).toBe('ORDER_INVALID');
  });

  test('every filter within the bounds compiles to a statement that runs', async () => {
    const wrap: [cost: number, (inner: object, even: boolean) => object][] = [
      [1, (inner) => ({ not: inner })],
      [1, (inner) => ({ or: [inner, { name: { contains: 'x' } }] })],
      [1, (inner) => ({ and: [inner, { name: { startsWith: 'x' } }] })],
    ];
    const across = ['some', 'none', 'every'].map((operator) => (inner: object) => ({
      contacts: { [operator]: { customer: inner } },
    }));
    for (let round = 0; round < 150; round++) {
      let [filter, depth]: [object, number] = [{ name: { startsWith: 'x' } }, 0];
      const random = randomBytes(16);
      for (const byte of random) {
        const [cost, next] = byte % 2 ? ([4, across[byte % 3]!] as const) : wrap[byte % 3]!;
        if (depth + cost > 12) break;
        filter = next(filter, false);
        depth += cost;
      }
      expect([code(await filtered(filter)), JSON.stringify(filter)]).toEqual([undefined, expect.anything()]);
    }
  });

  test('deeper ones are refused', async () => {
    let filter: object = {};
    for (let i = 0; i < 4; i++) filter = { contacts: { some: { customer: filter } } };
    expect(code(await filtered(filter))).toBe('FILTER_TOO_COMPLEX');
  });

  test('lists are short together too', async () => {
    const list = Array.from({ length: 500 }, (_, i) => `x${i}`);
    expect(code(await filtered({ or: Array(10).fill({ name: { in: list } }) }))).toBeUndefined();
    const many = { or: Array(6).fill({ name: { in: list, notIn: list } }) };
    expect(code(await filtered(many))).toBe('FILTER_LIST_TOO_LONG');
  });

  test('an item of a list is as short as any text', async () => {
    expect(code(await filtered({ tags: { has: 'x'.repeat(60_000) } }))).toBe('FILTER_INVALID');
  });
});

test('a day that is not is no instant', async () => {
  const answer = await filtered({ createdAt: { gte: '2026-02-30T00:00:00Z' } });
  expect(answer.errors?.[0]?.message).toContain('Instant');
});

test('a NUL is found nowhere', async () => {
  await app.ask('mutation { createCustomer(input: { name: "寻常有限公司" }) { userErrors { code } } }');
  const { data } = await app.ask(
    'query($t: String!) { searchAll(text: $t) { hits { id } } customers(search: $t) { totalCount } }',
    { t: '\0' },
  );
  expect(data['searchAll'].flatMap(({ hits }: { hits: unknown[] }) => hits)).toEqual([]);
  expect(data['customers'].totalCount).toBe(0);
});

test('a reason is a sentence, not a book', async () => {
  const created = await app.ask(
    'mutation { createCustomer(input: { name: "理由有限公司" }) { customer { id version } } }',
  );
  const { id, version } = created.data['createCustomer'].customer;
  const source =
    'mutation($id: ID!, $v: Int!, $r: String!) { setCustomerBlacklist(id: $id, expectedVersion: $v, blacklisted: true, reason: $r) { userErrors { code path } } }';
  const faults = async (reason: string) =>
    (await app.ask(source, { id, v: version, r: reason })).data['setCustomerBlacklist'].userErrors;
  expect(await faults('长'.repeat(501))).toEqual([{ code: 'TOO_LONG', path: ['reason'] }]);
  expect(await faults('a\0b')).toEqual([{ code: 'CONTROL_CHARACTER', path: ['reason'] }]);
  expect(await faults('长'.repeat(500))).toEqual([]);
});
