import { codes, contractSteps } from '../../test/contract-steps';
import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date('2026-11-21T08:00:00.000Z') });
});
afterAll(() => app.close());
const { newCustomer, newContract, path } = contractSteps(() => app);

const REMOVE =
  'mutation ($id: ID!, $o: [OverrideInput!], $r: String) { removeCustomer(id: $id, expectedVersion: 1, reason: $r, overrides: $o) { customer { deletedAt } userErrors { code path message severity overridable } } }';
const remove = async (id: string, variables: object = {}, role: 'MANAGER' | 'SALES' = 'MANAGER') =>
  (await app.ask(REMOVE, { id, ...variables }, role)).data.removeCustomer;
const override = (reason: string) => ({ o: [{ code: 'CUSTOMER_HAS_CONTRACTS', path: [], reason }] });
const signed: [string, string?][] = [['submit'], ['approve'], ['sign', 'signedOn: "2026-11-20"']];
const archived: [string, string?][] = [...signed, ['start'], ['complete'], ['archive']];

describe('removing a customer with contracts', () => {
  let customerId: string;
  beforeAll(async () => {
    customerId = await newCustomer('马鞍山钢构有限公司');
    for (const steps of [signed, archived, archived, []]) await path((await newContract({ customerId })).id, ...steps);
  });

  it('warns a manager of those that stay on file, by their numbers', async () => {
    const { customer, userErrors } = await remove(customerId);
    expect(customer).toBeNull();
    expect(userErrors).toEqual([
      {
        code: 'CUSTOMER_HAS_CONTRACTS',
        path: [],
        severity: 'WARNING',
        overridable: true,
        message: expect.stringContaining('1 份在办或履行中的合同、2 份已归档的合同'),
      },
    ]);
    expect((await remove(customerId, override(' '))).userErrors.map((one: { code: string }) => one.code)).toContain(
      'REASON_REQUIRED',
    );
  });

  it('refuses those who do not approve contracts, whatever they say', async () => {
    const { userErrors } = await remove(customerId, override('清理'), 'SALES');
    expect(userErrors).toMatchObject([{ code: 'CUSTOMER_KEPT_BY_CONTRACTS', severity: 'ERROR', overridable: false }]);
  });

  it('lets a manager do it with a reason that stays in the trail', async () => {
    const { customer, userErrors } = await remove(customerId, override('重复建档，合同已转出'));
    expect([customer.deletedAt, userErrors]).toEqual([expect.any(String), []]);
    const { data } = await app.ask(
      '{ changes(filter: {verb: {eq: "REMOVE"}, entity: {eq: "Customer"}}) { nodes { reason } } contracts(deleted: true) { totalCount } }',
    );
    expect(data).toEqual({
      changes: { nodes: [{ reason: '重复建档，合同已转出' }] },
      contracts: { totalCount: 4 },
    });
  });

  it('asks nothing about drafts and what was voided', async () => {
    const id = await newCustomer('铜陵有色线材有限公司');
    await newContract({ customerId: id });
    await path((await newContract({ customerId: id })).id, ['void', 'reason: "填错"']);
    expect(codes(await remove(id, {}, 'SALES'))).toEqual([]);
  });
});
