import { openTestApp, type TestApp } from '../../test/test-app';
import { createCustomer } from '../customer/customer.service';
import { createContact, updateContact } from './contact.service';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const newCustomer = (name: string) => app.write((tx) => createCustomer(tx, { input: { name } }));
const primaries = async (id: string) =>
  (
    await app.db.read.query<{ n: number | string }>(
      'SELECT COUNT(*) AS n FROM contact WHERE customer_id = ? AND is_primary = 1 AND deleted_at IS NULL',
      [id],
    )
  )[0]!.n;

describe('contacts written at once', () => {
  it('leaves one primary of many first ones', async () => {
    const id = await newCustomer('西安曲江文化有限公司');
    await Promise.all(
      ['甲', '乙', '丙', '丁'].map((name) =>
        app.write((tx) => createContact(tx, { input: { customerId: `cus_${id}`, name, isPrimary: true } })),
      ),
    );
    expect(Number(await primaries(id))).toBe(1);
  });

  it('moves the mark one after the other', async () => {
    const id = await newCustomer('兰州黄河石化有限公司');
    const people: string[] = [];
    for (const name of ['甲', '乙', '丙', '丁'])
      people.push(await app.write((tx) => createContact(tx, { input: { customerId: `cus_${id}`, name } })));
    await Promise.all(
      people.map((person) =>
        app.write((tx) =>
          updateContact(tx, { id: person, expectedVersion: 1, patch: { isPrimary: true } }).catch(() => person),
        ),
      ),
    );
    expect(Number(await primaries(id))).toBe(1);
  });
});
