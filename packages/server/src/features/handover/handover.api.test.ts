import { addDays } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
let customers: string[];
const user = (role: keyof TestApp['actors']) => `usr_${app.actors[role].userId}`;
beforeAll(async () => {
  app = await openTestApp();
  customers = [];
  for (const name of ['甲钢铁有限公司', '乙机电有限公司', '丙贸易有限公司']) {
    const { data } = await app.ask(
      'mutation($n: String!) { createCustomer(input: { name: $n, relationshipStage: COOPERATING }) { customer { id } userErrors { code path } } }',
      { n: name },
      'SALES',
    );
    customers.push(data.createCustomer.customer.id);
  }
  for (const name of ['王一', '李二'])
    await app.ask('mutation($i: ContactInput!) { createContact(input: $i) { userErrors { code } } }', {
      i: { customerId: customers[0], name },
    });
});
afterAll(() => app.close());

const order = async (variables: object, role: keyof TestApp['actors'] = 'ADMINISTRATOR') => {
  const { data, errors } = await app.ask(
    `mutation($f: ID!, $t: ID!, $r: String!, $c: [ID!], $k: Date) {
      handOverCustomers(fromUserId: $f, toUserId: $t, reason: $r, customerIds: $c, keepCollaboratorUntil: $k) {
        handover { id reason customerCount contactCount contractCount openContractCount fromUser { name } toUser { name }
          lines { nodes { lineNo customerName contactCount customer { id } } } }
        userErrors { code path } } }`,
    { f: user('SALES'), t: user('MANAGER'), r: '离职交接', ...variables },
    role,
  );
  return errors ? errors.map(({ extensions }) => extensions['code']) : data.handOverCustomers;
};
const file = async (id: string) =>
  (
    await app.ask(
      'query($id: ID!) { customer(id: $id) { owner { id } relationshipStage createdAt contacts { totalCount } collaborators { nodes { user { id } access until } } changes(first: 20, orderBy: [{ at: { direction: DESC } }]) { nodes { verb reason } } } }',
      { id },
    )
  ).data.customer;

test('one customer goes over with all that hangs on it, and nothing is reset', async () => {
  const before = await file(customers[0]!);
  const until = addDays(app.clock.today(), 30);
  const { handover, userErrors } = await order({ c: [customers[0]], k: until });
  expect(userErrors).toEqual([]);
  expect(handover).toMatchObject({
    reason: '离职交接',
    customerCount: 1,
    contactCount: 2,
    contractCount: 0,
    fromUser: { name: app.actors.SALES.name },
    toUser: { name: app.actors.MANAGER.name },
  });
  const after = await file(customers[0]!);
  expect(after.owner.id).toBe(user('MANAGER'));
  expect(after).toMatchObject({ relationshipStage: before.relationshipStage, createdAt: before.createdAt });
  expect(after.contacts.totalCount).toBe(2);
  expect(after.collaborators.nodes).toEqual([{ user: { id: user('SALES') }, access: 'READ', until }]);
  expect(after.changes.nodes).toContainEqual({ verb: 'HAND_OVER', reason: '离职交接' });
  expect(after.changes.nodes.length).toBeGreaterThan(before.changes.nodes.length);
});

test('the rest goes over together, listed as it stood', async () => {
  const { handover } = await order({ r: '转岗' });
  expect(handover.lines.nodes).toEqual([
    { lineNo: 1, customerName: '乙机电有限公司', contactCount: 0, customer: { id: customers[1] } },
    { lineNo: 2, customerName: '丙贸易有限公司', contactCount: 0, customer: { id: customers[2] } },
  ]);
  expect((await order({})).userErrors).toEqual([{ code: 'NOTHING_TO_HAND_OVER', path: ['customerIds'] }]);
});

test('back again: the entry of the former owner is not needed any more', async () => {
  const answer = await order({ f: user('MANAGER'), t: user('SALES'), c: [customers[0]] });
  expect(answer.userErrors).toEqual([]);
  expect((await file(customers[0]!)).collaborators.nodes).toEqual([]);
});

test('what is wrong is said before anything is given', async () => {
  const bad = await order({ t: user('SALES'), r: ' ', k: '2020-01-01' });
  expect(bad.userErrors).toEqual([
    { code: 'SAME_PERSON', path: ['toUserId'] },
    { code: 'REASON_REQUIRED', path: ['reason'] },
    { code: 'DATE_PAST', path: ['keepCollaboratorUntil'] },
  ]);
  expect((await order({ c: [customers[1]] })).userErrors).toEqual([
    { code: 'NOT_THEIR_CUSTOMER', path: ['customerIds'] },
  ]);
  expect((await file(customers[1]!)).owner.id).toBe(user('MANAGER'));
});

test('salespeople do not hand over, and see only their own lists', async () => {
  expect(await order({}, 'SALES')).toEqual(['FORBIDDEN']);
  const { data } = await app.ask('{ handovers { totalCount } handoverLines { totalCount } }', {}, 'AUDITOR');
  expect(data).toEqual({ handovers: { totalCount: 3 }, handoverLines: { totalCount: 4 } });
});
