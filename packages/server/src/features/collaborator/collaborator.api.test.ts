import { addDays } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
let customerId: string;
beforeAll(async () => {
  app = await openTestApp();
  const { data } = await app.ask(
    'mutation { createCustomer(input: { name: "某某机电有限公司" }) { customer { id } } }',
    {},
    'SALES',
  );
  customerId = data.createCustomer.customer.id;
});
afterAll(() => app.close());

const user = (role: keyof TestApp['actors']) => `usr_${app.actors[role].userId}`;
const create = async (input: object, role: keyof TestApp['actors'] = 'SALES') => {
  const { data, errors } = await app.ask(
    'mutation($i: CollaboratorInput!) { createCollaborator(input: $i) { collaborator { id version access until user { name } } userErrors { code path } } }',
    { i: { customerId, ...input } },
    role,
  );
  return errors ? { userErrors: errors.map(({ extensions }) => extensions['code']) } : data.createCollaborator;
};

test('a colleague joins a customer until a day, once', async () => {
  const until = addDays(app.clock.today(), 30);
  const { collaborator, userErrors } = await create({ userId: user('ANALYST'), access: 'EDIT', until });
  expect(userErrors).toEqual([]);
  expect(collaborator).toMatchObject({ access: 'EDIT', until, user: { name: app.actors.ANALYST.name } });
  expect((await create({ userId: user('ANALYST') })).userErrors).toEqual([
    { code: 'DUPLICATE_COLLABORATOR', path: ['userId'] },
  ]);
  const { data } = await app.ask('query($id: ID!) { customer(id: $id) { collaborators { nodes { access } } } }', {
    id: customerId,
  });
  expect(data.customer.collaborators.nodes).toEqual([{ access: 'EDIT' }]);
});

test('the owner needs no entry, and access does not end before it begins', async () => {
  expect((await create({ userId: user('SALES'), until: '2020-01-01' })).userErrors).toEqual([
    { code: 'COLLABORATOR_IS_OWNER', path: ['userId'] },
    { code: 'DATE_PAST', path: ['until'] },
  ]);
});

test('who only reads adds nobody', async () => {
  expect((await create({ userId: user('MANAGER') }, 'AUDITOR')).userErrors).toEqual(['FORBIDDEN']);
});

test('changes and the end of access stand in the customer’s trail', async () => {
  const { collaborator } = await create({ userId: user('AUDITOR') });
  const run = async (text: string) =>
    (
      await app.ask(
        `mutation($id: ID!, $v: Int!) { ${text} { collaborator { version } userErrors { code } } }`,
        { id: collaborator.id, v: text.startsWith('update') ? 1 : 2 },
        'SALES',
      )
    ).data;
  const updated = await run('updateCollaborator(id: $id, expectedVersion: $v, patch: { access: EDIT })');
  expect(updated.updateCollaborator).toEqual({ collaborator: { version: 2 }, userErrors: [] });
  const removed = await run('removeCollaborator(id: $id, expectedVersion: $v, reason: "项目结束")');
  expect(removed.removeCollaborator.userErrors).toEqual([]);
  const { data } = await app.ask(
    'query($id: ID!) { changes(filter: { customer: { id: { eq: $id } }, entity: { eq: "Collaborator" } }, orderBy: [{ at: { direction: ASC } }]) { nodes { verb reason } } }',
    { id: customerId },
  );
  expect(data.changes.nodes.slice(-3)).toEqual([
    { verb: 'CREATE', reason: null },
    { verb: 'UPDATE', reason: null },
    { verb: 'REMOVE', reason: '项目结束' },
  ]);
});
