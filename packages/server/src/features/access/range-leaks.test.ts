import { rangedResources, type Range } from '@dossier/shared';
import { graphql } from 'graphql';
import { createContext, type Actor } from '../../platform/context/context';
import { createMany, updateMany } from '../../platform/db/write';
import { exposeId, groupsRoot } from '../../platform/query/model';
import { columnValue, streamColumns, streamRows } from '../../platform/query/stream';
import { openTestApp, type TestApp } from '../../test/test-app';

// Three customers with a whole file each: one of the caller, one of a colleague in the department below, one of a stranger.

let app: TestApp;
type File = Record<'Customer' | 'Contact' | 'Contract' | 'ContractItem' | 'Assessment', string>;
const files: Record<'mine' | 'below' | 'far', File> = { mine: {}, below: {}, far: {} } as never;
const people = { below: '', far: '' };
let departments: string[] = [];

beforeAll(async () => {
  app = await openTestApp();
  await app.write(async (tx) => {
    const make = async (entity: string, values: Record<string, unknown>) =>
      (await createMany(tx, tx.models.get(entity), [values]))[0]!;
    const top = await make('Department', { name: '总部', code: 'D1' });
    const under = await make('Department', { name: '分部', code: 'D2', parentId: top });
    departments = [top, under];
    people.below = await make('User', { userName: 'below', name: '下属', roles: ['SALES'], departmentId: under });
    people.far = await make('User', { userName: 'far', name: '外人', roles: ['SALES'] });
    await updateMany(tx, tx.models.get('User'), [{ id: app.actors.SALES.userId, patch: { departmentId: top } }]);
    const scorecardId = await make('Scorecard', { name: '卡', dimensions: [{}], gradeBands: [{}] });
    for (const [whose, ownerId] of [
      ['mine', app.actors.SALES.userId],
      ['below', people.below],
      ['far', people.far],
    ] as const) {
      const customerId = await make('Customer', { name: `独有${whose}有限公司`, ownerId, code: `KH-${whose}` });
      const Contact = await make('Contact', { customerId, name: `人${whose}`, mobile: '13800138000' });
      const Contract = await make('Contract', { customerId, name: `约${whose}`, number: `HT-${whose}` });
      files[whose] = {
        Customer: customerId,
        Contact,
        Contract,
        ContractItem: await make('ContractItem', {
          contractId: Contract,
          position: 1,
          product: `行${whose}`,
          quantity: '1',
          unitPrice: '1',
          unitPriceCurrency: 'CNY',
        }),
        Assessment: await make('Assessment', { customerId, scorecardId, assessedOn: '2026-01-02', grade: 'A' }),
      };
    }
  });
});
afterAll(() => app.close());

/** What is known of how many customers are in reach: decides how rows are found, so everything is asked both ways. */
let fewIn: Actor['fewIn'];
const within = (ranges: readonly Range[], contract: readonly Range[] = ranges): Actor => ({
  ...app.actors.SALES,
  fewIn,
  reach: {
    ranges: { customer: ranges, contact: ranges, contract, assessment: ranges },
    departmentIds: departments.slice(0, 1),
    treeDepartmentIds: departments,
    subordinateIds: [people.below],
  },
});
async function ask(actor: Actor, source: string) {
  const contextValue = createContext(app, { actor, requestId: 'ranges' });
  const { data, errors } = await graphql({ schema: app.schema, source, contextValue });
  return { data: data as any, codes: (errors ?? []).map((error) => error.extensions.code ?? error.message) };
}
const expose = (entity: keyof File, whose: keyof typeof files) =>
  exposeId(app.models.get(entity), files[whose][entity]);
const entities = ['Customer', 'Contact', 'Contract', 'ContractItem', 'Assessment'] as const;

const cases: [string, Range[], (keyof typeof files)[]][] = [
  ['own', ['OWN'], ['mine']],
  ['own and of subordinates', ['SUBORDINATES'], ['mine', 'below']],
  ['of the department', ['DEPARTMENT'], ['mine']],
  ['of the department and those below', ['DEPARTMENT_TREE'], ['mine', 'below']],
  ['two roles', ['OWN', 'DEPARTMENT_TREE'], ['mine', 'below']],
  ['all', ['ALL'], ['mine', 'below', 'far']],
  ['none', [], []],
];

