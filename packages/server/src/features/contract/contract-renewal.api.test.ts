import { contractSteps } from '../../test/contract-steps';
import { openTestApp, type TestApp } from '../../test/test-app';
import { nextTerm } from './contract.renewal';

let app: TestApp;
const now = new Date('2026-11-21T08:00:00.000Z');
beforeAll(async () => {
  app = await openTestApp({ now: () => now });
});
afterAll(() => app.close());
const { newCustomer, newContract, path } = contractSteps(() => app);

describe('renewal', () => {
  it('copies terms and items into a draft whose term follows', async () => {
    const customerId = await newCustomer('长沙湘江物流有限公司');
    const { id: signatory } = (
      await app.ask(
        'mutation ($c: ID!) { createContact(input: {customerId: $c, name: "谭经理"}) { contact { id } } }',
        { c: customerId },
      )
    ).data.createContact.contact;
    const { id } = await newContract({
      customerId,
      theirSignatoryId: signatory,
      signedOn: '2025-12-20',
      effectiveOn: '2026-01-01',
      expiresOn: '2026-12-31',
      taxRate: '6',
      terms: '月结',
      amount: { amount: '1200', currency: 'USD' },
      items: [{ product: '仓储', quantity: '12', unitPrice: '100' }],
    });
    const RENEW =
      'mutation ($id: ID!, $i: ContractRenewalInput) { renewContract(id: $id, input: $i) { contract { approvalStatus effectiveOn expiresOn signedOn terms amount { amount currency } netAmount { amount } theirSignatory { name } renewedFrom { id } items { nodes { product amount { currency } } } } userErrors { code message } } }';
    expect((await app.ask(RENEW, { id })).data.renewContract.userErrors[0].message).toBe(
      '当前为“草稿”，不能续签；可执行：提交审批、作废',
    );
    await path(id, ['submit'], ['approve'], ['sign']);
    expect((await app.ask(RENEW, { id })).data.renewContract).toEqual({
      userErrors: [],
      contract: {
        approvalStatus: 'DRAFT',
        effectiveOn: '2027-01-01',
        expiresOn: '2027-12-31',
        signedOn: null,
        terms: '月结',
        amount: { amount: '1200.00', currency: 'USD' },
        netAmount: { amount: '1132.08' },
        theirSignatory: { name: '谭经理' },
        renewedFrom: { id },
        items: { nodes: [{ product: '仓储', amount: { currency: 'USD' } }] },
      },
    });
    const own = (
      await app.ask(RENEW, {
        id,
        i: { expiresOn: '2028-12-31', items: [{ product: '仓储', quantity: '24', unitPrice: '95' }] },
      })
    ).data.renewContract.contract;
    expect(own).toMatchObject({
      effectiveOn: '2027-01-01',
      expiresOn: '2028-12-31',
      amount: { amount: '2280.00', currency: 'USD' },
    });
    expect(
      (await app.ask('query ($id: ID!) { contract(id: $id) { renewals { totalCount } } }', { id })).data.contract
        .renewals.totalCount,
    ).toBe(2);
  });

  it('keeps the length of a term', () => {
    expect(nextTerm({ effectiveOn: '2026-01-01', expiresOn: '2026-12-31' })).toEqual({
      effectiveOn: '2027-01-01',
      expiresOn: '2027-12-31',
    });
    expect(nextTerm({ effectiveOn: '2024-02-29', expiresOn: '2024-05-28' })).toEqual({
      effectiveOn: '2024-05-29',
      expiresOn: '2024-08-28',
    });
    expect(nextTerm({ effectiveOn: '2026-01-01', expiresOn: '2026-01-10' })).toEqual({
      effectiveOn: '2026-01-11',
      expiresOn: '2026-01-20',
    });
    expect(nextTerm({ effectiveOn: null, expiresOn: '2026-01-10' })).toEqual({ effectiveOn: '2026-01-11' });
    expect(nextTerm({ effectiveOn: '2026-01-01', expiresOn: null })).toEqual({});
  });
});
