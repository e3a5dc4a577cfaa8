import type { Field, FieldRight } from '@dossier/shared';
import { graphql } from 'graphql';
import { createContext, type Actor } from '../../platform/context/context';
import { functionsOf } from '../../platform/query/aggregate/fits';
import { keyKind, keyLevels } from '../../platform/query/aggregate/keys/groupable';
import { exposeId, groupsRoot, type EntityModel, type FieldModel } from '../../platform/query/model';
import { relationName } from '../../platform/query/models';
import { columnValue, streamColumns, streamRows } from '../../platform/query/stream';
import { canary, entities, open, openPlanted, plantedValue, selection } from '../../test/planted';
import type { TestApp } from '../../test/test-app';

// Every field of every record × hidden and masked × every way to it. The list of fields comes from the dictionary: a new field is
// tested from the day it is declared.

let app: TestApp;
let ids: Record<string, string>;
beforeAll(async () => ({ app, ids } = await openPlanted()));
afterAll(() => app.close());

const actorWith = (rights: Record<string, FieldRight>): Actor => ({
  ...app.actors.MANAGER,
  fieldRights: new Map(Object.entries(rights)),
});
async function ask(actor: Actor, source: string) {
  const result = await graphql({
    schema: app.schema,
    source,
    contextValue: createContext(app, { actor, requestId: 'leaks' }),
  });
  return {
    data: result.data as any,
    codes: (result.errors ?? []).map((error) => error.extensions.code ?? error.message),
  };
}

/** Every door through which a record of an entity is read, around its selection. */
function doors(model: EntityModel, inner: string): [string, string, (data: any) => any][] {
  const one = model.name[0]!.toLowerCase() + model.name.slice(1);
  const id = exposeId(model, ids[model.name]!);
  const found: [string, string, (data: any) => any][] = [
    ['list', `{ ${model.plural} { nodes { ${inner} } } }`, (d) => d[model.plural].nodes[0]],
    ['edges', `{ ${model.plural} { edges { node { ${inner} } } } }`, (d) => d[model.plural].edges[0].node],
    ['record', `{ ${one}(id: "${id}") { ${inner} } }`, (d) => d[one]],
    ['node', `{ node(id: "${id}") { ... on ${model.name} { ${inner} } } }`, (d) => d.node],
  ];
  if (model.name === 'Contact')
    found.push(
      [
        'nested',
        `{ customers { nodes { contacts { nodes { ${inner} } } } } }`,
        (d) => d.customers.nodes[0].contacts.nodes[0],
      ],
      [
        'one child',
        `{ customers { nodes { primaryContact { ${inner} } } } }`,
        (d) => d.customers.nodes[0].primaryContact,
      ],
      [
        'reference',
        `{ contracts { nodes { theirSignatory { ${inner} } } } }`,
        (d) => d.contracts.nodes[0].theirSignatory,
      ],
    );
  if (model.name === 'Customer')
    found.push(['parent', `{ contacts { nodes { customer { ${inner} } } } }`, (d) => d.contacts.nodes[0].customer]);
  return found;
}

