import { rangedResources } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';
import { createMany } from '../../platform/db/write';
import { findActor } from '../user';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const fewOf = async (userId: string) => [...(await findActor(app.db.read, userId, 'session'))!.fewIn!].sort();
const all = [...rangedResources].sort();
const own = (amount: number, ownerId: string) =>
  app.write((tx) =>
    createMany(
      tx,
      tx.models.get('Customer'),
      Array.from({ length: amount }, (_, i) => ({ name: `数量${i}有限公司`, ownerId })),
    ),
  );

test('few customers are in reach up to a thousand, those of collaborators along', async () => {
  const { SALES, MANAGER } = app.actors;
  expect(await fewOf(SALES.userId)).toEqual(all);
  const ids = await own(1000, SALES.userId);
  expect(await fewOf(SALES.userId)).toEqual(all);
  const [other] = await own(1, MANAGER.userId);
  await app.write((tx) =>
    createMany(tx, tx.models.get('Collaborator'), [{ customerId: other!, userId: SALES.userId, access: 'READ' }]),
  );
  expect(await fewOf(SALES.userId)).toEqual([]);
  expect(ids).toHaveLength(1000);
});

test('each kind has its own; what is all is not few', async () => {
  const { AUDITOR, ANALYST } = app.actors;
  expect(await fewOf(AUDITOR.userId)).toEqual([]);
  await app.write(async (tx) => {
    await createMany(tx, tx.models.get('Role'), [
      {
        code: 'DESK',
        name: '内勤',
        scopes: ['customer:read', 'contract:read'],
        customerRange: 'ALL',
        contractRange: 'OWN',
      },
    ]);
    await tx.connection.execute('UPDATE user_account SET roles = ? WHERE id = ?', ['["DESK"]', ANALYST.userId]);
  });
  const few = await fewOf(ANALYST.userId);
  expect(few).toContain('contract');
  expect(few).not.toContain('customer');
});