const bothWays = [undefined, new Set(rangedResources)].flatMap((few) =>
  cases.map(([name, ranges, seen]) => [name, few ? 'few' : 'many', ranges, seen, few] as const),
);
describe.each(bothWays)('range %s, %s in reach', (_name, _few, ranges, seen, few) => {
  beforeAll(() => void (fewIn = few));
  afterAll(() => void (fewIn = undefined));
  const hidden = (['mine', 'below', 'far'] as const).filter((whose) => !seen.includes(whose));

  test('lists, counts, records and nodes of every kind', async () => {
    for (const entity of entities) {
      const model = app.models.get(entity);
      const one = entity[0]!.toLowerCase() + entity.slice(1);
      const { data } = await ask(
        within(ranges),
        `{ ${model.plural} { totalCount nodes { id } edges { node { id } } } }`,
      );
      const list = data[model.plural];
      const wanted = seen.map((whose) => expose(entity, whose)).sort();
      expect([entity, list.nodes.map((n: any) => n.id).sort()]).toEqual([entity, wanted]);
      expect(list.totalCount).toBe(wanted.length);
      for (const whose of hidden) {
        const id = expose(entity, whose);
        const alone = await ask(within(ranges), `{ ${one}(id: "${id}") { id } node(id: "${id}") { id } }`);
        expect([alone.codes, alone.data]).toEqual([[], { [one]: null, node: null }]);
      }
    }
  });

  test('conditions on relations do not look over the fence', async () => {
    for (const whose of hidden) {
      const text = `独有${whose}`;
      const probes = [
        `{ users(filter: { ownedCustomers: { some: { name: { startsWith: "${text}" } } } }) { totalCount } }`,
        `{ users(filter: { ownedCustomers: { count: { where: { name: { startsWith: "${text}" } }, gte: 1 } } }) { totalCount } }`,
        `{ contacts(filter: { customer: { name: { startsWith: "${text}" } } }) { totalCount } }`,
        `{ contracts(filter: { items: { some: { product: { eq: "行${whose}" } } } }) { totalCount } }`,
        `{ customers(filter: { contacts: { some: { name: { eq: "人${whose}" } } } }) { totalCount } }`,
        `{ changes(filter: { recordId: { eq: "${expose('Contract', whose)}" } }) { totalCount } }`,
        `{ changes(filter: { customer: { name: { startsWith: "${text}" } } }) { totalCount } }`,
        `{ users(filter: { ownedCustomers: { aggregate: { where: { name: { startsWith: "${text}" } }, count: { gte: 1 } } } }) { totalCount } }`,
        `{ users(filter: { ownedCustomers: { aggregate: { where: { name: { startsWith: "${text}" } }, countDistinct: { name: { gte: 1 } } } } }) { totalCount } }`,
        `{ customers(filter: { contracts: { aggregate: { where: { name: { eq: "约${whose}" } }, count: { gte: 1 } } } }) { totalCount } }`,
        `{ customers(search: "${text}") { totalCount } }`,
        `{ contracts(search: "HT-${whose}") { totalCount } }`,
      ];
      for (const probe of probes) {
        const { data, codes } = await ask(within(ranges), probe);
        expect([probe, codes, Object.values<any>(data ?? {})[0]?.totalCount]).toEqual([probe, [], 0]);
      }
      for (const groups of [
        `customerGroups(by: [{ name: true }], search: "${text}")`,
        `contactGroups(by: [{ customer: { name: true } }], filter: { customer: { name: { startsWith: "${text}" } } })`,
        `contractItemGroups(by: [{ contract: { customer: { name: true } } }], filter: { product: { eq: "行${whose}" } })`,
      ]) {
        const { data, codes } = await ask(
          within(ranges),
          `{ found: ${groups} { nodes { keys } totalGroups total { count } } }`,
        );
        expect([groups, codes, data.found]).toEqual([groups, [], { nodes: [], totalGroups: 0, total: { count: 0 } }]);
      }
      const everywhere = await ask(within(ranges), `{ searchAll(text: "${text}") { hits { title } } }`);
      expect(everywhere.data.searchAll.flatMap((group: any) => group.hits)).toEqual([]);
    }
  });

  test('aggregates and groups are made of the rows in range, at the root, nested and in conditions', async () => {
    const names = { Customer: '名', Contact: '人', Contract: '约', ContractItem: '行', Assessment: '评' };
    for (const entity of entities) {
      const model = app.models.get(entity);
      const groups = groupsRoot(model)!;
      const { data, codes } = await ask(
        within(ranges),
        `{ ${model.plural} { aggregate { count countDistinct { createdById } } }
           ${groups}(by: [{ id: true }]) { totalGroups total { count } nodes { count key { id } } subtotals { count } } }`,
      );
      expect([names[entity], codes]).toEqual([names[entity], []]);
      expect(data[model.plural].aggregate.count).toBe(seen.length);
      expect(data[groups].nodes.map((n: any) => n.key.id)).toEqual(seen.map((whose) => expose(entity, whose)).sort());
      expect([data[groups].totalGroups, data[groups].total.count]).toEqual([seen.length, seen.length]);
    }
    const { data } = await ask(
      within(ranges),
      `{ customers { nodes { contracts { aggregate { count } } } } contractGroups(by: [{ customer: { name: true } }]) { nodes { keys } }
         users { nodes { ownedCustomers { aggregate { count countDistinct { name } } } } } }`,
    );
    expect(data.customers.nodes.map((n: any) => n.contracts.aggregate.count)).toEqual(seen.map(() => 1));
    expect(data.contractGroups.nodes.map((n: any) => n.keys[0]).sort()).toEqual(
      seen.map((whose) => `独有${whose}有限公司`).sort(),
    );
    const owned = data.users.nodes.map((n: any) => n.ownedCustomers.aggregate.count);
    expect(owned.reduce((a: number, b: number) => a + b, 0)).toBe(seen.length);
  });

  test('exports and the home page tell of no more', async () => {
    const ctx = createContext(app, { actor: within(ranges), requestId: 'ranges' });
    const model = app.models.get('Contract');
    const columns = streamColumns(model, ['name', 'customer.name']);
    const rows: string[] = [];
    for await (const row of streamRows(ctx, model, columns, {}))
      rows.push(columns.map((c) => columnValue(row, c)).join());
    expect(rows.sort()).toEqual(seen.map((whose) => `约${whose},独有${whose}有限公司`).sort());
    const { data } = await ask(within(ranges), '{ homeBoard { customers contacts } }');
    expect(data.homeBoard).toEqual({ customers: seen.length, contacts: seen.length });
  });

  test('what is out of range cannot be changed, joined or referred to', async () => {
    const version = 1;
    for (const whose of hidden) {
      const id = expose('Customer', whose);
      const outcome = async (mutation: string) => {
        const { data, codes } = await ask(within(ranges), `mutation { ${mutation} { userErrors { code } } }`);
        return [codes, Object.values<any>(data)[0].userErrors.map((error: any) => error.code)];
      };
      expect(
        await outcome(
          `updateCustomer(id: "${id}", expectedVersion: ${version}, patch: { website: "https://e.example.com" })`,
        ),
      ).toEqual([[], ['NOT_FOUND']]);
      expect(await outcome(`removeCustomer(id: "${id}", expectedVersion: ${version})`)).toEqual([[], ['NOT_FOUND']]);
      expect(await outcome(`restoreCustomer(id: "${id}")`)).toEqual([[], ['NOT_FOUND']]);
      expect(await outcome(`createContact(input: { customerId: "${id}", name: "混入" })`)).toEqual([
        [],
        ['INVALID_REFERENCE'],
      ]);
      expect(
        await outcome(`updateContract(id: "${expose('Contract', whose)}", expectedVersion: 1, patch: { name: "改" })`),
      ).toEqual([[], ['NOT_FOUND']]);
    }
  });
});

