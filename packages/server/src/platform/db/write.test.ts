import { writersArchive } from '../../test/writers-archive';
import { createContext, type TxContext } from '../context/context';
import { removeMany } from './bin';
import { inTransaction } from './transaction';
import { createMany, updateMany } from './write';

jest.setTimeout(30_000);
const { app, model, create, update, load, rows, trail } = writersArchive();

describe('what a write leaves behind', () => {
  const listening = () =>
    createContext(
      {
        ...app(),
        subscribers: new Map([
          ['customer.create', ['probe', 'other']],
          ['customer.update', ['probe']],
          ['customer.remove', ['probe']],
        ]),
      },
      { actor: app().actors.SALES, requestId: 'r-1' },
    );

  test('a trace and an event for each subscriber, in the same transaction', async () => {
    const [id] = await inTransaction(listening(), (tx) =>
      createMany(tx, model('Customer'), [{ name: '留痕有限公司', headcount: 3 }], { reason: '展会' }),
    );
    await inTransaction(listening(), (tx) =>
      updateMany(
        tx,
        model('Customer'),
        [{ id: id!, expectedVersion: 1, patch: { headcount: 4, ownerId: app().actors.SALES.userId } }],
        { verb: 'CHANGE_STAGE' },
      ),
    );
    await inTransaction(listening(), (tx) => removeMany(tx, model('Customer'), [id!]));
    expect(await trail(id!)).toEqual([
      {
        verb: 'CREATE',
        version: 1,
        changes: expect.arrayContaining([
          { field: 'name', before: null, after: '留痕有限公司' },
          { field: 'headcount', before: null, after: '3' },
        ]),
      },
      {
        verb: 'CHANGE_STAGE',
        version: 2,
        changes: [
          { field: 'headcount', before: '3', after: '4' },
          { field: 'ownerId', before: null, after: `usr_${app().actors.SALES.userId}` },
        ],
      },
      { verb: 'REMOVE', version: 3, changes: [] },
    ]);
    const [first] = await rows('audit_event', 'record_id = ? AND version = 1', [`cus_${id!}`]);
    expect(first).toMatchObject({
      actor_id: app().actors.SALES.userId,
      via: 'session',
      request_id: 'r-1',
      customer_id: id,
      reason: '展会',
      entity: 'Customer',
    });
    expect(
      (await rows('outbox_event', 'record_id = ? ORDER BY id', [id])).map((row) => [
        row.subscriber,
        row.event,
        row.state,
      ]),
    ).toEqual([
      ['probe', 'customer.create', 'QUEUED'],
      ['other', 'customer.create', 'QUEUED'],
      ['probe', 'customer.remove', 'QUEUED'],
    ]);
  });

  test.each<[string, (tx: TxContext) => Promise<unknown>]>([
    ['work that fails after the insert', () => Promise.reject(new Error('later'))],
    [
      'a second row that the index refuses',
      (tx) =>
        createMany(tx, model('Customer'), [
          { name: '一', code: 'SAME' },
          { name: '二', code: 'SAME' },
        ]),
    ],
    ['SQL that the engine refuses', (tx) => tx.connection.execute('INSERT INTO nowhere VALUES (1)')],
  ])('%s leaves nothing at all', async (_what, then) => {
    const tables = ['customer', 'audit_event', 'outbox_event', 'search_posting', 'search_document'];
    const count = async () => Promise.all(tables.map(async (table) => (await rows(table)).length));
    const before = await count();
    await expect(
      inTransaction(listening(), async (tx) => {
        await createMany(tx, model('Customer'), [{ name: '不该留下有限公司' }]);
        await then(tx);
      }),
    ).rejects.toThrow();
    expect(await count()).toEqual(before);
  });

  test('a change that changes nothing leaves no trace and no version', async () => {
    const [id] = await create('Customer', {
      name: '不变有限公司',
      tags: ['a'],
      registeredCapital: { amount: '10.00', currency: 'CNY' },
    });
    const versions = await update('Customer', {
      id: id!,
      expectedVersion: 1,
      patch: {
        name: '不变有限公司',
        tags: ['a'],
        registeredCapital: { amount: '10.00', currency: 'CNY' },
        shortName: null,
        remarks: undefined,
      },
    });
    expect(versions.get(id!)).toBe(1);
    expect(await trail(id!)).toHaveLength(1);
    await update('Customer', { id: id!, patch: { name: undefined, shortName: '变' } });
    expect(await load('Customer', id!)).toMatchObject({ name: '不变有限公司', shortName: '变', version: 2 });
  });

  test('derived columns follow the text', async () => {
    const [id] = await create('Customer', { name: 'ＡＢＣ 重庆' });
    const columns = async () => (await rows('customer', 'id = ?', [id]))[0];
    expect(await columns()).toMatchObject({
      name_folded: 'abc 重庆',
      name_pinyin: expect.stringMatching(/^abc +chong qing$/),
      live_name_key: 'ABC重庆',
    });
    await update('Customer', { id: id!, patch: { name: '长沙' } });
    expect(await columns()).toMatchObject({ name_folded: '长沙', name_pinyin: 'chang sha', live_name_key: '长沙' });
  });

  test('text that grows when it is folded still fits its columns', async () => {
    const name = '\ufdfa'.repeat(200);
    const [id] = await create('Customer', { name, shortName: '㍿'.repeat(100), route: '\ufdfa'.repeat(100) });
    expect(await load('Customer', id!)).toMatchObject({ name });
    const { data } = await app().ask('{ customers(filter: {name: {startsWith: "\ufdfa\ufdfa"}}) { totalCount } }');
    expect(data.customers.totalCount).toBe(1);
  });
});
