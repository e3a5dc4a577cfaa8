import { fromMinor, maxMinor } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';
import { createContext, type TxContext } from '../context/context';
import { UserFault, type UserErrorData } from '../graphql/user-fault';
import type { EntityModel } from '../query/model';
import type { Values } from './columns';
import { newId } from './id';
import { inTransaction } from './transaction';
import { removeMany, restoreMany } from './bin';
import { loadValues } from './stored';
import { createMany, updateMany, type Update } from './write';

jest.setTimeout(30_000);
let app: TestApp;
let now = Date.parse('2026-03-15T04:00:00.000Z');
/** The clock moves with every reading, as it does in life. */
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date(now++) });
});
afterAll(() => app.close());

const model = (name: string): EntityModel => app.models.get(name);
const create = (entity: string, ...rows: Values[]): Promise<string[]> =>
  app.write((tx) => createMany(tx, model(entity), rows));
const update = (entity: string, one: Update, role?: 'SALES') =>
  app.write((tx) => updateMany(tx, model(entity), [one]), role);
const load = async (entity: string, id: string, deleted = false): Promise<Values> =>
  (await app.write((tx) => loadValues(tx, model(entity), [id], deleted))).get(id)!;
const rows = (table: string, where = '1=1', params: unknown[] = []) =>
  app.db.read.query(`SELECT * FROM ${table} WHERE ${where}`, params);
const trail = async (recordId: string) =>
  (await rows('audit_event', 'record_id LIKE ? ORDER BY version', [`%${recordId}`])).map((row) => ({
    verb: row.verb,
    version: row.version,
    changes: JSON.parse((row.changes as string | null) ?? '[]') as unknown,
  }));
/** The user errors of refused work. */
async function errorsOf(work: Promise<unknown>): Promise<readonly UserErrorData[]> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserFault)) throw error ?? new Error('it was not refused');
  return error.errors;
}
const codes = async (work: Promise<unknown>) => (await errorsOf(work)).map((error) => error.code);
const settled = async (works: Promise<unknown>[]) =>
  (await Promise.allSettled(works)).filter((one) => one.status === 'fulfilled').length;

describe('what a write leaves behind', () => {
  const listening = () =>
    createContext(
      {
        ...app,
        subscribers: new Map([
          ['customer.create', ['probe', 'other']],
          ['customer.update', ['probe']],
          ['customer.remove', ['probe']],
        ]),
      },
      { actor: app.actors.SALES, requestId: 'r-1' },
    );

  test('a trace and an event for each subscriber, in the same transaction', async () => {
    const [id] = await inTransaction(listening(), (tx) =>
      createMany(tx, model('Customer'), [{ name: '留痕有限公司', headcount: 3 }], { reason: '展会' }),
    );
    await inTransaction(listening(), (tx) =>
      updateMany(
        tx,
        model('Customer'),
        [{ id: id!, expectedVersion: 1, patch: { headcount: 4, ownerId: app.actors.SALES.userId } }],
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
          { field: 'ownerId', before: null, after: `usr_${app.actors.SALES.userId}` },
        ],
      },
      { verb: 'REMOVE', version: 3, changes: [] },
    ]);
    const [first] = await rows('audit_event', 'record_id = ? AND version = 1', [`cus_${id!}`]);
    expect(first).toMatchObject({
      actor_id: app.actors.SALES.userId,
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
    const { data } = await app.ask('{ customers(filter: {name: {startsWith: "\ufdfa\ufdfa"}}) { totalCount } }');
    expect(data.customers.totalCount).toBe(1);
  });
});

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
      inTransaction(app.ctx(), async (tx) => {
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
      app.write((tx) => removeMany(tx, model('Customer'), [id])),
    ];
    await Promise.allSettled(works);
    const { version, headcount } = await load('Customer', id, true);
    expect([
      [2, null],
      [3, 1],
    ]).toContainEqual([version, headcount]);
  });
});

