import { addDays } from '@dossier/shared';
import { createMany } from '../../platform/db/write';
import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
let customerId: string;
let contactId: string;
const user = (role: keyof TestApp['actors']) => `usr_${app.actors[role].userId}`;
beforeAll(async () => {
  app = await openTestApp();
  const { data } = await app.ask(
    'mutation { createCustomer(input: { name: "甲钢铁有限公司" }) { customer { id } } }',
    {},
    'SALES',
  );
  customerId = data.createCustomer.customer.id;
  const contact = await app.ask('mutation($i: ContactInput!) { createContact(input: $i) { contact { id } } }', {
    i: { customerId, name: '王一' },
  });
  contactId = contact.data.createContact.contact.id;
});
afterAll(() => app.close());

const explain = async (recordId: string, userId?: string, role: keyof TestApp['actors'] = 'ADMINISTRATOR') => {
  const { data, errors } = await app.ask(
    'query($r: ID!, $u: ID) { accessExplanation(recordId: $r, userId: $u) { canRead canEdit reasons { kind grants text } } }',
    { r: recordId, u: userId },
    role,
  );
  return errors ? errors.map(({ extensions }) => extensions['code']) : data.accessExplanation;
};

test('the owner sees and edits by their own role', async () => {
  expect(await explain(customerId, user('SALES'))).toEqual({
    canRead: true,
    canEdit: true,
    reasons: [
      { kind: 'SCOPE', grants: true, text: '角色“销售”可以查看客户' },
      {
        kind: 'RANGE',
        grants: true,
        text: `角色“销售”的客户范围是“本人”；负责人 ${app.actors.SALES.name}（—）在范围内`,
      },
    ],
  });
});

test('a manager without the department is told what is missing, and a collaboration opens it', async () => {
  const outside = await explain(contactId, user('MANAGER'));
  expect([outside.canRead, outside.canEdit]).toEqual([false, false]);
  expect(outside.reasons.map(({ kind, grants }: { kind: string; grants: boolean }) => [kind, grants])).toEqual([
    ['SCOPE', true],
    ['RANGE', false],
    ['RANGE', false],
  ]);
  const until = addDays(app.clock.today(), 1);
  const [id] = await app.write((tx) =>
    createMany(tx, tx.models.get('Collaborator'), [
      { customerId: customerId.slice(4), userId: app.actors.MANAGER.userId, access: 'READ', until },
    ]),
  );
  const inside = await explain(contactId, user('MANAGER'));
  expect([inside.canRead, inside.canEdit]).toEqual([true, false]);
  expect(inside.reasons.at(-1)).toEqual({
    kind: 'COLLABORATOR',
    grants: true,
    text: `是该客户的协作人（只读，有效期至 ${until}）`,
  });
  await app.write(async (tx) => {
    await tx.connection.execute("UPDATE collaborator SET until = '2020-01-01' WHERE id = ?", [id]);
  });
  const after = await explain(contactId, user('MANAGER'));
  expect(after.canRead).toBe(false);
  expect(after.reasons.at(-1)).toMatchObject({ kind: 'COLLABORATOR', grants: false });
});

test('an auditor reads and does not edit; somebody switched off sees nothing', async () => {
  expect(await explain(customerId, user('AUDITOR'))).toMatchObject({ canRead: true, canEdit: false });
  await app.write(async (tx) => {
    await tx.connection.execute('UPDATE user_account SET active = 0 WHERE id = ?', [app.actors.ANALYST.userId]);
  });
  expect(await explain(customerId, user('ANALYST'))).toMatchObject({
    canRead: false,
    reasons: [{ kind: 'ACCOUNT', grants: false }],
  });
});

test('about others asks only who administers users; what does not exist is said so', async () => {
  expect(await explain(customerId, user('SALES'), 'MANAGER')).toEqual(['FORBIDDEN']);
  expect(await explain(customerId, undefined, 'SALES')).toMatchObject({ canRead: true });
  expect(await explain(user('SALES'))).toEqual(['NOT_FOUND']);
  expect(await explain('cus_00000000000000000000000000')).toEqual(['NOT_FOUND']);
});
