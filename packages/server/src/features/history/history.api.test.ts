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
  const groups = async (by: string, filter = '{}', role: 'MANAGER' | 'SECURITY' = 'MANAGER') =>
    (
      await app.ask(
        `{ changeGroups(by: [${by}], filter: ${filter}) { field person { name } day month entity verb count } }`,
        {},
        role,
      )
    ).data.changeGroups as Record<string, unknown>[];

  test('by field, person, day, type and verb', async () => {
    const own = `{ customer: { id: { eq: "${id}" } } }`;
    expect((await groups('ENTITY', own)).map(({ entity, count }) => [entity, count])).toEqual([
      ['Customer', 3],
      ['Contact', 1],
      ['Contract', 1],
      ['ContractItem', 1],
    ]);
    expect((await groups('DAY', own)).map(({ day, count }) => [day, count])).toEqual([
      ['2026-03-05', 1],
      ['2026-03-03', 1],
      ['2026-03-01', 4],
    ]);
    expect((await groups('MONTH', own)).map(({ month, day, count }) => [month, day, count])).toEqual([
      ['2026-03', null, 6],
    ]);
    expect(await groups('PERSON', `{ and: [${own}, { verb: { eq: "UPDATE" } }] }`)).toEqual([
      {
        field: null,
        person: { name: '测试ADMINISTRATOR' },
        day: null,
        month: null,
        entity: null,
        verb: null,
        count: 1,
      },
      { field: null, person: { name: '测试SALES' }, day: null, month: null, entity: null, verb: null, count: 1 },
    ]);
    const fields = await groups('ENTITY, FIELD', `{ and: [${own}, { entity: { eq: "Customer" } }] }`);
    expect(fields.slice(0, 3).map(({ field, count }) => [field, count])).toEqual(
      expect.arrayContaining([
        ['website', 3],
        ['businessScope', 3],
        ['name', 2],
      ]),
    );
    expect(
      (await groups('VERB, DAY', own)).find(({ verb, day }) => verb === 'CREATE' && day === '2026-03-01')?.count,
    ).toBe(4);
  });

  test('only what the caller may see is counted', async () => {
    const scopes = new Set([...app.actors.MANAGER.scopes].filter((scope) => scope !== 'contract:read'));
    const seen = await as({}, '{ changeGroups(by: [ENTITY]) { entity count } }', { scopes });
    expect(seen.data.changeGroups.map(({ entity }: { entity: string }) => entity).sort()).toEqual([
      'Contact',
      'Customer',
    ]);
    const { ranges } = app.actors.SALES.reach;
    const reach = { ...app.actors.SALES.reach, ranges: { ...ranges, customer: ['OWN' as const] } };
    const own = await as({}, '{ changeGroups(by: [ENTITY]) { entity count } }', {
      userId: app.actors.SALES.userId,
      reach,
    });
    expect(own.data.changeGroups).toEqual([]);
    expect(code(await app.ask('{ changeGroups(by: []) { count } }'))).toBe('GROUP_BY_EMPTY');
    expect(code(await app.ask('{ changeGroups(by: [DAY]) { count } }', {}, null))).toBe('UNAUTHENTICATED');
  });

  test('values of closed fields are not found by asking for them', async () => {
    const source = '{ changeGroups(by: [VERB], filter: { changes: { has: { after: "机密乙" } } }) { count } }';
    expect((await as({}, source)).data.changeGroups).toEqual([{ count: 1 }]);
    expect((await as({ 'Customer.businessScope': 'HIDDEN' }, source)).codes).toEqual(['FIELD_NOT_READABLE']);
    const field = '{ changeGroups(by: [VERB], filter: { changes: { has: { field: "businessScope" } } }) { count } }';
    expect((await as({ 'Customer.businessScope': 'HIDDEN' }, field)).codes).toEqual([]);
  });
});
