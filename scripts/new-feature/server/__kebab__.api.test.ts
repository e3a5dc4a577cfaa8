import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const CREATE = 'mutation ($input: __Pascal__Input!) { create__Pascal__(input: $input) { __camel__ { id version name } userErrors { code path } } }';
const UPDATE =
  'mutation ($id: ID!, $v: Int!, $patch: __Pascal__Patch!) { update__Pascal__(id: $id, expectedVersion: $v, patch: $patch) { __camel__ { version remarks } userErrors { code path } } }';

async function newCustomer(): Promise<string> {
  const { data } = await app.ask('mutation { createCustomer(input: {name: "杭州启明科技有限公司"}) { customer { id } } }');
  return data.createCustomer.customer.id;
}

describe('__en__ through the graph', () => {
  it('is created and changed, and a stale version does not overwrite', async () => {
    const customerId = await newCustomer();
    const { create__Pascal__: created } = (await app.ask(CREATE, { input: { customerId, name: '一' } })).data;
    expect(created).toMatchObject({ __camel__: { version: 1, name: '一' }, userErrors: [] });
    const { id } = created.__camel__;
    const first = (await app.ask(UPDATE, { id, v: 1, patch: { remarks: '甲' } })).data.update__Pascal__;
    expect(first).toMatchObject({ __camel__: { version: 2, remarks: '甲' }, userErrors: [] });
    const second = (await app.ask(UPDATE, { id, v: 1, patch: { remarks: '乙' } })).data.update__Pascal__;
    expect(second).toMatchObject({ __camel__: null, userErrors: [{ code: 'VERSION_CONFLICT' }] });
  });

  it('is not for everybody', async () => {
    const list = '{ __plural__ { totalCount } }';
    expect((await app.ask(list, {}, null)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await app.ask(CREATE, { input: { name: '一' } }, 'ANALYST')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
