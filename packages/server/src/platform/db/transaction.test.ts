import { openTestApp, type TestApp } from '../../test/test-app';
import { createContext } from '../context/context';
import { once } from '../graphql/idempotency';
import { UserFault } from '../graphql/user-fault';
import type { Queryable } from './database';
import { inTransaction } from './transaction';
import { createMany, updateMany } from './write';

jest.setTimeout(60_000);
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const insert = (connection: Queryable, series: string) =>
  connection.execute('INSERT INTO number_sequence (series, period, last_serial) VALUES (?, ?, 1)', [series, '']);
const series = async (prefix: string) =>
  (
    await app.db.read.query<{ series: string }>(
      'SELECT series FROM number_sequence WHERE series LIKE ? ORDER BY series',
      [`${prefix}%`],
    )
  ).map((row) => row.series);
const latch = () => {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

/** Holds up whoever comes until so many have come. */
function barrier(many: number): () => Promise<void> {
  const { open, opened } = latch();
  let came = 0;
  return () => {
    if (++came === many) open();
    return opened;
  };
}

describe('transactions', () => {
  test('a rollback undoes its own work only, whatever others committed meanwhile', async () => {
    const started = latch();
    const end = latch();
    const a = app.db.transaction(async (connection) => {
      await insert(connection, 'lost-a');
      started.open();
      await end.opened;
      throw new Error('A gives up');
    });
    await started.opened;
    const b = app.db.transaction((connection) => insert(connection, 'lost-b'));
    const plain = app.write((tx) => insert(tx.connection, 'lost-plain'));
    setTimeout(end.open, 30);
    await expect(a).rejects.toThrow('A gives up');
    await Promise.all([b, plain]);
    expect(await series('lost-')).toEqual(['lost-b', 'lost-plain']);
  });

  test('nobody reads what is not committed', async () => {
    await app.db.transaction(async (connection) => {
      await insert(connection, 'dirty-1');
      expect(await series('dirty-')).toEqual([]);
      expect(await connection.query("SELECT series FROM number_sequence WHERE series = 'dirty-1'")).toHaveLength(1);
    });
    expect(await series('dirty-')).toEqual(['dirty-1']);
  });

  test('the door for reading does not write on the embedded database', async () => {
    if (app.db.dialect === 'sqlite') await expect(insert(app.db.read, 'read-1')).rejects.toThrow(/readonly/i);
  });

  test('a failed statement does not end the transaction; a failed transaction does not end the connection', async () => {
    await app.db.transaction(async (connection) => {
      await insert(connection, 'half-1');
      await expect(connection.query('SELECT nothing FROM nowhere')).rejects.toThrow();
      await expect(insert(connection, 'half-1')).rejects.toThrow();
      await insert(connection, 'half-2');
    });
    for (let i = 0; i < 12; i++)
      await expect(app.db.transaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await series('half-')).toEqual(['half-1', 'half-2']);
  });

  test('inside a transaction its own context joins, the outer one is refused', async () => {
    const outer = app.ctx();
    await inTransaction(outer, async (tx) => {
      await inTransaction(tx, (inner) => insert(inner.connection, 'nest-1'));
      await expect(inTransaction(outer, async () => undefined)).rejects.toThrow('inside a transaction');
      await expect(Promise.resolve().then(() => inTransaction(app.ctx(), async () => undefined))).rejects.toThrow(
        'inside a transaction',
      );
    });
    expect(await series('nest-')).toEqual(['nest-1']);
  });

  test('effects after commit run once, and not after a rollback', async () => {
    const done: string[] = [];
    await app.write(async (tx) => tx.effects.afterCommit.push(() => done.push('yes')));
    await app
      .write((tx) => {
        tx.effects.afterCommit.push(() => done.push('no'));
        return Promise.reject(new Error('rolled back'));
      })
      .catch(() => undefined);
    expect(done).toEqual(['yes']);
  });

  test('two that wait for each other are both done in the end', async () => {
    const ids = await app.write((tx) =>
      createMany(tx, tx.models.get('Customer'), [{ name: '死锁甲' }, { name: '死锁乙' }]),
    );
    // each holds one and wants the other's; on the embedded database one waits for its turn with nothing in its hands
    const meet = barrier(app.db.dialect === 'mysql' ? 2 : 1);
    const touch = (first: string, second: string) =>
      app.write(async (tx) => {
        const model = tx.models.get('Customer');
        await updateMany(tx, model, [{ id: first, patch: { headcount: Math.trunc(Math.random() * 1e9) } }]);
        await meet();
        await updateMany(tx, model, [{ id: second, patch: { headcount: Math.trunc(Math.random() * 1e9) } }]);
      });
    await Promise.all([touch(ids[0]!, ids[1]!), touch(ids[1]!, ids[0]!)]);
    const versions = await app.db.read.query<{ version: number }>(
      'SELECT version FROM customer WHERE id IN (?, ?)',
      ids,
    );
    expect(versions.map((row) => Number(row.version))).toEqual([3, 3]);
  });
});

describe('many at once', () => {
  test('twenty writers create twenty records', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        app.write((tx) => createMany(tx, tx.models.get('Customer'), [{ name: `并发${i}` }])),
      ),
    );
    expect(new Set(made.flat()).size).toBe(20);
    const { data } = await app.ask('{ customers(filter: {name: {startsWith: "并发"}}) { totalCount } }');
    expect(data.customers.totalCount).toBe(20);
  });

  test('twenty creations through the graph get twenty numbers, also the first of a year', async () => {
    const create =
      'mutation ($n: String!, $k: String) { createCustomer(input: {name: $n}, idempotencyKey: $k) { customer { code } userErrors { code } } }';
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => app.ask(create, { n: `编号${i}`, k: `number-${i}` })),
    );
    expect(
      answers.flatMap((answer) => [...(answer.errors ?? []), ...(answer.data.createCustomer.userErrors as unknown[])]),
    ).toEqual([]);
    expect(new Set(answers.map((answer) => answer.data.createCustomer.customer.code)).size).toBe(20);
  });
});

