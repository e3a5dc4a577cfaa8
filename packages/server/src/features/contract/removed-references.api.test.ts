import { contractSteps } from '../../test/contract-steps';
import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
const { newCustomer, newContract } = contractSteps(() => app);
let [customerId, contactId, clerkId, contractId]: string[] = [];

beforeAll(async () => {
  app = await openTestApp();
  customerId = await newCustomer('常州天宁轴承有限公司');
  const contact = async (input: object): Promise<string> =>
    (
      await app.ask('mutation ($i: ContactInput!) { createContact(input: $i) { contact { id } } }', {
        i: { customerId, ...input },
      })
    ).data.createContact.contact.id;
  contactId = await contact({ name: '孟凡' });
  clerkId = await contact({ name: '白鸽', reportsToId: contactId });
  contractId = (await newContract({ customerId, theirSignatoryId: contactId })).id;
  await app.ask('mutation ($id: ID!) { removeContact(id: $id, expectedVersion: 1) { userErrors { code } } }', {
    id: contactId,
  });
});
afterAll(() => app.close());

describe('a removed record that others refer to', () => {
  it('is still shown by what refers to it, with the time of its removal', async () => {
    const { data } = await app.ask(
      '{ contracts { nodes { id theirSignatory { id name deletedAt } } } contacts { nodes { id reportsTo { name deletedAt } } } }',
    );
    expect(data.contracts.nodes).toEqual([
      { id: contractId, theirSignatory: { id: contactId, name: '孟凡', deletedAt: expect.any(String) } },
    ]);
    // lists leave it out
    expect(data.contacts.nodes).toEqual([{ id: clerkId, reportsTo: { name: '孟凡', deletedAt: expect.any(String) } }]);
  });

  it('is found and ordered by, as it is shown', async () => {
    const { data } = await app.ask(
      `{ named: contracts(filter: {theirSignatory: {name: {eq: "孟凡"}}}, orderBy: [{theirSignatory: {name: {}}}]) { totalCount nodes { id } }
         gone: contracts(filter: {theirSignatory: {deletedAt: {isNull: false}}}) { totalCount }
         reports: customers(filter: {contacts: {some: {reportsTo: {name: {contains: "孟"}}}}}) { totalCount } }`,
    );
    expect(data).toEqual({
      named: { totalCount: 1, nodes: [{ id: contractId }] },
      gone: { totalCount: 1 },
      reports: { totalCount: 1 },
    });
  });

  it('is named in the recycle bin by its children, too', async () => {
    await app.ask('mutation ($id: ID!) { removeCustomer(id: $id, expectedVersion: 1) { userErrors { code } } }', {
      id: customerId,
    });
    const { data } = await app.ask(
      '{ contracts(deleted: true, filter: {customer: {name: {contains: "轴承"}}}) { nodes { customer { name deletedAt } } } contacts(filter: {customer: {name: {contains: "轴承"}}}) { totalCount } }',
    );
    expect(data).toEqual({
      contracts: { nodes: [{ customer: { name: '常州天宁轴承有限公司', deletedAt: expect.any(String) } }] },
      contacts: { totalCount: 0 },
    });
  });
});