describe('the recycle bin', () => {
  const alive = async (table: string, ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await rows(table, 'id = ?', [id]))[0]!.deleted_at === null));

  test('takes the whole file along and gives back what went together', async () => {
    const [id, other] = await create('Customer', { name: '整档甲' }, { name: '整档乙' });
    const contacts = await create(
      'Contact',
      { customerId: id, name: '先走' },
      { customerId: id, name: '同去' },
      { customerId: other, name: '无关' },
    );
    const [contract] = await create('Contract', { customerId: id, name: '合同' });
    const items = await create(
      'ContractItem',
      { contractId: contract, product: 'a', quantity: '1', unitPrice: '1' },
      { contractId: contract, product: 'b', quantity: '1', unitPrice: '1' },
    );
    await app.write((tx) => removeMany(tx, model('Contact'), [contacts[0]!]));
    await app.write((tx) => removeMany(tx, model('ContractItem'), [items[0]!]));
    await app.write((tx) => removeMany(tx, model('Customer'), [id!], { reason: '重复' }));
    expect(await alive('contact', contacts)).toEqual([false, false, true]);
    expect(await alive('contract', [contract!])).toEqual([false]);
    expect(await alive('contract_item', items)).toEqual([false, false]);
    expect((await trail(contract!)).map((one) => one.verb)).toEqual(['CREATE', 'REMOVE']);
    expect((await rows('audit_event', "record_id = ? AND verb = 'REMOVE'", [`con_${contacts[1]!}`]))[0]).toMatchObject({
      customer_id: id,
      reason: '重复',
    });
    await app.write((tx) => restoreMany(tx, model('Customer'), [id!]));
    expect(await alive('contact', contacts)).toEqual([false, true, true]);
    expect(await alive('contract_item', items)).toEqual([false, true]);
    expect(await load('Customer', id!)).toMatchObject({ version: 3, deletedAt: null, deletedById: null });
  });

  test('removing twice and restoring twice change nothing', async () => {
    const [id] = await create('Customer', { name: '两次' });
    for (const _ of [1, 2]) await app.write((tx) => removeMany(tx, model('Customer'), [id!]));
    for (const _ of [1, 2]) await app.write((tx) => restoreMany(tx, model('Customer'), [id!]));
    expect((await trail(id!)).map((one) => one.verb)).toEqual(['CREATE', 'REMOVE', 'RESTORE']);
  });

  test('keys are free while their record is there; who comes back must find them free', async () => {
    const [id] = await create('Customer', {
      name: '占号甲',
      code: 'K-1',
      unifiedSocialCreditCode: '91310115MA1K00015K',
    });
    expect(await codes(create('Customer', { name: '占号乙', code: 'K-1' }))).toEqual(['DUPLICATE_CODE']);
    expect(await codes(create('Customer', { name: '占号乙', unifiedSocialCreditCode: '91310115MA1K00015K' }))).toEqual([
      'DUPLICATE_CREDIT_CODE',
    ]);
    await app.write((tx) => removeMany(tx, model('Customer'), [id!]));
    const [heir] = await create('Customer', { name: '占号乙', code: 'K-1' });
    expect(await codes(app.write((tx) => restoreMany(tx, model('Customer'), [id!])))).toEqual(['DUPLICATE_CODE']);
    expect(await alive('customer', [id!])).toEqual([false]);
    await update('Customer', { id: heir!, patch: { code: 'K-2' } });
    await app.write((tx) => restoreMany(tx, model('Customer'), [id!]));
    expect(await codes(update('Customer', { id: heir!, patch: { code: 'K-1' } }))).toEqual(['DUPLICATE_CODE']);
    expect(await codes(create('User', { userName: 'ADMINISTRATOR', name: '假', roles: ['SALES'] }))).toEqual([
      'DUPLICATE_USER_NAME',
    ]);
  });

  test('a customer has one live primary contact', async () => {
    const [id] = await create('Customer', { name: '主要' });
    const [first] = await create('Contact', { customerId: id, name: '甲', isPrimary: true });
    expect(await codes(create('Contact', { customerId: id, name: '乙', isPrimary: true }))).toEqual([
      'DUPLICATE_PRIMARY',
    ]);
    await app.write((tx) => removeMany(tx, model('Contact'), [first!]));
    await create('Contact', { customerId: id, name: '乙', isPrimary: true });
    expect(await codes(app.write((tx) => restoreMany(tx, model('Contact'), [first!])))).toEqual(['DUPLICATE_PRIMARY']);
  });
});

describe('money and ids', () => {
  test('amounts at the bounds are kept to the cent, filtered, ordered and paged', async () => {
    const minors = [maxMinor, maxMinor - 1n, -maxMinor, 9_007_199_254_740_993n, 9_007_199_254_740_992n, 1n, 0n].filter(
      (minor) => minor <= maxMinor,
    );
    const [customerId] = await create('Customer', { name: '巨额' });
    await create(
      'Contract',
      ...minors.map((minor) => ({ customerId, name: 'x', amount: { amount: fromMinor(minor), currency: 'CNY' } })),
    );
    const asked =
      'query ($a: String, $f: ContractFilter) { contracts(filter: $f, orderBy: [{amount: {direction: DESC}}], first: 1, after: $a) { nodes { amount { amount } } pageInfo { hasNextPage endCursor } totalCount } }';
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Record<string, any> } = await app.ask(asked, {
        a: after,
        f: { customer: { id: { eq: `cus_${customerId!}` } } },
      });
      seen.push(data.contracts.nodes[0].amount.amount);
      after = data.contracts.pageInfo.hasNextPage ? data.contracts.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual([...minors].sort((a, b) => (a < b ? 1 : -1)).map(fromMinor));
    const { data } = await app.ask(asked, { f: { amount: { eq: fromMinor(maxMinor) } } });
    expect(data.contracts.totalCount).toBe(1);
    const many = await create(
      'Contract',
      ...Array.from({ length: 20 }, () => ({
        customerId,
        name: 'sum',
        amount: { amount: fromMinor(maxMinor), currency: 'USD' },
      })),
    );
    const [sum] = await app.db.read.query<{ total: string }>(
      `SELECT CAST(SUM(amount_minor) AS CHAR(40)) AS total FROM contract WHERE amount_currency = 'USD'`,
    );
    expect(sum!.total).toBe(String(maxMinor * BigInt(many.length)));
  });

  test('an amount that would not be exact is never stored', async () => {
    const [customerId] = await create('Customer', { name: '过大' });
    for (const amount of [fromMinor(maxMinor + 1n), '90071992547409.93', '1.001', 'NaN', '1e3'])
      await expect(create('Contract', { customerId, name: 'x', amount: { amount, currency: 'CNY' } })).rejects.toThrow(
        'out of bounds',
      );
  });

  test('ids are ordered by creation, unique, and of one form', async () => {
    const ids = Array.from({ length: 20_000 }, () => newId());
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(id))).toBe(true);
    const back = newId(Date.now() - 3_600_000);
    expect(back > ids.at(-1)!).toBe(true);
    const made = await create('Customer', ...Array.from({ length: 300 }, (_, i) => ({ name: `序${i}` })));
    expect([...made].sort()).toEqual(made);
  });
});