/** Every way to ask something of many values of a field, at the root, in nested lists, through a parent and from a parent. */
function aggregateDoors(model: EntityModel, field: FieldModel): string[] {
  const { name } = field;
  const groups = groupsRoot(model)!;
  const readable = model.fields.has('createdAt') ? 'createdAt: YEAR' : '';
  const isMoney = field.field.kind === 'money';
  const parent = model.childOf && model.relations.get(relationName(model.childOf))!.target;
  const many = parent && [...parent.relations.values()].find(({ target, kind }) => kind === 'many' && target === model);
  const doors = functionsOf(field).flatMap((fn) => {
    const inner = `${fn} { ${name}${isMoney && fn !== 'countDistinct' ? ' { amount }' : ''} }`;
    const condition = `{ ${fn}: { ${name}: { isNull: false } } }`;
    const order = `{ ${fn}: { ${name}: { direction: DESC } } }`;
    return [
      `{ ${model.plural} { aggregate { ${inner} } } }`,
      `{ ${groups}(by: [{ ${readable} }]) { nodes { aggregate { ${inner} } } } }`,
      `{ ${groups}(by: [{ ${readable} }]) { total { ${inner} } } }`,
      `{ ${groups}(by: [{ ${readable} }, { id: true }]) { subtotals { aggregate { ${inner} } } } }`,
      ...(fn === 'sum'
        ? [`{ ${groups}(by: [{ ${readable} }]) { nodes { share { ${inner.replace('{ amount }', '{ share }')} } } } }`]
        : []),
      `{ ${groups}(by: [{ ${readable} }], having: ${condition}) { nodes { count } } }`,
      `{ ${groups}(by: [{ ${readable} }], having: ${condition}) { totalGroups } }`,
      `{ ${groups}(by: [{ ${readable} }], orderBy: [${order}]) { nodes { count } } }`,
      ...(parent && many
        ? [
            `{ ${parent.plural} { nodes { ${many.name} { aggregate { ${inner} } } } } }`,
            `{ ${parent.plural}(filter: { ${many.name}: { aggregate: ${condition} } }) { totalCount } }`,
            `{ ${parent.plural}(orderBy: [{ ${many.name}: { aggregate: ${order} } }]) { nodes { id } } }`,
            `{ ${groupsRoot(parent)!}(by: [{ createdAt: YEAR }], filter: { ${many.name}: { aggregate: ${condition} } }) { nodes { count } } }`,
          ]
        : []),
    ];
  });
  const kind = keyKind(field);
  if (!kind) return doors;
  const level = keyLevels(field)[0];
  const wishes: Record<string, string> = { NUMBER: '{}', MONEY: '{}', ENTRY: `{ ${level}: true }` };
  const wish = wishes[kind] ?? level ?? 'true';
  const child = model.name === 'Customer' ? 'contractGroups' : null;
  return [
    ...doors,
    `{ ${groups}(by: [{ ${name}: ${wish} }]) { nodes { keys count } } }`,
    `{ ${groups}(by: [{ ${readable} }, { ${name}: ${wish} }]) { totalGroups } }`,
    ...(child ? [`{ ${child}(by: [{ customer: { ${name}: ${wish} } }]) { nodes { keys count } } }`] : []),
  ];
}

const models = (): EntityModel[] => entities.map((entity) => app.models.get(entity));
const isTextual = ({ field }: FieldModel): boolean => field.kind === 'text' || field.kind === 'keyword';

