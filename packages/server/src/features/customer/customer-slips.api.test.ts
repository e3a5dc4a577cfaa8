import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const CREATE =
  'mutation ($n: String!, $k: String) { done: createCustomer(input: {name: $n}, idempotencyKey: $k) { customer { id } userErrors { code path message } } }';
const done = async (source: string, variables: object) => (await app.ask(source, { ...variables })).data.done;
const newCustomer = async (n: string): Promise<string> => (await done(CREATE, { n })).customer.id;

describe('slips of a caller are told for what they are', () => {
  it('an empty idempotency key is refused, not ignored', async () => {
    for (const k of ['', '  ']) {
      const { customer, userErrors } = await done(CREATE, { n: '无锡惠山电缆有限公司', k });
      expect(customer).toBeNull();
      expect(userErrors).toEqual([
        { code: 'IDEMPOTENCY_KEY_EMPTY', path: ['idempotencyKey'], message: expect.stringContaining('idempotencyKey') },
      ]);
    }
    expect((await done(CREATE, { n: '无锡惠山电缆有限公司', k: null })).userErrors).toEqual([]);
  });

  it('a live customer needs no restoring, an unknown one cannot be', async () => {
    const RESTORE = 'mutation ($id: ID!) { done: restoreCustomer(id: $id) { customer { id } userErrors { code } } }';
    const id = await newCustomer('泰州姜堰阀门有限公司');
    expect(await done(RESTORE, { id })).toEqual({ customer: null, userErrors: [{ code: 'NOT_DELETED' }] });
    expect((await done(RESTORE, { id: 'cus_nobody' })).userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  });

  it('a version that the record has not reached is no conflict with others', async () => {
    const id = await newCustomer('镇江丹徒化工有限公司');
    const ahead = [{ code: 'VERSION_AHEAD', path: ['expectedVersion'], message: expect.stringContaining('9') }];
    const answer = '{ userErrors { code path message } }';
    const update = `mutation ($id: ID!) { done: updateCustomer(id: $id, expectedVersion: 9, patch: {shortName: "丹徒"}) ${answer} }`;
    expect((await done(update, { id })).userErrors).toEqual(ahead);
    const remove = `mutation ($id: ID!) { done: removeCustomer(id: $id, expectedVersion: 9) ${answer} }`;
    expect((await done(remove, { id })).userErrors).toEqual(ahead);
  });

  it('a customer in the recycle bin says so', async () => {
    const id = await newCustomer('盐城大丰风电有限公司');
    const remove =
      'mutation ($id: ID!, $v: Int!) { done: removeCustomer(id: $id, expectedVersion: $v) { userErrors { code } } }';
    expect((await done(remove, { id, v: 1 })).userErrors).toEqual([]);
    expect((await done(remove, { id, v: 2 })).userErrors).toEqual([{ code: 'DELETED' }]);
  });
});
