import { maskSecret } from '@dossier/shared';
import { execute, graphql, parse } from 'graphql';
import { randomArchive, type Known, type World, type WorldEntity } from '../../test/random-archive';
import { seed } from '../../test/seed';
import { createContext } from '../context/context';
import { exposeId, type EntityModel } from './model';

jest.setTimeout(30_000);
let world: World;
beforeAll(async () => {
  world = await randomArchive(seed);
});
afterAll(() => world.app.close());

const model = (name: WorldEntity): EntityModel => world.app.models.get(name);
const live = (name: WorldEntity): Known[] => world.records.get(name)!.filter((row) => row.deletedAt === null);
const idOf = (name: WorldEntity, row: Known): string => exposeId(model(name), row.id);
async function ask(source: string, variables?: Record<string, unknown>): Promise<Record<string, any>> {
  const { data, errors } = await world.app.ask(source, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
const codeOf = async (source: string, variables?: Record<string, unknown>) =>
  (await world.app.ask(source, variables)).errors?.[0]?.extensions.code;

describe(`reading, DOSSIER_TEST_SEED=${seed}`, () => {
  test.each<WorldEntity>(['User', 'Customer', 'Contact', 'Contract', 'ContractItem', 'Assessment'])(
    '%s: every scalar comes back as it was written',
    async (name) => {
      const fields = [...model(name).fields.values()].filter(
        ({ field, computed }) => !computed && field.kind !== 'objects',
      );
      const text = fields
        .map((field) => (field.field.kind === 'money' ? `${field.name} { amount currency }` : field.name))
        .join(' ');
      const { list } = await ask(`{ list: ${model(name).plural}(first: 200) { nodes { ${text} } } }`);
      const found = new Map((list.nodes as { id: string }[]).map((node) => [node.id, node]));
      for (const row of live(name)) {
        const expected = Object.fromEntries(
          fields.map(({ name: key, field }) => {
            if (key === 'id') return [key, idOf(name, row)];
            const value = row[key] ?? null;
            return [key, field.kind === 'secret' && value ? maskSecret(field.format, String(value)) : value];
          }),
        );
        expect({ ...found.get(idOf(name, row)) }).toEqual(expected);
      }
    },
  );

  test('no alias meets what the reader keeps beside a row', async () => {
    const row = live('Contract')[0]!;
    const owner = world.records.get('User')!.find((user) => user.id === row.ownerId)?.name ?? null;
    const aliases = [
      'id',
      'o0',
      'o1',
      'cursor',
      'parent',
      'n',
      'beyond',
      'type',
      'owner_id',
      'customer_id',
      'amount',
      'owner',
    ];
    const asked = `${aliases.map((alias) => `${alias}: owner { name }`).join(' ')} customer { id } theirs: customer { contacts(first: 1) { nodes { id } } }`;
    const document = `query ($id: ID!) { contract(id: $id) { ${asked} } list: contracts(first: 200, filter: {id: {eq: $id}}) { edges { cursor node { real: number ${asked} } } } many: customers(first: 50) { nodes { contracts(first: 2) { edges { cursor node { ${asked} } } } } } }`;
    const { contract, list } = await ask(document, { id: idOf('Contract', row) });
    for (const alias of aliases) expect(contract[alias]).toEqual(owner === null ? null : { name: owner });
    expect(list.edges[0].node).toMatchObject(JSON.parse(JSON.stringify(contract)) as object);
    expect(typeof list.edges[0].cursor).toBe('string');
  });

  test('a cursor from below many parents is good even when rows have relations of their own', async () => {
    const list =
      'contracts(first: 1, orderBy: [{name: {}}]) { edges { cursor node { id owner { name } o0: customer { id } } } pageInfo { endCursor } }';
    const { customers } = await ask(`{ customers { nodes { id ${list} } } }`);
    const parent = (customers.nodes as { id: string; contracts: { pageInfo: { endCursor: string | null } } }[]).find(
      (node) => node.contracts.pageInfo.endCursor,
    )!;
    expect(
      await codeOf(
        `{ customer(id: "${parent.id}") { ${list.replace('first: 1', `first: 1, after: "${parent.contracts.pageInfo.endCursor}"`)} } }`,
      ),
    ).toBeUndefined();
  });

  test('one parsed document reads nodes of any type', async () => {
    const document = parse(
      'query ($id: ID!) { node(id: $id) { __typename id ... on Customer { name contacts(first: 1) { totalCount } } ... on Contract { number customer { id } } } }',
    );
    for (const name of ['Customer', 'Contract', 'Contact', 'Customer'] as const) {
      const row = live(name)[0]!;
      const answer = (await execute({
        schema: world.app.schema,
        document,
        variableValues: { id: idOf(name, row) },
        contextValue: world.app.ctx(),
      })) as { data: { node: Record<string, unknown> } };
      expect(answer.data.node).toMatchObject({ __typename: name, id: idOf(name, row) });
      expect('name' in answer.data.node).toBe(name === 'Customer');
    }
  });

  test('fragments, directives and repeated fields are one selection', async () => {
    const { customers } = await ask(`query ($yes: Boolean = true) {
      customers(first: 3) { ...Page nodes { code ... on Customer @include(if: $yes) { contacts(first: 2) { nodes { id } } } } edges { node { contacts(first: 2) { nodes { name } totalCount } } } } }
      fragment Page on CustomerConnection { nodes { id ...Named } edges { node { id } } }
      fragment Named on Node { ... on Customer { name contacts(first: 2) { nodes { mobile } } } }`);
    const [node] = customers.nodes;
    expect(Object.keys(node).sort()).toEqual(['code', 'contacts', 'id', 'name']);
    expect(customers.edges[0].node.contacts).toHaveProperty('totalCount');
    expect(
      await codeOf(
        '{ customers { nodes { contacts(first: 1) { totalCount } } edges { node { contacts(first: 2) { totalCount } } } } }',
      ),
    ).toBe('FILTER_INVALID');
  });

  test('an id of another type, a malformed one and a deleted one answer alike', async () => {
    const gone = world.records.get('Customer')!.find((row) => row.deletedAt !== null)!;
    for (const id of [
      idOf('Contact', live('Contact')[0]!),
      'cus_',
      '',
      'cus_x',
      live('Customer')[0]!.id,
      idOf('Customer', gone),
    ])
      expect(await ask('query ($id: ID!) { customer(id: $id) { name } }', { id })).toEqual({ customer: null });
  });
});

test('operands of keywords take the form in which keywords are stored', async () => {
  await ask(
    'mutation { createCustomer(input: {name: "关键字", code: "ab-1", email: "Li@Example.com"}) { userErrors { code } } }',
  );
  const count = async (filter: object): Promise<number> =>
    (
      await ask('query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }', {
        f: { name: { eq: ' 关键字 ' }, ...filter },
      })
    ).customers.totalCount;
  for (const operator of ['eq', 'contains', 'startsWith', 'endsWith'])
    for (const code of ['AB-1', 'ab-1', ' ａｂ－１ '])
      expect([operator, code, await count({ code: { [operator]: code } })]).toEqual([operator, code, 1]);
  expect(await count({ email: { endsWith: '＠EXAMPLE.com ' } })).toBe(1);
  expect(await count({ email: { in: ['LI@example.COM'] } })).toBe(1);
  expect(await count({ code: { contains: 'b_1' } })).toBe(0);
});

describe('questions that cannot be answered', () => {
  const filtered = 'query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }';
  test.each([
    { name: null },
    { name: { eq: null } },
    { name: { contains: null } },
    { name: { startsWith: null } },
    { name: { eqIgnoreCase: null } },
    { tags: { has: null } },
    { establishedOn: { relative: null } },
    { headcount: { gte: null } },
    { registeredCapital: { isNull: null } },
    { registeredCapital: { gt: '1', currency: null } },
    { registeredCapital: { between: null } },
    { owner: null },
    { owner: { isNull: null } },
    { owner: { id: null } },
    { owner: { id: { eq: null } } },
    { and: null },
    { or: null },
    { not: null },
    { contacts: null },
    { contacts: { some: null } },
    { contacts: { count: null } },
    { contacts: { count: { gt: null } } },
    { registeredCapital: { eq: '0.001' } },
    // what nobody knows would silently match nothing
    { registeredCapital: { gt: '1', currency: 'RMB' } },
    { contracts: { aggregate: { sum: { amount: { gt: '1', currency: 'usd' } } } } },
    { establishedOn: { part: { of: 'HOUR_OF_DAY', is: 9 } } },
    { region: { eq: '江苏' } },
    { industry: { in: ['C', '制造业'] } },
    { headcount: { between: { from: 10, to: 9 } } },
    { registeredCapital: { between: { from: '1000.00', to: '999.99' } } },
    { establishedOn: { between: { from: '2026-02-01', to: '2026-01-31' } } },
    { createdAt: { between: { from: '2026-01-01T00:00:00Z', to: '2026-01-01T07:59:59+08:00' } } },
    { contacts: { count: { between: { from: 2, to: 1 } } } },
    { contracts: { aggregate: { avg: { amount: { between: { from: '10', to: '9' } } } } } },
    { marketShare: { eq: '0.00000001' } },
    { name: { contains: 'x'.repeat(2001) } },
  ])('%j is refused as FILTER_INVALID', async (f) => expect(await codeOf(filtered, { f })).toBe('FILTER_INVALID'));

  test.each([
    [{ region: { eq: '江苏省' } }, 'region 按代码查找，江苏省 的代码是 320000'],
    [{ registrationType: { ne: '不详' } }, 'registrationType 按代码查找，请写成 112 这样的代码'],
    [{ headcount: { between: { from: 10, to: 9 } } }, 'headcount 的范围从 10 到 9，起点在终点之后，请对调'],
  ])('%j: the refusal tells the cure', async (f, cure) => {
    const { errors } = await world.app.ask(filtered, { f });
    expect(errors?.[0]?.extensions?.['params']).toMatchObject({ detail: { zh: cure } });
  });
  test('what a code set does not list may be stored, and is asked for', async () => {
    expect(await codeOf(filtered, { f: { region: { eq: '999999' } } })).toBeUndefined();
    expect(await codeOf(filtered, { f: { region: { startsWith: '32' }, industry: { eq: 'c39' } } })).toBeUndefined();
    expect(await codeOf(filtered, { f: { headcount: { between: { from: 9, to: 9 } } } })).toBeUndefined();
  });

  test('filters have limits', async () => {
    const deep = (levels: number): object => (levels === 0 ? {} : { not: deep(levels - 1) });
    expect(await codeOf(filtered, { f: deep(12) })).toBeUndefined();
    expect(await codeOf(filtered, { f: deep(13) })).toBe('FILTER_TOO_COMPLEX');
    expect(await codeOf(filtered, { f: { or: Array.from({ length: 101 }, () => ({})) } })).toBe('FILTER_TOO_COMPLEX');
    expect(
      await codeOf(filtered, { f: { or: Array.from({ length: 49 }, () => ({ name: { eq: 'x' } })) } }),
    ).toBeUndefined();
    expect(await codeOf(filtered, { f: { name: { in: Array.from({ length: 500 }, String) } } })).toBeUndefined();
    expect(await codeOf(filtered, { f: { name: { in: Array.from({ length: 501 }, String) } } })).toBe(
      'FILTER_LIST_TOO_LONG',
    );
  });

  test.each([
    [[{ name: null }]],
    [[{ owner: null }]],
    [[{ owner: { name: null } }]],
    [[{}]],
    [[{ name: {}, code: {} }]],
    [[{ owner: {} }]],
    [Array.from({ length: 7 }, () => ({ name: {} }))],
  ])('the order %j is refused as ORDER_INVALID', async (o) =>
    expect(await codeOf('query ($o: [CustomerOrder!]) { customers(orderBy: $o) { nodes { id } } }', { o })).toBe(
      'ORDER_INVALID',
    ),
  );
});

describe('rights are part of every path', () => {
  const codeAs = async (missing: string | null, source: string): Promise<unknown> => {
    const admin = world.app.actors.ADMINISTRATOR;
    const actor =
      missing === null ? null : { ...admin, scopes: new Set([...admin.scopes].filter((scope) => scope !== missing)) };
    const answer = await graphql({
      schema: world.app.schema,
      source,
      contextValue: createContext(world.app, { actor, requestId: 'rights' }),
    });
    return answer.errors?.[0]?.extensions.code;
  };
  test.each([
    '{ contacts { nodes { id } } }',
    '{ contacts { totalCount } }',
    '{ contact(id: "con_x") { id } }',
    '{ customers { nodes { contacts { totalCount } } } }',
    '{ customers { nodes { primaryContact { id } } } }',
    '{ customers(filter: {contacts: {some: {}}}) { totalCount } }',
    '{ customers(filter: {contacts: {none: {}}}) { totalCount } }',
    '{ customers(filter: {not: {contacts: {count: {eq: 0}}}}) { totalCount } }',
    '{ contracts(filter: {theirSignatory: {id: {eq: "con_x"}}}) { totalCount } }',
    '{ contracts(filter: {theirSignatory: {name: {eq: "x"}}}) { totalCount } }',
    '{ contracts(filter: {theirSignatory: {isNull: true}}) { totalCount } }',
    '{ contracts(orderBy: [{theirSignatory: {name: {}}}]) { nodes { id } } }',
    '{ contracts { nodes { theirSignatory { id } } } }',
    '{ contacts(search: "x") { nodes { id } } }',
    // even where no row would lead there
    '{ customers(filter: {code: {eq: "none"}}) { nodes { contacts { totalCount } } } }',
    '{ customers(filter: {code: {eq: "none"}}) { nodes { contracts { nodes { theirSignatory { id } } } } } }',
    '{ contracts(filter: {theirSignatory: {isNull: true}}) { nodes { theirSignatory { name } } } }',
  ])('%s', async (source) => {
    expect(await codeAs('contact:read', source)).toBe('FORBIDDEN');
    expect(await codeAs(null, source)).toBe('UNAUTHENTICATED');
    expect(await codeAs('none', source)).toBeUndefined();
  });
});