describe.each(['HIDDEN', 'MASKED'] as const)('%s', (right) => {
  test('no door shows the value', async () => {
    let checked = 0;
    for (const model of models())
      for (const field of model.fields.values()) {
        if (open.has(field.name)) continue;
        const actor = actorWith({ [`${model.name}.${field.name}`]: right });
        for (const [door, source, pick] of doors(model, selection(field))) {
          const { data, codes } = await ask(actor, source);
          const where = `${model.name}.${field.name} by ${door}`;
          expect([where, codes]).toEqual([where, []]);
          const value: unknown = pick(data)[field.name];
          const planted = plantedValue(model.name, field.name, field.field as Field);
          if (right === 'HIDDEN' && field.name !== 'name') expect([where, value]).toEqual([where, null]);
          else if (field.field.kind === 'secret') expect(String(value)).toContain('*');
          else if (!isTextual(field)) expect([where, value]).toEqual([where, null]);
          else if (typeof planted === 'string') expect(String(value)).not.toContain(planted);
          checked++;
        }
      }
    expect(checked).toBeGreaterThan(400);
  });

  test('nobody filters or orders by it, at any depth', async () => {
    for (const model of models())
      for (const field of model.fields.values()) {
        if (open.has(field.name)) continue;
        const actor = actorWith({ [`${model.name}.${field.name}`]: right });
        const where = `${model.name}.${field.name}`;
        const type = app.schema.getType(`${model.name}Filter`) as unknown as { getFields(): Record<string, unknown> };
        if (field.name in type.getFields() && !['list', 'objects'].includes(field.field.kind)) {
          const filter = `{ ${field.name}: { isNull: false } }`;
          const filters = [filter, `{ not: ${filter} }`, `{ or: [{ id: { in: [] } }, ${filter}] }`];
          for (const asked of filters)
            expect([where, (await ask(actor, `{ ${model.plural}(filter: ${asked}) { totalCount } }`)).codes]).toEqual([
              where,
              ['FIELD_NOT_READABLE'],
            ]);
          if (model.name === 'Contact')
            for (const asked of [
              `{ contacts: { some: ${filter} } }`,
              `{ contacts: { count: { where: ${filter}, gte: 1 } } }`,
            ])
              expect((await ask(actor, `{ customers(filter: ${asked}) { totalCount } }`)).codes).toEqual([
                'FIELD_NOT_READABLE',
              ]);
          if (model.name === 'Customer')
            expect((await ask(actor, `{ contracts(filter: { customer: ${filter} }) { totalCount } }`)).codes).toEqual([
              'FIELD_NOT_READABLE',
            ]);
        }
        const order = app.schema.getType(`${model.name}Order`) as unknown as { getFields(): Record<string, unknown> };
        if (field.name in order.getFields())
          expect([
            where,
            (await ask(actor, `{ ${model.plural}(orderBy: [{ ${field.name}: { direction: ASC } }]) { nodes { id } } }`))
              .codes,
          ]).toEqual([where, ['FIELD_NOT_READABLE']]);
      }
  });

  test('nobody aggregates or groups by it, nor judges or orders groups and lists by its aggregates', async () => {
    let checked = 0;
    for (const model of models())
      for (const field of [...model.fields.values(), ...model.refs.values()]) {
        const name = field.field.kind === 'ref' ? relationName(field.name) : field.name;
        if (open.has(name)) continue;
        const actor = actorWith({ [`${model.name}.${name}`]: right });
        const refused = async (source: string) => {
          checked++;
          expect([source, (await ask(actor, source)).codes]).toEqual([source, ['FIELD_NOT_READABLE']]);
        };
        for (const source of aggregateDoors(model, field)) await refused(source);
      }
    expect(checked).toBeGreaterThan(2500);
  });

  test('export and trail do not tell it', async () => {
    for (const model of models())
      for (const field of model.fields.values()) {
        const secret = plantedValue(model.name, field.name, field.field as Field);
        if (open.has(field.name) || typeof secret !== 'string' || !isTextual(field)) continue;
        const actor = actorWith({ [`${model.name}.${field.name}`]: right });
        const ctx = createContext(app, { actor, requestId: 'leaks' });
        const columns = streamColumns(model, [field.name]);
        for await (const row of streamRows(ctx, model, columns, {}))
          expect(String(columnValue(row, columns[0]!))).not.toContain(secret);
        const trail = await ask(
          actor,
          `{ changes(filter: { entity: { eq: "${model.name}" } }) { nodes { changes { field before after } } } }`,
        );
        expect(trail.codes).toEqual([]);
        const told = trail.data.changes.nodes
          .flatMap((n: any) => n.changes ?? [])
          .filter((c: any) => c.field === field.name);
        for (const change of told) expect([change.before, change.after]).toEqual([null, null]);
      }
  });

  test('search finds nothing by it', async () => {
    const phone = plantedValue('Contact', 'mobile', { kind: 'keyword', max: 40 } as Field) as string;
    const search = (text: string, rights: Record<string, FieldRight>) =>
      ask(
        actorWith(rights),
        `{ customers(search: "${text}") { totalCount } contacts(search: "${text}") { totalCount } }`,
      );
    const digits = phone.slice(1);
    expect((await search(digits, {})).data).toEqual({ customers: { totalCount: 1 }, contacts: { totalCount: 1 } });
    const blind = await search(digits, { 'Contact.mobile': right });
    expect(blind.data).toEqual({ customers: { totalCount: 0 }, contacts: { totalCount: 0 } });
    const name = canary('Contact', 'name');
    const byPerson = `{ customers(search: "${name}") { totalCount } }`;
    expect((await ask(actorWith({}), byPerson)).data.customers.totalCount).toBe(1);
    expect((await ask(actorWith({ 'Contact.name': right }), byPerson)).data.customers.totalCount).toBe(0);
    expect(
      (await ask(actorWith({ 'Contact.name': right }), `{ contacts(search: "张") { totalCount } }`)).codes,
    ).toEqual(['FIELD_NOT_READABLE']);
  });

  test('what is masked is not written back, and a payload shows no more than a list', async () => {
    const version = (await ask(actorWith({}), '{ customers { nodes { version } } }')).data.customers.nodes[0].version;
    const id = exposeId({ prefix: 'cus' }, ids.Customer!);
    const actor = actorWith({ 'Customer.businessScope': right });
    const update = (patch: string) =>
      ask(
        actor,
        `mutation { updateCustomer(id: "${id}", expectedVersion: ${version}, patch: ${patch}) { customer { businessScope website } userErrors { code path } } }`,
      );
    expect((await update('{ businessScope: "新的", website: "https://example.com/a" }')).data.updateCustomer).toEqual({
      customer: null,
      userErrors: [{ code: 'FIELD_NOT_EDITABLE', path: ['businessScope'] }],
    });
    const done = (await update(`{ website: "https://example.com/${right}" }`)).data.updateCustomer;
    expect(done.userErrors).toEqual([]);
    expect(done.customer.website).toBe(`https://example.com/${right}`);
    expect(String(done.customer.businessScope)).not.toContain(canary('Customer', 'businessScope'));
  });
});

