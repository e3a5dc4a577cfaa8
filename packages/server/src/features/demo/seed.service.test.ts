import { graphql } from 'graphql';
import { openTestApp, type TestApp } from '../../test/test-app';
import { decode } from '../../platform/db/columns';
import { readingIndexes } from '../../platform/db/bulk-load';
import { keyColumns } from '../../platform/db/stored';
import { updateMany } from '../../platform/db/write';
import { exposeId, type EntityModel } from '../../platform/query/model';
import { tokensOf } from '../../platform/search/tokens';
import { computeMetrics } from '../assessment/assessment.metrics';
import { readState } from './seed-state';
import { seedDemo } from './seed.service';

jest.setTimeout(120_000);

const now = () => new Date('2026-11-21T06:30:00.000Z');
const CUSTOMERS = 140;
const entities = ['Customer', 'Contact', 'Contract', 'ContractItem', 'Assessment', 'BankAccount'];
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ now });
  await seedDemo(app, { customers: CUSTOMERS });
});
afterAll(() => app.close());

const rowsOf = (from: TestApp, table: string, order = 'id') =>
  from.db.read.query(`SELECT * FROM ${table} ORDER BY ${order}`);

/** Every row of the demo as text, with people and scorecard by name: those get new ids in each archive. */
async function everything(from: TestApp): Promise<string> {
  const names = await from.db.read.query<{ id: string; name: string }>(
    'SELECT id, user_name AS name FROM user_account UNION ALL SELECT id, name FROM scorecard',
  );
  const tables = [
    'customer',
    'contact',
    'contract',
    'contract_item',
    'assessment',
    'bank_account',
    "audit_event WHERE request_id = 'demo' AND customer_id IS NOT NULL",
  ];
  let text = '';
  // sealed under the keys of each archive, with a fresh nonce for each value
  const open = (key: string, value: unknown) => (/_(sealed|blind)$/.test(key) ? undefined : value);
  for (const table of tables) text += JSON.stringify(await rowsOf(from, table), open);
  text += JSON.stringify(await rowsOf(from, 'search_document', 'entity, record_id'));
  text += JSON.stringify(await rowsOf(from, 'search_posting', 'entity, token, rank_no, sort_key, record_id'));
  for (const { id, name } of names) text = text.replaceAll(id, name);
  return text;
}

describe('what the demo writes', () => {
  it('is there, once, and nothing more on a second run', async () => {
    const count = async () =>
      Number((await app.db.read.query<{ n: number }>('SELECT COUNT(*) AS n FROM customer'))[0]!.n);
    expect(await count()).toBe(CUSTOMERS);
    await seedDemo(app, { customers: CUSTOMERS });
    expect(await count()).toBe(CUSTOMERS);
  });

  it.each(entities)('has key columns, versions and one trace for each change: %s', async (name) => {
    const model = app.models.get(name);
    const rows = await rowsOf(app, model.table);
    expect(rows.length).toBeGreaterThan(20);
    const trail = await app.db.read.query<{ record_id: string; version: number; verb: string; at: string }>(
      'SELECT record_id, version, verb, at FROM audit_event WHERE entity = ? ORDER BY record_id, version',
      [name],
    );
    const byRecord = group(trail);
    const faults = rows.flatMap((row) => rowFaults(model, row, byRecord.get(exposeId(model, row.id as string)) ?? []));
    expect(faults).toEqual([]);
    expect(byRecord.size).toBe(rows.length);
  });

  it.each(['Customer', 'Contact', 'Contract'])('is searchable as if it had been typed in: %s', async (name) => {
    const model = app.models.get(name);
    const ids = (await rowsOf(app, model.table)).map((row) => row.id as string);
    const texts = await model.search!.collect(app.db.read, ids);
    const expected = ids
      .flatMap((id) => [...tokensOf(texts.get(id)!)].map(([token, rank]) => `${token} ${rank} ${id}`))
      .sort();
    const stored = await app.db.read.query<{ token: string; rank_no: number; record_id: string }>(
      'SELECT token, rank_no, record_id FROM search_posting WHERE entity = ?',
      [name],
    );
    expect(stored.map(({ token, rank_no, record_id }) => `${token} ${rank_no} ${record_id}`).sort()).toEqual(expected);
  });

  it('says of assessments what the service would find', async () => {
    const model = app.models.get('Assessment');
    const customers = new Map(
      (await rowsOf(app, 'customer')).map((row) => [row.id as string, decode(app.models.get('Customer'), row)]),
    );
    const assessments = (await rowsOf(app, 'assessment')).map((row) => decode(model, row));
    const found = await computeMetrics(
      app.ctx(),
      assessments.map(({ customerId, assessedOn }) => ({
        customer: customers.get(customerId as string)!,
        assessedOn: assessedOn as string,
      })),
    );
    const evidence = (scores: unknown) =>
      (scores as { dimension: string; evidence: string | null }[])
        .filter((score) => ['amount', 'frequency', 'years'].includes(score.dimension))
        .map((score) => score.evidence);
    expect(assessments.map(({ scores }) => evidence(scores))).toEqual(
      found.map((one) => [
        one.CONTRACT_AMOUNT_12M.evidence,
        one.CONTRACT_COUNT_12M.evidence,
        one.COOPERATION_YEARS.evidence,
      ]),
    );
  });

  it('can be edited: the next version follows, the next number too', async () => {
    const [row] = await app.db.read.query<{ id: string; version: number }>(
      'SELECT id, version FROM customer ORDER BY id LIMIT 1',
    );
    const versions = await app.write((tx) =>
      updateMany(tx, tx.models.get('Customer'), [
        { id: row!.id, expectedVersion: Number(row!.version), patch: { fax: '0512-55500000' } },
      ]),
    );
    expect(versions.get(row!.id)).toBe(Number(row!.version) + 1);
    const { data } = await app.ask(
      `mutation { createCustomer(input: { name: "新来的客户" }) { customer { code } userErrors { code } } }`,
    );
    const [last] = await app.db.read.query<{ code: string }>(
      "SELECT MAX(code) AS code FROM customer WHERE code LIKE 'KH2026%'",
    );
    expect(data.createCustomer.customer.code).toBe(last!.code);
  });
});

