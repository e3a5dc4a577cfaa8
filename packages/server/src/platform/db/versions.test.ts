import { writersArchive } from '../../test/writers-archive';
import { removeMany } from './bin';
import type { Values } from './columns';
import { newId } from './id';
import { inTransaction } from './transaction';
import { updateMany } from './write';

jest.setTimeout(30_000);
const { app, model, create, update, load, trail, errorsOf, codes, settled } = writersArchive();

describe('versions', () => {
  const customer = async (values: Values = {}) => (await create('Customer', { name: `版本${newId()}`, ...values }))[0]!;

  test('of twenty writers on one field that saw the same version one wins', async () => {
    const id = await customer();
    expect(
      await settled(
        Array.from({ length: 20 }, (_, i) => update('Customer', { id, expectedVersion: 1, patch: { headcount: i } })),
      ),
    ).toBe(1);
    expect((await load('Customer', id)).version).toBe(2);
  });

  test('writers on different fields all win', async () => {
    const id = await customer();
    const fields = [
      'shortName',
      'route',
      'serviceArea',
      'salesCapacity',
      'policies',
      'preferences',
      'remarks',
      'industryTrend',
      'marketShareMarket',
      'businessPhilosophy',
    ];
    const plain = (field: string) =>
      inTransaction(app().ctx(), async (tx) => {
        // an ordinary read before the lock must not make the merge blind
        await tx.connection.query('SELECT COUNT(*) AS n FROM audit_event');
        await updateMany(tx, model('Customer'), [{ id, expectedVersion: 1, patch: { [field]: field } }]);
      });
    expect(await settled(fields.map(plain))).toBe(10);
    expect(await load('Customer', id)).toMatchObject({
      version: 11,
      ...Object.fromEntries(fields.map((field) => [field, field])),
    });
    expect((await trail(id)).map((one) => one.version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('a conflict tells original, current and wanted value of each field that both changed', async () => {
    const id = await customer({
      headcount: 1,
      registeredCapital: { amount: '1.00', currency: 'CNY' },
      shortName: '旧',
    });
    await update('Customer', { id, expectedVersion: 1, patch: { headcount: 2, route: 'R' } });
    await update('Customer', {
      id,
      expectedVersion: 2,
      patch: { headcount: 3, registeredCapital: { amount: '2.00', currency: 'USD' } },
    });
    const [error] = await errorsOf(
      update('Customer', { id, expectedVersion: 1, patch: { headcount: 9, registeredCapital: null, shortName: '新' } }),
    );
    expect(error).toMatchObject({
      code: 'VERSION_CONFLICT',
      currentVersion: 3,
      fields: [
        { field: 'headcount', original: '1', current: '3', yours: '9' },
        {
          field: 'registeredCapital',
          original: '{"amount":"1.00","currency":"CNY"}',
          current: '{"amount":"2.00","currency":"USD"}',
          yours: null,
        },
      ],
    });
    // what both want alike is no conflict, nor is a field that only this one touches
    await update('Customer', { id, expectedVersion: 1, patch: { headcount: 3, shortName: '新' } });
    expect(await load('Customer', id)).toMatchObject({ headcount: 3, shortName: '新', route: 'R', version: 4 });
  });

  test('there and back again is a conflict for who saw neither; a version from the future is a slip', async () => {
    const id = await customer({ headcount: 1 });
    await update('Customer', { id, patch: { headcount: 2 } });
    await update('Customer', { id, patch: { headcount: 1 } });
    expect(await codes(update('Customer', { id, expectedVersion: 1, patch: { headcount: 5 } }))).toEqual([
      'VERSION_CONFLICT',
    ]);
    expect(await codes(update('Customer', { id, expectedVersion: 9, patch: { shortName: 'x' } }))).toEqual([
      'VERSION_AHEAD',
    ]);
    expect(await codes(update('Customer', { id: newId(), patch: { shortName: 'x' } }))).toEqual(['NOT_FOUND']);
  });

  test('editing and removing at once: one comes first, the other is told', async () => {
    const id = await customer();
    const works = [
      update('Customer', { id, expectedVersion: 1, patch: { headcount: 1 } }),
      app().write((tx) => removeMany(tx, model('Customer'), [id])),
    ];
    await Promise.allSettled(works);
    const { version, headcount } = await load('Customer', id, true);
    expect([
      [2, null],
      [3, 1],
    ]).toContainEqual([version, headcount]);
  });
});
