import { openTestApp, type TestApp } from '../../test/test-app';
import type { RequestContext } from '../context/context';
import { inTransaction } from '../db/transaction';
import { createMany } from '../db/write';
import { Budget } from './budget';
import { graphql } from 'graphql';

describe('an account', () => {
  test('fills up again with time, to a minute at most', () => {
    const budget = new Budget(600);
    expect(budget.take('a', 600, 0)).toBe(0);
    expect(budget.take('a', 100, 0)).toBe(10);
    expect(budget.take('a', 100, 9_000)).toBe(1);
    expect(budget.take('a', 100, 10_000)).toBe(0);
    expect(budget.take('b', 600, 10_000)).toBe(0);
    expect(budget.take('a', 600, 3_600_000)).toBe(0);
    expect(budget.take('a', 1, 3_600_000)).toBe(1);
  });
  test('gets back what was not read, and never more than it holds', () => {
    const budget = new Budget(600);
    budget.take('a', 600, 0);
    budget.refund('a', 500);
    expect(budget.take('a', 500, 0)).toBe(0);
    budget.refund('a', 5000);
    expect(budget.take('a', 601, 0)).toBe(0);
    expect(budget.take('a', 1, 0)).toBeGreaterThan(0);
  });
  test('a document dearer than a minute waits for a whole minute and is let through', () => {
    const budget = new Budget(600);
    expect(budget.take('a', 900, 0)).toBe(0);
    expect(budget.take('a', 1, 0)).toBe(31);
  });
});

describe('through the graph', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openTestApp();
    await inTransaction(app.ctx(), (tx) =>
      createMany(tx, app.models.get('Customer'), [
        { name: '预算一号', code: 'B-1', stage: 'PROSPECT' },
        { name: '预算二号', code: 'B-2', stage: 'PROSPECT' },
      ]),
    );
  });
  afterAll(() => app.close());
  const ask = (via: 'token' | 'session', budget: Budget) => {
    const ctx: RequestContext = { ...app.ctx(), budget, actor: { ...app.actors.ADMINISTRATOR, via } };
    return graphql({ schema: app.schema, source: '{ customers(first: 200) { nodes { name } } }', contextValue: ctx });
  };

  test('a token pays for the rows that came, not for those it might have got', async () => {
    const budget = new Budget(250);
    for (let i = 0; i < 5; i++) expect((await ask('token', budget)).errors).toBeUndefined();
  });
  test('and is told when to come back, before anything is read', async () => {
    const budget = new Budget(250);
    budget.take(app.actors.ADMINISTRATOR.userId, 200, app.clock.now().getTime());
    app.statements();
    const { errors } = await ask('token', budget);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', params: { seconds: 36 } });
    expect(app.statements()).toEqual([]);
    expect((await ask('session', budget)).errors).toBeUndefined();
  });
});
