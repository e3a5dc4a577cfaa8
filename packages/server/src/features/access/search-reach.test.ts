import { openTestApp, type TestApp } from '../../test/test-app';
import { createMany } from '../../platform/db/write';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await app.write(async (tx) => {
    const [customerId] = await createMany(tx, tx.models.get('Customer'), [
      { name: '江南机械有限公司', ownerId: app.actors.MANAGER.userId },
    ]);
    const person = { customerId: customerId!, name: '欧阳若兰', mobile: '16338170588' };
    await createMany(tx, tx.models.get('Contact'), [person]);
  });
});
afterAll(() => app.close());

const found = async (search: string) =>
  (await app.ask('query ($s: String) { customers(search: $s) { totalCount } }', { s: search }, 'ANALYST')).data
    .customers.totalCount as number;

test('who may see fewer contacts than customers finds no customer by a contact', async () => {
  for (const words of ['16338170588', '欧阳若兰', '江南机械']) expect([words, await found(words)]).toEqual([words, 1]);
  const { reach } = app.actors.ANALYST;
  app.actors.ANALYST = { ...app.actors.ANALYST, reach: { ...reach, ranges: { ...reach.ranges, contact: ['OWN'] } } };
  for (const words of ['16338170588', '0588', '欧阳若兰', 'oyrl'])
    expect([words, await found(words)]).toEqual([words, 0]);
  expect(await found('江南机械')).toBe(1);
});
