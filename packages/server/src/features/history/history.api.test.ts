import { graphql } from 'graphql';
import { createContext, type Actor } from '../../platform/context/context';
import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
let now = Date.parse('2026-03-01T15:30:00.000Z');
let id: string;
let contractId: string;
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date(now) });
  const made = await app.ask(
    'mutation { createCustomer(input: { name: "杭州恒信机械有限公司", website: "https://a.example.com", businessScope: "机密甲" }) { customer { id } } }',
  );
  id = made.data.createCustomer.customer.id;
  await app.ask(
    `mutation { createContact(input: { customerId: "${id}", name: "张三", title: "经理" }) { contact { id } } }`,
  );
  const contract = await app.ask(
    `mutation { createContract(input: { customerId: "${id}", name: "供货合同", items: [{ product: "铸件", quantity: "2", unitPrice: "3" }] }) { contract { id } } }`,
  );
  contractId = contract.data.createContract.contract.id;
  // half past midnight of the third in the business zone
  now = Date.parse('2026-03-02T16:30:00.000Z');
  await app.ask(
    `mutation { updateCustomer(id: "${id}", expectedVersion: 1, patch: { name: "杭州恒信装备有限公司", website: "https://b.example.com", businessScope: "机密乙" }) { userErrors { code } } }`,
    {},
    'SALES',
  );
  now = Date.parse('2026-03-05T02:00:00.000Z');
  await app.ask(
    `mutation { updateCustomer(id: "${id}", expectedVersion: 2, patch: { website: "https://c.example.com", businessScope: "公开" }) { userErrors { code } } }`,
  );
});
afterAll(() => app.close());

const code = (answer: { errors?: readonly { extensions: Record<string, unknown> }[] }) =>
  answer.errors?.[0]?.extensions.code;
const as = async (rights: Record<string, 'HIDDEN' | 'MASKED'>, source: string, more: Partial<Actor> = {}) => {
  const actor = { ...app.actors.MANAGER, fieldRights: new Map(Object.entries(rights)), ...more };
  const contextValue = createContext(app, { actor, requestId: 'rights' });
  const { data, errors } = await graphql({ schema: app.schema, source, contextValue });
  return { data: data as any, codes: (errors ?? []).map(({ extensions }) => extensions.code) };
};

describe('as of a day', () => {
  const at = async (day: string, inner = 'name version') =>
    (await app.ask(`{ customer(id: "${id}", asOf: "${day}") { ${inner} } }`)).data.customer;

  test('the business day ends at midnight of the business zone', async () => {
    expect(await at('2026-02-28')).toBeNull();
    expect(await at('2026-03-01')).toEqual({ name: '杭州恒信机械有限公司', version: 1 });
    expect(await at('2026-03-02')).toMatchObject({ version: 1 });
    expect(await at('2026-03-03', 'name formerNames updatedBy { name } updatedAt')).toEqual({
      name: '杭州恒信装备有限公司',
      formerNames: ['杭州恒信机械有限公司'],
      updatedBy: { name: '测试SALES' },
      updatedAt: '2026-03-02T16:30:00.000Z',
    });
    expect(await at('2026-03-05')).toMatchObject({ version: 3 });
  });

  test('children have it too, and lead to their customer as it was', async () => {
    const { data } = await app.ask(
      `{ contract(id: "${contractId}", asOf: "2026-03-01") { name customer { name } items { nodes { product amount { amount } } } } }`,
    );
    expect(data.contract).toEqual({
      name: '供货合同',
      customer: { name: '杭州恒信机械有限公司' },
      items: { nodes: [{ product: '铸件', amount: { amount: '6.00' } }] },
    });
  });

  test('what cannot be answered is refused in words', async () => {
    const ask = (inner: string, day = '2026-03-01') =>
      app.ask(`{ customer(id: "${id}", asOf: "${day}") { ${inner} } }`);
    expect(code(await ask('name', '2026-03-06'))).toBe('AS_OF_FUTURE');
    for (const list of [
      'contacts(filter: { name: { eq: "x" } }) { totalCount }',
      'contacts(orderBy: [{ name: { direction: ASC } }]) { totalCount }',
      'contacts(last: 2) { totalCount }',
      'contacts { edges { cursor } }',
    ])
      expect([list, code(await ask(list))]).toEqual([list, 'AS_OF_FILTER']);
    for (const inner of [
      'owner { ownedCustomers { totalCount } }',
      'contacts { nodes { reports { totalCount } } }',
      'changes { nodes { customer { name } } }',
    ])
      expect([inner, code(await ask(inner))]).toEqual([inner, 'AS_OF_UNAVAILABLE']);
    expect(code(await app.ask(`{ customer(id: "${id}", asOf: "2026-03-01") { name } }`, {}, null))).toBe(
      'UNAUTHENTICATED',
    );
  });

  test('rights of today hold for the past', async () => {
    const source = `{ customer(id: "${id}", asOf: "2026-03-01") { name businessScope owner { name } hiddenFields contacts { nodes { title } } } }`;
    const { data } = await as(
      { 'Customer.businessScope': 'HIDDEN', 'Customer.owner': 'HIDDEN', 'Contact.title': 'HIDDEN' },
      source,
    );
    expect(data.customer).toEqual({
      name: '杭州恒信机械有限公司',
      businessScope: null,
      owner: null,
      hiddenFields: ['businessScope', 'owner'],
      contacts: { nodes: [{ title: null }] },
    });
    const { ranges } = app.actors.SALES.reach;
    const far = { ...app.actors.SALES.reach, ranges: { ...ranges, customer: ['OWN' as const] } };
    expect((await as({}, source, { userId: app.actors.SALES.userId, reach: far })).data.customer).toBeNull();
    const scopes = new Set([...app.actors.MANAGER.scopes].filter((scope) => scope !== 'contact:read'));
    expect((await as({}, source, { scopes })).codes).toEqual(['FORBIDDEN']);
  });

  test('two statements a level', async () => {
    app.statements();
    await at(
      '2026-03-01',
      'name owner { name } contacts { nodes { name } } contracts { nodes { items { nodes { product } } } }',
    );
    // customer, contacts, contracts, lines: rows and trail of each; people as they are
    expect(app.statements()).toHaveLength(9);
  });
});