test('groups do not follow a reference that may not be read', async () => {
  const actor = actorWith({ 'Contract.customer': 'HIDDEN' });
  for (const by of ['{ customer: { grade: true } }', '{ customer: { id: true } }'])
    expect((await ask(actor, `{ contractGroups(by: [${by}]) { nodes { keys count } } }`)).codes).toEqual([
      'FIELD_NOT_READABLE',
    ]);
});

test('a reference that may not be read leads nowhere, and is not asked by', async () => {
  const actor = actorWith({ 'Customer.owner': 'HIDDEN' });
  expect((await ask(actor, '{ customers { nodes { owner { name } hiddenFields } } }')).data.customers.nodes).toEqual([
    { owner: null, hiddenFields: ['owner'] },
  ]);
  expect((await ask(actor, '{ customers(filter: { owner: { isNull: false } }) { totalCount } }')).codes).toEqual([
    'FIELD_NOT_READABLE',
  ]);
  expect(
    (await ask(actor, '{ customers(orderBy: [{ owner: { name: { direction: ASC } } }]) { nodes { id } } }')).codes,
  ).toEqual(['FIELD_NOT_READABLE']);
});

test('readable but not editable: shown, and refused when written', async () => {
  const actor = actorWith({ 'Contact.title': 'READ' });
  const { data } = await ask(actor, '{ contacts { nodes { id version title maskedFields hiddenFields } } }');
  const [contact] = data.contacts.nodes;
  expect(contact).toMatchObject({ title: canary('Contact', 'title'), maskedFields: [], hiddenFields: [] });
  const patched = await ask(
    actor,
    `mutation { updateContact(id: "${contact.id}", expectedVersion: ${contact.version}, patch: { title: "x" }) { userErrors { code } } }`,
  );
  expect(patched.data.updateContact.userErrors).toEqual([{ code: 'FIELD_NOT_EDITABLE' }]);
});

test('every to-one relation of a record can be closed', async () => {
  for (const model of models())
    for (const name of [...model.refs.keys()].map(relationName)) {
      const target = model.relations.get(name)!.target;
      const actor = actorWith({ [`${model.name}.${name}`]: 'HIDDEN' });
      const { data, codes } = await ask(actor, `{ ${model.plural} { nodes { ${name} { id } } } }`);
      expect([model.name, name, target.name, codes, data[model.plural].nodes[0][name]]).toEqual([
        model.name,
        name,
        target.name,
        [],
        null,
      ]);
    }
});