test('every session of the pool has our settings, whatever the server has', async () => {
  if (app.db.dialect !== 'mysql') return;
  // all ten at once, so that each has a session of its own
  const meet = barrier(10);
  const ask = () =>
    app.db.transaction(async (connection) => {
      await meet();
      return connection.query<{ Value: string }>(
        "SHOW SESSION VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation')",
      );
    });
  const sessions = await Promise.all(Array.from({ length: 10 }, ask));
  expect([...new Set(sessions.flat().map((row) => row.Value))]).toEqual(['READ-COMMITTED']);
  await expect(
    app.write((tx) =>
      tx.connection.execute("INSERT INTO number_sequence (series, period, last_serial) VALUES (?, 'x', 1)", [
        'x'.repeat(41),
      ]),
    ),
  ).rejects.toThrow('too long');
});

describe('idempotency', () => {
  const work = (key: string, name: string, role: 'SALES' | 'MANAGER' = 'SALES') =>
    app.write(
      (tx) =>
        once(
          tx,
          { key, name: 'createCustomer', input: { name } },
          async () => (await createMany(tx, tx.models.get('Customer'), [{ name }]))[0]!,
        ),
      role,
    );
  const count = async (name: string) =>
    (await app.db.read.query('SELECT id FROM customer WHERE name = ?', [name])).length;

  test('the same key and input is one record, done once', async () => {
    const first = await work('k-1', '幂等甲');
    expect(await work('k-1', '幂等甲')).toBe(first);
    expect(await count('幂等甲')).toBe(1);
  });

  test('the same key with another input is refused; of another person it is another key', async () => {
    await work('k-2', '幂等乙');
    const error = await work('k-2', '幂等丙').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserFault);
    expect((error as UserFault).errors[0]!.code).toBe('IDEMPOTENCY_MISMATCH');
    await work('k-2', '幂等乙', 'MANAGER');
    expect([await count('幂等乙'), await count('幂等丙')]).toEqual([2, 0]);
  });

  test('ten at once have one effect and one answer', async () => {
    for (let round = 0; round < 5; round++) {
      const ids = await Promise.all(Array.from({ length: 10 }, () => work(`k-3-${round}`, `幂等丁${round}`)));
      expect(new Set(ids).size).toBe(1);
      expect(await count(`幂等丁${round}`)).toBe(1);
    }
  });

  test('work that failed keeps no key', async () => {
    const failing = app.write((tx) =>
      once(tx, { key: 'k-4', name: 'x', input: {} }, () => Promise.reject(new Error('no'))),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await app.db.read.query("SELECT * FROM idempotency_key WHERE key_text = 'k-4'")).toEqual([]);
  });

  test('through the graph: a repeated mutation answers the same record', async () => {
    const create =
      'mutation ($n: String!, $k: String) { createCustomer(input: {name: $n}, idempotencyKey: $k) { customer { id name version } userErrors { code path } } }';
    const first = await app.ask(create, { n: '图幂等', k: 'g-1' });
    expect(await app.ask(create, { n: '图幂等', k: 'g-1' })).toEqual(first);
    const other = await app.ask(create, { n: '图幂等二', k: 'g-1' });
    expect(other.data.createCustomer).toEqual({
      customer: null,
      userErrors: [{ code: 'IDEMPOTENCY_MISMATCH', path: ['idempotencyKey'] }],
    });
    const long = await app.ask(create, { n: '图幂等三', k: 'x'.repeat(256) });
    expect(long.data.createCustomer.userErrors[0].code).toBe('TOO_LONG');
    expect(createContext(app, { actor: null, requestId: '-' }).connection).toBe(app.db.read);
  });
});