describe('counts of changes', () => {
  const byCount = 'orderBy: [{ count: { direction: DESC } }]';
  const groups = async (by: string, filter = '{}', more = byCount): Promise<[string, number][]> => {
    const { data } = await app.ask(
      `{ changeGroups(by: [${by}], filter: ${filter}, ${more}) { nodes { keys count } } }`,
      {},
      'MANAGER',
    );
    return data.changeGroups.nodes.map((group: { keys: string[]; count: number }) => [
      group.keys.join(' '),
      group.count,
    ]);
  };

  test('by field, person, day, type and verb', async () => {
    const own = `{ customer: { id: { eq: "${id}" } } }`;
    expect(await groups('{ entity: true }', own)).toEqual([
      ['Customer', 3],
      ['Contact', 1],
      ['Contract', 1],
      ['ContractItem', 1],
    ]);
    expect(await groups('{ at: DAY }', own, 'orderBy: [{ key: { at: { direction: DESC } } }]')).toEqual([
      ['2026-03-05', 1],
      ['2026-03-03', 1],
      ['2026-03-01', 4],
    ]);
    expect(await groups('{ at: MONTH }', own)).toEqual([['2026-03', 6]]);
    expect(await groups('{ actor: { name: true } }', `{ and: [${own}, { verb: { eq: "UPDATE" } }] }`)).toEqual([
      ['测试ADMINISTRATOR', 1],
      ['测试SALES', 1],
    ]);
    const ofCustomer = `{ and: [${own}, { entity: { eq: "Customer" } }] }`;
    const fields = await groups('{ entity: true }, { changes: { field: true } }', ofCustomer);
    expect(fields.slice(0, 3)).toEqual(
      expect.arrayContaining([
        ['Customer website', 3],
        ['Customer businessScope', 3],
        ['Customer name', 2],
      ]),
    );
    expect(
      await groups('{ changes: { field: true } }', ofCustomer, 'orderBy: [{ key: { changes: { field: {} } } }]'),
    ).toEqual(fields.map(([keys, count]) => [keys.slice('Customer '.length), count]).sort());
    expect(Object.fromEntries(await groups('{ verb: true }, { at: DAY }', own))).toMatchObject({
      'CREATE 2026-03-01': 4,
    });
  });

  test('a group of a field leads to its changes', async () => {
    const { data } = await app.ask(
      `{ changeGroups(by: [{ changes: { field: true } }], first: 1000) { nodes { key { changes { field } } count drillDown } truncated } }`,
    );
    expect(data.changeGroups.truncated).toBe(false);
    expect(data.changeGroups.nodes.length).toBeGreaterThan(10);
    for (const { key, count, drillDown } of data.changeGroups.nodes) {
      const back = await app.ask(
        'query ($f: ChangeFilter) { changes(filter: $f) { totalCount nodes { changes { field } } } }',
        {
          f: drillDown,
        },
      );
      expect([key.changes?.field, back.data.changes.totalCount]).toEqual([key.changes?.field, count]);
      for (const { changes } of back.data.changes.nodes as { changes: { field: string }[] | null }[])
        expect((changes ?? []).map(({ field }) => field)).toEqual(
          key.changes?.field ? expect.arrayContaining([key.changes.field]) : [],
        );
    }
  });

  test('only what the caller may see is counted', async () => {
    const entities = '{ changeGroups(by: [{ entity: true }]) { nodes { keys count } } }';
    const scopes = new Set([...app.actors.MANAGER.scopes].filter((scope) => scope !== 'contract:read'));
    const seen = await as({}, entities, { scopes });
    expect(seen.data.changeGroups.nodes.map(({ keys }: { keys: string[] }) => keys[0]).sort()).toEqual([
      'Contact',
      'Customer',
    ]);
    const { ranges } = app.actors.SALES.reach;
    const reach = { ...app.actors.SALES.reach, ranges: { ...ranges, customer: ['OWN' as const] } };
    const own = await as({}, entities, { userId: app.actors.SALES.userId, reach });
    expect(own.data.changeGroups.nodes).toEqual([]);
    expect(code(await app.ask(entities, {}, null))).toBe('UNAUTHENTICATED');
  });

  test('values of closed fields are not found by asking for them', async () => {
    const counted = (has: string) =>
      `{ changeGroups(by: [{ verb: true }], filter: { changes: { has: ${has} } }) { nodes { count } } }`;
    const source = counted('{ after: "机密乙" }');
    expect((await as({}, source)).data.changeGroups.nodes).toEqual([{ count: 1 }]);
    expect((await as({ 'Customer.businessScope': 'HIDDEN' }, source)).codes).toEqual(['FIELD_NOT_READABLE']);
    const both = counted('{ field: "businessScope", after: "机密乙" }');
    expect((await as({ 'Customer.businessScope': 'HIDDEN' }, both)).codes).toEqual(['FIELD_NOT_READABLE']);
    const field = counted('{ field: "businessScope" }');
    expect((await as({ 'Customer.businessScope': 'HIDDEN' }, field)).codes).toEqual([]);
  });
});