test.each([undefined, new Set(['contract'] as const)])(
  'contracts may have a narrower range than their customers, in lists and in the trail alike (few: %p)',
  async (few) => {
    const actor = { ...within(['ALL'], ['OWN']), ...(few && { fewIn: few }) };
    const { data } = await ask(
      actor,
      '{ customers { totalCount nodes { contracts { totalCount } } } contracts { nodes { id } } contractItems { totalCount } changes(filter: { entity: { eq: "Contract" } }) { nodes { recordId } } }',
    );
    expect(data.customers.totalCount).toBe(3);
    expect(data.customers.nodes.map((n: any) => n.contracts.totalCount).sort()).toEqual([0, 0, 1]);
    expect(data.contracts.nodes).toEqual([{ id: expose('Contract', 'mine') }]);
    expect(data.contractItems.totalCount).toBe(1);
    expect(new Set(data.changes.nodes.map((n: any) => n.recordId))).toEqual(new Set([expose('Contract', 'mine')]));
  },
);

test('a reference to a record out of range is none, whatever is asked of it', async () => {
  await app.write(async (tx) => {
    const signed = (['mine', 'far'] as const).map((whose) => ({
      id: files[whose].Contract,
      patch: { theirSignatoryId: files[whose].Contact },
    }));
    await updateMany(tx, tx.models.get('Contract'), signed);
  });
  const all = within(['ALL']);
  const actor = { ...all, reach: { ...all.reach, ranges: { ...all.reach.ranges, contact: ['OWN'] as const } } };
  const found = async (who: Actor, filter: string) => {
    const { data, codes } = await ask(
      who,
      `{ contracts(filter: { theirSignatory: ${filter} }, orderBy: [{ name: {} }]) { nodes { name theirSignatory { name } } totalCount } }`,
    );
    expect(codes).toEqual([]);
    expect(data.contracts.totalCount).toBe(data.contracts.nodes.length);
    return data.contracts.nodes.map((n: any) => `${n.name} ${n.theirSignatory?.name ?? '-'}`);
  };
  const [mine, far] = [expose('Contact', 'mine'), expose('Contact', 'far')];
  for (const [filter, shown, toAll] of [
    [`{ id: { eq: "${far}" } }`, [], ['约far 人far']],
    [`{ id: { in: ["${mine}", "${far}"] } }`, ['约mine 人mine'], ['约far 人far', '约mine 人mine']],
    ['{ isNull: false }', ['约mine 人mine'], ['约far 人far', '约mine 人mine']],
    ['{ isNull: true }', ['约below -', '约far -'], ['约below -']],
    [`{ id: { ne: "${far}" } }`, ['约below -', '约far -', '约mine 人mine'], ['约below -', '约mine 人mine']],
    [`{ id: { notIn: ["${mine}"] } }`, ['约below -', '约far -'], ['约below -', '约far 人far']],
    [`{ id: { eq: "${mine}" }, name: { eq: "人mine" } }`, ['约mine 人mine'], ['约mine 人mine']],
  ] as const) {
    expect(await found(actor, filter)).toEqual(shown);
    expect(await found(all, filter)).toEqual(toAll);
  }
});

