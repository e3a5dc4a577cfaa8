import { createContext } from '../../platform/context/context';
import { graphql } from 'graphql';
import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const errors = 'userErrors { code path message }';
async function done<T>(source: string, variables?: Record<string, unknown>): Promise<T> {
  const { data, errors: faults } = await app.ask<Record<string, T>>(source, variables);
  expect(faults).toBeUndefined();
  const answer = Object.values(data)[0]!;
  expect((answer as unknown as { userErrors: unknown[] }).userErrors).toEqual([]);
  return answer;
}
const createCustomer = async (input: object): Promise<{ id: string; version: number }> =>
  (
    await done<{ customer: { id: string; version: number } }>(
      `mutation ($input: CustomerInput!) { createCustomer(input: $input) { customer { id version } ${errors} } }`,
      { input },
    )
  ).customer;
const update = async (id: string, expectedVersion: number, patch: object): Promise<void> => {
  await done(
    `mutation ($id: ID!, $v: Int!, $patch: CustomerPatch!) { updateCustomer(id: $id, expectedVersion: $v, patch: $patch) { ${errors} } }`,
    { id, v: expectedVersion, patch },
  );
};
interface Line {
  id: string;
  verb: string;
  version: number;
  reason: string | null;
  changes: { field: string; before: string | null; after: string | null }[];
}
const trailOf = async (recordId: string): Promise<Line[]> =>
  (
    await app.ask<{ changes: { nodes: Line[] } }>(
      `query ($r: String!) { changes(filter: { recordId: { eq: $r } }, orderBy: [{ version: { direction: ASC } }], first: 100) { nodes { id verb version reason changes { field before after } } } }`,
      { r: recordId },
    )
  ).data.changes.nodes;
const customer = async (id: string) =>
  (
    await app.ask(
      `query ($id: ID!) { customer(id: $id) { version name formerNames website scale grade registeredCapital { amount currency } owner { id } tags relationshipStage } }`,
      { id },
    )
  ).data.customer;

const preview = `query ($r: ID!, $v: Int!, $change: ID, $field: String, $version: Int) {
  restorePreview(recordId: $r, expectedVersion: $v, changeId: $change, field: $field, version: $version) {
    records { entity recordId verb changes { field before after } } kept { field why } ${errors} } }`;
const restoreField = `mutation ($r: ID!, $v: Int!, $change: ID!, $field: String!) {
  restoreFieldValue(recordId: $r, expectedVersion: $v, changeId: $change, field: $field, reason: "录错") { recordId version ${errors} } }`;
const restoreAll = `mutation ($r: ID!, $v: Int!, $version: Int!, $key: String) {
  restoreVersion(recordId: $r, expectedVersion: $v, version: $version, reason: "退回", idempotencyKey: $key) { recordId version ${errors} } }`;

test('a former value comes back through the rules of an update, and the trail says so', async () => {
  const { id } = await createCustomer({
    name: '杭州恒信机械有限公司',
    registeredCapital: { amount: '100' },
    tags: ['老'],
  });
  await update(id, 1, {
    name: '杭州恒信智能装备有限公司',
    registeredCapital: { amount: '250.5' },
    tags: ['新', '重点'],
  });
  const change = (await trailOf(id))[1]!;
  const seen = await app.ask(preview, { r: id, v: 2, change: change.id, field: 'name' });
  expect(seen.data.restorePreview).toEqual({
    records: [
      {
        entity: 'Customer',
        recordId: id,
        verb: 'RESTORE_VALUE',
        changes: [
          { field: 'name', before: '杭州恒信智能装备有限公司', after: '杭州恒信机械有限公司' },
          { field: 'formerNames', before: '["杭州恒信机械有限公司"]', after: '["杭州恒信智能装备有限公司"]' },
        ],
      },
    ],
    kept: [],
    userErrors: [],
  });
  // a preview writes nothing
  expect(await customer(id)).toMatchObject({ version: 2, name: '杭州恒信智能装备有限公司' });
  for (const field of ['name', 'registeredCapital', 'tags'])
    await done(restoreField, { r: id, v: (await customer(id)).version, change: change.id, field });
  expect(await customer(id)).toMatchObject({
    version: 5,
    name: '杭州恒信机械有限公司',
    registeredCapital: { amount: '100.00', currency: 'CNY' },
    tags: ['老'],
  });
  const last = (await trailOf(id)).at(-1)!;
  expect(last).toMatchObject({ verb: 'RESTORE_VALUE', reason: '录错', version: 5 });
});

test('a version comes back; what has a step of its own stays and says why', async () => {
  const owner = `usr_${app.actors.SALES.userId}`;
  const { id } = await createCustomer({
    name: '宁波海天货运有限公司',
    website: 'https://a.example.com',
    ownerId: owner,
  });
  await update(id, 1, { website: 'https://b.example.com', ownerId: `usr_${app.actors.MANAGER.userId}` });
  await done(`mutation { changeCustomerStage(id: "${id}", expectedVersion: 2, stage: INTERESTED) { ${errors} } }`);
  await update(id, 3, { website: 'https://c.example.com' });
  const seen = await app.ask(preview, { r: id, v: 4, version: 1 });
  expect(seen.data.restorePreview).toMatchObject({
    records: [{ verb: 'RESTORE_VERSION', changes: [{ field: 'website' }, { field: 'ownerId', after: owner }] }],
    kept: [{ field: 'relationshipStage', why: expect.stringContaining('业务步骤') }],
  });
  const [first, second] = [
    await done<{ version: number }>(restoreAll, { r: id, v: 4, version: 1, key: 'k1' }),
    await done<{ version: number }>(restoreAll, { r: id, v: 4, version: 1, key: 'k1' }),
  ];
  expect([first.version, second.version]).toEqual([5, 5]);
  expect(await customer(id)).toMatchObject({
    website: 'https://a.example.com',
    owner: { id: owner },
    relationshipStage: 'INTERESTED',
  });
  expect((await trailOf(id)).at(-1)).toMatchObject({ verb: 'RESTORE_VERSION', reason: '退回' });
});

