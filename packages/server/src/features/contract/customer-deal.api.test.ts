import { subscribers } from '../../app/subscribers';
import { deliverDue } from '../../platform/outbox/deliver';
import { contractSteps } from '../../test/contract-steps';
import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
const now = new Date('2026-11-21T08:00:00.000Z');
beforeAll(async () => {
  app = await openTestApp({ now: () => now });
});
afterAll(() => app.close());
const { newCustomer, newContract, path } = contractSteps(() => app);

const customerOf = async (id: string) =>
  (await app.ask('query ($id: ID!) { customer(id: $id) { firstDealOn relationshipStage version } }', { id })).data
    .customer;

describe('the first deal of a customer', () => {
  it('sets the earliest signing day and the stage once, through the outbox', async () => {
    const customerId = await newCustomer('成都锦江食品有限公司');
    const sign = async (signedOn: string) => {
      const { id } = await newContract({ customerId });
      await path(id, ['submit'], ['approve'], ['sign', `signedOn: "${signedOn}"`]);
      return id;
    };
    await sign('2026-10-10');
    expect(await customerOf(customerId)).toMatchObject({ firstDealOn: null, relationshipStage: 'POTENTIAL' });
    await deliverDue(app, subscribers);
    expect(await customerOf(customerId)).toMatchObject({ firstDealOn: '2026-10-10', relationshipStage: 'COOPERATING' });
    await sign('2026-08-08');
    await sign('2026-09-09');
    await deliverDue(app, subscribers);
    const after = await customerOf(customerId);
    expect(after).toMatchObject({ firstDealOn: '2026-08-08', relationshipStage: 'COOPERATING' });
    // delivered at least once: a second delivery changes nothing
    await app.write((tx) =>
      tx.connection.execute(`UPDATE outbox_event SET state = 'QUEUED' WHERE subscriber = 'customer-deal'`),
    );
    expect(await deliverDue(app, subscribers)).toBeGreaterThan(0);
    expect(await customerOf(customerId)).toEqual(after);
    const { data } = await app.ask(
      'query ($id: ID!) { customer(id: $id) { changes(filter: {verb: {eq: "CHANGE_STAGE"}}) { nodes { reason via actor { name } } } } }',
      { id: customerId },
    );
    expect(data.customer.changes.nodes).toEqual([
      { reason: expect.stringMatching(/^合同 HT\d+ 已签署$/), via: 'system', actor: null },
    ]);
  });

  it('leaves a paused customer paused and passes over one that is gone', async () => {
    const [paused, gone] = [await newCustomer('昆明滇池花卉有限公司'), await newCustomer('贵阳黔灵茶业有限公司')];
    for (const stage of ['INTERESTED', 'COOPERATING', 'PAUSED'])
      await app.ask(
        `mutation ($id: ID!) { changeCustomerStage(id: $id, expectedVersion: 9, stage: ${stage}, reason: "停产") { userErrors { code } } }`.replace(
          '9',
          String((await customerOf(paused)).version),
        ),
        { id: paused },
      );
    for (const customerId of [paused, gone]) {
      const { id } = await newContract({ customerId });
      await path(id, ['submit'], ['approve'], ['sign', 'signedOn: "2026-11-11"']);
    }
    await app.ask('mutation ($id: ID!) { removeCustomer(id: $id, expectedVersion: 1) { userErrors { code } } }', {
      id: gone,
    });
    await deliverDue(app, subscribers);
    expect(await customerOf(paused)).toMatchObject({ firstDealOn: '2026-11-11', relationshipStage: 'PAUSED' });
    expect(
      await app.db.read.query(`SELECT state FROM outbox_event WHERE subscriber = 'customer-deal' AND state <> 'DONE'`),
    ).toEqual([]);
  });
});