const group = <R extends { record_id: string }>(rows: readonly R[]): Map<string, R[]> => {
  const groups = new Map<string, R[]>();
  for (const row of rows) groups.set(row.record_id, [...(groups.get(row.record_id) ?? []), row]);
  return groups;
};

function rowFaults(
  model: EntityModel,
  row: Record<string, unknown>,
  trail: readonly { version: number; verb: string; at: string }[],
): string[] {
  const faults: string[] = [];
  for (const [column, value] of Object.entries(keyColumns(model, decode(model, row), true)))
    if (row[column] !== value) faults.push(`${String(row.id)} ${column}`);
  if (trail.map(({ version }) => Number(version)).join() !== trail.map((_, i) => i + 1).join())
    faults.push(`${String(row.id)} trail`);
  if (
    trail.length !== Number(row.version) ||
    trail[0]?.verb !== 'CREATE' ||
    trail[0].at !== row.created_at ||
    trail.at(-1)!.at !== row.updated_at
  )
    faults.push(`${String(row.id)} version`);
  return faults;
}

describe('a demo that is cut off', () => {
  it('goes on where it stood and ends as if nothing had happened', async () => {
    const [whole, broken] = [await openTestApp({ now }), await openTestApp({ now })];
    await seedDemo(whole, { customers: 90 });
    const stop = new AbortController();
    await seedDemo(broken, {
      customers: 90,
      background: true,
      signal: stop.signal,
      onProgress: (done) => done >= 20 && stop.abort(),
    });
    expect(await readState(broken.db.read)).toMatchObject({ done: 20, target: 90 });
    expect((await broken.ask('{ demoProgress { done total } }')).data.demoProgress).toBeNull();
    const { data } = (await graphql({
      schema: broken.schema,
      source: '{ demoProgress { done total } }',
      contextValue: { ...broken.ctx(), demo: true },
    })) as { data: Record<string, unknown> };
    expect(data.demoProgress).toEqual({ done: 20, total: 90 });
    // a chunk that dies in the middle leaves nothing
    const dying = { ...broken, db: { ...broken.db, transaction: dies(broken.db) } };
    await expect(seedDemo(dying, { customers: 90 })).rejects.toThrow('the power went off');
    expect(await readState(broken.db.read)).toMatchObject({ done: 20 });
    // two processes at once share the work
    await Promise.all([
      seedDemo(broken, { customers: 90, background: true }),
      seedDemo(broken, { customers: 90, background: true }),
    ]);
    expect(await readState(broken.db.read)).toMatchObject({ done: 90 });
    expect((await everything(broken)) === (await everything(whole))).toBe(true);
    await Promise.all([whole.close(), broken.close()]);
  });
});

describe('a large load', () => {
  it('leaves the same rows, search and indexes, also when it is cut off', async () => {
    const [small, large] = [await openTestApp({ now }), await openTestApp({ now })];
    const indexes = async (from: TestApp) =>
      (
        await readingIndexes(from.db, ['customer', 'contact', 'contract', 'contract_item', 'assessment', 'audit_event'])
      ).map(({ name, create }) => name + create);
    const before = await indexes(large);
    await seedDemo(small, { customers: 90 });
    const stop = new AbortController();
    await seedDemo(large, {
      customers: 70,
      bulkFrom: 50,
      signal: stop.signal,
      onProgress: (done) => done >= 70 && stop.abort(),
    });
    expect((await indexes(large)).length).toBeLessThan(10);
    // unique ones are never gone
    await expect(large.write((tx) => tx.connection.execute("UPDATE customer SET live_code = 'KH1'"))).rejects.toThrow();
    const steps: number[] = [];
    await seedDemo(large, { customers: 90, onFinish: (done, total) => steps.push(done / total) });
    expect(steps.at(-1)).toBe(1);
    expect(await indexes(large)).toEqual(before);
    expect(await readState(large.db.read)).toMatchObject({ done: 90, deferred: null });
    expect((await everything(large)) === (await everything(small))).toBe(true);
    await Promise.all([small.close(), large.close()]);
  });
});

/** Transactions that fail at their end, once rows of customers were written. */
const dies =
  (db: TestApp['db']): TestApp['db']['transaction'] =>
  (work) =>
    db.transaction(async (connection) => {
      let wrote = false;
      const result = await work({
        ...connection,
        execute: (sql, params) => ((wrote ||= sql.startsWith('INSERT INTO customer')), connection.execute(sql, params)),
      });
      if (wrote) throw new Error('the power went off');
      return result;
    });