test('what cannot come back is refused with its reason, conflicts as in any update', async () => {
  const { id } = await createCustomer({ name: '绍兴柯桥纺织品有限公司', website: 'https://a.example.com' });
  await update(id, 1, { website: 'https://b.example.com' });
  await done(`mutation { changeCustomerStage(id: "${id}", expectedVersion: 2, stage: INTERESTED) { ${errors} } }`);
  await update(id, 3, { website: 'https://c.example.com' });
  const trail = await trailOf(id);
  const ask = async (variables: object) =>
    (await app.ask(restoreField, { r: id, ...variables })).data.restoreFieldValue.userErrors;
  expect(await ask({ v: 4, change: trail[2]!.id, field: 'relationshipStage' })).toMatchObject([
    { code: 'NOT_RESTORABLE', path: ['field'], message: expect.stringContaining('业务步骤') },
  ]);
  expect(await ask({ v: 4, change: trail[0]!.id, field: 'website' })).toMatchObject([{ code: 'NO_FORMER_VALUE' }]);
  expect(await ask({ v: 4, change: trail[1]!.id, field: 'email' })).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect(await ask({ v: 4, change: 'chg_0', field: 'website' })).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect(await ask({ v: 2, change: trail[1]!.id, field: 'website' })).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  expect((await app.ask(restoreAll, { r: id, v: 4, version: 9 })).data.restoreVersion.userErrors).toMatchObject([
    { code: 'NOT_FOUND' },
  ]);
});

test('the lines of a contract come back with its version', async () => {
  const { id: customerId } = await createCustomer({ name: '台州精密铸造有限公司' });
  const lines = 'items { nodes { id product quantity unitPrice lineNo } }';
  const created = await done<any>(
    `mutation ($input: ContractInput!) { createContract(input: $input) { contract { id version amount { amount } ${lines} } ${errors} } }`,
    {
      input: {
        customerId,
        name: '供货合同',
        items: [
          { product: '铸件', quantity: '10', unitPrice: '5' },
          { product: '运费', quantity: '1', unitPrice: '20' },
        ],
      },
    },
  );
  const { id, items } = created.contract;
  const [cast] = items.nodes;
  await done(
    `mutation ($id: ID!, $patch: ContractPatch!) { updateContract(id: $id, expectedVersion: 1, patch: $patch) { ${errors} } }`,
    {
      id,
      patch: {
        name: '供货合同（二）',
        items: [
          { id: cast.id, product: '铸件', quantity: '8', unitPrice: '5' },
          { product: '模具', quantity: '1', unitPrice: '300' },
        ],
      },
    },
  );
  const seen = (await app.ask(preview, { r: id, v: 2, version: 1 })).data.restorePreview;
  expect(seen.userErrors).toEqual([]);
  expect(seen.records.map(({ entity, verb }: { entity: string; verb: string }) => `${entity} ${verb}`).sort()).toEqual([
    'Contract RESTORE_VERSION',
    'ContractItem CREATE',
    'ContractItem REMOVE',
    'ContractItem UPDATE',
  ]);
  await done(restoreAll, { r: id, v: 2, version: 1 });
  const { data } = await app.ask(`{ contract(id: "${id}") { name amount { amount } ${lines} } }`);
  expect(data.contract).toMatchObject({
    name: '供货合同',
    amount: { amount: '70.00' },
    items: {
      nodes: [
        { id: cast.id, product: '铸件', quantity: '10.0000', lineNo: 1 },
        { product: '运费', lineNo: 2 },
      ],
    },
  });
  const refused = await app.ask(preview, { r: cast.id, v: 1, version: 1 });
  expect(refused.data.restorePreview.userErrors).toMatchObject([
    { code: 'NOT_RESTORABLE', message: expect.stringContaining('合同的版本') },
  ]);
});

test('rights: no scope, no restore; closed fields stay closed', async () => {
  const { id } = await createCustomer({
    name: '金华五金工具有限公司',
    website: 'https://a.example.com',
    businessScope: '机密甲',
  });
  await update(id, 1, { website: 'https://b.example.com', businessScope: '机密乙' });
  const change = (await trailOf(id))[1]!;
  const auditor = await app.ask(restoreField, { r: id, v: 2, change: change.id, field: 'website' }, 'AUDITOR');
  expect(auditor.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const actor = { ...app.actors.MANAGER, fieldRights: new Map([['Customer.businessScope', 'HIDDEN' as const]]) };
  const as = (source: string, variableValues: Record<string, unknown>) =>
    graphql({
      schema: app.schema,
      source,
      variableValues,
      contextValue: createContext(app, { actor, requestId: 'closed' }),
    });
  const field = await as(restoreField, { r: id, v: 2, change: change.id, field: 'businessScope' });
  expect((field.data as any).restoreFieldValue.userErrors).toMatchObject([{ code: 'FIELD_NOT_EDITABLE' }]);
  const whole = await as(preview, { r: id, v: 2, version: 1 });
  expect(JSON.stringify(whole.data)).not.toContain('机密');
  expect((whole.data as any).restorePreview).toMatchObject({
    records: [{ changes: [{ field: 'website' }] }],
    kept: [{ field: 'businessScope' }],
  });
});