describe('collaborators', () => {
  const file = '{ customers { nodes { name } } contacts { totalCount } }';
  const set = (access: string, until: string | null) =>
    app.write(async (tx) => {
      await tx.connection.execute('DELETE FROM collaborator');
      await createMany(tx, tx.models.get('Collaborator'), [
        { customerId: files.far.Customer, userId: app.actors.SALES.userId, access, until },
      ]);
    });
  const change = async () => {
    const id = expose('Customer', 'far');
    const { data: now } = await ask(app.actors.ADMINISTRATOR, `{ customer(id: "${id}") { version } }`);
    const { data } = await ask(
      within(['OWN']),
      `mutation { updateCustomer(id: "${id}", expectedVersion: ${now.customer.version}, patch: { website: "https://${now.customer.version}.example.com" }) { userErrors { code } } createContact(input: { customerId: "${id}", name: "新人" }) { userErrors { code } } }`,
    );
    return [data.updateCustomer, data.createContact].map((payload: any) => payload.userErrors.map((e: any) => e.code));
  };

  test('to read: the whole file is seen and nothing of it changed', async () => {
    await set('READ', null);
    expect((await ask(within(['OWN']), file)).data.customers.nodes).toHaveLength(2);
    expect(await change()).toEqual([['RECORD_NOT_EDITABLE'], ['RECORD_NOT_EDITABLE']]);
  });
  test('to edit, until the day is over', async () => {
    await set('EDIT', app.clock.today());
    expect(await change()).toEqual([[], []]);
    await set('EDIT', '2020-01-01');
    expect(await change()).toEqual([['NOT_FOUND'], ['INVALID_REFERENCE']]);
  });
});

test('a duplicate out of range is told by its owner, not by its name', async () => {
  const actor = within(['OWN']);
  const hints = await ask(
    actor,
    '{ customerDuplicates(name: "独有far有限公司") { id name unifiedSocialCreditCode ownerName level } }',
  );
  expect(hints.data.customerDuplicates).toEqual([
    { id: null, name: '独********', unifiedSocialCreditCode: null, ownerName: '外人', level: 'SAME_NAME' },
  ]);
  const refused = await ask(
    actor,
    'mutation { createCustomer(input: { name: "独有far有限公司" }) { userErrors { code message ... on DuplicateError { candidates { id name ownerName } } } } }',
  );
  const [error] = refused.data.createCustomer.userErrors;
  expect(error.candidates).toEqual([{ id: null, name: '独********', ownerName: '外人' }]);
  expect(error.message).not.toContain('独有far');
});

test('callers who see different rows do not share the figures of the home page', async () => {
  const board = async (actor: Actor) => (await ask(actor, '{ homeBoard { customers } }')).data.homeBoard.customers;
  const all = await board(within(['ALL']));
  expect(await board(within(['OWN']))).toBe(1);
  expect(await board(within(['ALL']))).toBe(all);
});
