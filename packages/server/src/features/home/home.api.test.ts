import { graphql } from 'graphql';
import { addDays, contractTimeState, nameCore, rangedResources, toMinor, fromMinor } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';
import { openTestServer } from '../../test/test-server';
import { decode, type Values } from '../../platform/db/columns';
import { exposeId } from '../../platform/query/model';
import { seedDemo } from '../demo';
import { homeBoard } from './home.board';
import { thingsToLookAt } from './home.things';

jest.setTimeout(120_000);

const now = () => new Date('2026-11-21T06:30:00.000Z');
const today = '2026-11-21';
let app: TestApp;
let rows: Record<string, Values[]>;
beforeAll(async () => {
  app = await openTestApp({ now });
  await seedDemo(app, { customers: 160 });
  // what is in the recycle bin counts nowhere
  const [gone] = await app.db.read.query<{ id: string; version: number }>(
    "SELECT id, version FROM customer WHERE relationship_stage = 'COOPERATING' ORDER BY id LIMIT 1",
  );
  const { errors } = await app.ask(
    'mutation ($id: ID!, $v: Int!) { removeCustomer(id: $id, expectedVersion: $v) { userErrors { code } } }',
    { id: exposeId(app.models.get('Customer'), gone!.id), v: Number(gone!.version) },
  );
  expect(errors).toBeUndefined();
  const all = async (name: string) => {
    const model = app.models.get(name);
    return (await app.db.read.query(`SELECT * FROM ${model.table} WHERE deleted_at IS NULL`)).map((row) =>
      decode(model, row),
    );
  };
  rows = { customers: await all('Customer'), contacts: await all('Contact'), contracts: await all('Contract') };
});
afterAll(() => app.close());

const BOARD = `query ($first: Int) { homeBoard {
  customers contacts contractsInForce amountInForce { amount currency } newCustomersThisMonth newCustomersLastMonth myCustomers
  due { contractsExpiringIn7Days contractsExpiringIn30Days reviewsOverdue reviewsIn7Days followUpsOverdue followUpsIn7Days }
  grades { grade count } regions { region name count } stages { stage count }
  thingsToLookAt(first: $first) { kind severity title detail customer { id name grade owner { name } } otherCustomer { name } contract { number expiresOn } }
} }`;

const countBy = (values: readonly unknown[]) => {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

describe('the figures of the home page', () => {
  it('equal what a person would count by hand', async () => {
    const { data, errors } = await app.ask(BOARD);
    expect(errors).toBeUndefined();
    const { customers, contacts, contracts } = rows as { customers: Values[]; contacts: Values[]; contracts: Values[] };
    const running = contracts.filter(({ performanceStatus }) =>
      ['SIGNED', 'PERFORMING', 'CHANGING'].includes(performanceStatus as string),
    );
    const inForce = running.filter(({ effectiveOn, expiresOn }) =>
      ['IN_FORCE', 'EXPIRING'].includes(contractTimeState(effectiveOn as string, expiresOn as string, today)!),
    );
    const until = (days: number) =>
      inForce.filter(({ expiresOn }) => (expiresOn as string) <= addDays(today, days)).length;
    const sums = new Map<string, bigint>();
    for (const { amount } of inForce as { amount: { amount: string; currency: string } }[])
      sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + toMinor(amount.amount)!);
    const instant = now().toISOString();
    const midnight = (day: string) => app.clock.startOf(day);
    const dates = (name: string) =>
      customers.map((one) => one[name] as string | null).filter((value): value is string => value !== null);
    const between = (values: string[], from: string, to: string) =>
      values.filter((value) => value >= from && value < to).length;
    const board = data.homeBoard;
    expect({ ...board, thingsToLookAt: undefined, regions: undefined, grades: undefined, stages: undefined }).toEqual({
      customers: customers.length,
      contacts: contacts.length,
      contractsInForce: inForce.length,
      amountInForce: ['CNY', 'EUR', 'HKD', 'USD']
        .filter((currency) => sums.has(currency))
        .map((currency) => ({ amount: fromMinor(sums.get(currency)!), currency })),
      newCustomersThisMonth: between(dates('createdAt'), midnight('2026-11-01'), midnight('2026-12-01')),
      newCustomersLastMonth: between(dates('createdAt'), midnight('2026-10-01'), midnight('2026-11-01')),
      myCustomers: customers.filter(({ ownerId }) => ownerId === app.actors.ADMINISTRATOR.userId).length,
      due: {
        contractsExpiringIn7Days: until(7),
        contractsExpiringIn30Days: until(30),
        reviewsOverdue: between(dates('nextReviewOn'), '', today),
        reviewsIn7Days: between(dates('nextReviewOn'), today, addDays(today, 8)),
        followUpsOverdue: between(dates('nextFollowUpAt'), '', instant),
        followUpsIn7Days: between(dates('nextFollowUpAt'), instant, midnight(addDays(today, 8))),
      },
    });
    expect(inForce.length).toBeGreaterThan(20);
    const grades = countBy(customers.map(({ grade }) => grade));
    expect(board.grades).toEqual(
      ['A', 'B', 'C', 'D', null]
        .filter((grade) => grades.has(grade))
        .map((grade) => ({ grade, count: grades.get(grade) })),
    );
    const stages = countBy(customers.map(({ relationshipStage }) => relationshipStage));
    expect(board.stages).toEqual(
      ['POTENTIAL', 'INTERESTED', 'COOPERATING', 'PAUSED', 'LOST'].map((stage) => ({
        stage,
        count: stages.get(stage) ?? 0,
      })),
    );
    const provinces = [...countBy(customers.map(({ region }) => `${(region as string).slice(0, 2)}0000`))].sort(
      (a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1),
    );
    expect(board.regions.map(({ region, count }: { region: string; count: number }) => [region, count])).toEqual(
      provinces.slice(0, 8),
    );
    expect(board.regions[0].name).toMatch(/省|市/);
  });

  it('count the customers of whoever asks', async () => {
    const [{ id }] = (await app.db.read.query<{ id: string }>(
      "SELECT id FROM user_account WHERE user_name = 'sales'",
    )) as [{ id: string }];
    const actor = { ...app.actors.SALES, userId: id };
    const board = await homeBoard({ ...app.ctx(), actor });
    expect(board.myCustomers).toBe(rows.customers!.filter(({ ownerId }) => ownerId === id).length);
    expect(board.myCustomers).toBeGreaterThan(3);
  });

  it.each([
    ['many', undefined, true],
    ['few', new Set(rangedResources), false],
  ])('with %s customers in reach count these alone', async (_name, fewIn, apart) => {
    const own = { customer: ['OWN'], contact: ['OWN'], contract: ['OWN'], assessment: ['OWN'] } as const;
    const reach = { ranges: own, departmentIds: [], treeDepartmentIds: [], subordinateIds: [] };
    const [{ id }] = (await app.db.read.query<{ id: string }>(
      "SELECT id FROM user_account WHERE user_name = 'sales'",
    )) as [{ id: string }];
    const actor = { ...app.actors.SALES, userId: id, reach, ...(fewIn && { fewIn }) };
    const heavy = jest.spyOn(app.db, 'heavy');
    const { data, errors } = await graphql({
      schema: app.schema,
      source: BOARD,
      variableValues: { first: 20 },
      contextValue: { ...app.ctx(), actor },
    });
    // judged row by row it may take long, and others must not wait
    expect([errors, heavy.mock.calls.length > 0]).toEqual([undefined, apart]);
    heavy.mockRestore();
    const mine = new Set(rows.customers!.filter(({ ownerId }) => ownerId === id).map((row) => row.id));
    const board = data!.homeBoard as { customers: number; contacts: number; stages: { count: number }[] };
    expect(board).toMatchObject({
      customers: mine.size,
      contacts: rows.contacts!.filter(({ customerId }) => mine.has(customerId as string)).length,
    });
    expect(board.stages.reduce((sum, { count }) => sum + count, 0)).toBe(mine.size);
  });

  it('are for those who are signed in', async () => {
    const { errors } = await app.ask('{ homeBoard { customers } }', {}, null);
    expect(errors?.[0]?.extensions).toBeDefined();
    const { errors: tooMany } = await app.ask(BOARD, { first: 21 });
    expect(tooMany?.[0]?.message).toBe('PAGE_SIZE');
  });
});

describe('things to look at', () => {
  it('tell the stories of the demo, each by its rule', async () => {
    const { data } = await app.ask(BOARD);
    const things: Record<
      string,
      {
        title: string;
        detail: string;
        customer: { name: string; grade: string; owner: { name: string } };
        otherCustomer: { name: string } | null;
        contract: { expiresOn: string } | null;
      }
    > = {};
    for (const thing of data.homeBoard.thingsToLookAt) things[thing.kind] ??= thing;
    expect(things.CONTRACT_EXPIRING).toMatchObject({
      title: '合同明天到期',
      customer: { name: '苏州云舸精密机械有限公司', owner: { name: expect.any(String) } },
      contract: { expiresOn: '2026-11-22' },
    });
    expect(things.GRADE_FALL).toMatchObject({
      title: '等级由 A 降为 C',
      customer: { name: '杭州鹭屿智能装备有限公司', grade: 'C' },
      detail: expect.stringContaining('逾期'),
    });
    expect(things.CODE_CHECK).toMatchObject({
      customer: { name: '成都棠溪新材料有限公司' },
      detail: expect.stringContaining('营业执照原件'),
    });
    expect(things.LIKELY_DUPLICATE).toMatchObject({
      customer: { name: '浙江海雁轴承有限公司' },
      otherCustomer: { name: '宁波海雁轴承有限公司' },
    });
    expect(things.SILENT).toMatchObject({
      title: '合作客户已 100 天无往来',
      customer: { name: '武汉墨白电气有限公司' },
      contract: { expiresOn: expect.any(String) },
    });
    expect(things.BLACKLISTED).toMatchObject({
      customer: { name: '佛山雀舌塑胶有限公司' },
      detail: expect.stringContaining('拒付'),
    });
  });

  it('are said in the language of the reader, and their records are read together', async () => {
    const document = `{ homeBoard { thingsToLookAt { title customer { name contacts(first: 1) { nodes { name } } } otherCustomer { name } contract { number } } } }`;
    app.statements();
    const { data, errors } = await app.ask(document, {}, 'ADMINISTRATOR');
    expect(errors).toBeUndefined();
    expect(data.homeBoard.thingsToLookAt[0].customer.contacts.nodes).toHaveLength(1);
    expect(app.statements().filter((text) => /FROM (customer|contract) t0/.test(text))).toHaveLength(3);
    const [english] = await thingsToLookAt({ ...app.ctx(), locale: 'en' }, 1);
    expect(english!.title).toBe('A contract ends tomorrow');
  });

  it('are likely doubles only where the core of the name is the same', () => {
    const cores = countBy(rows.customers!.map(({ name }) => nameCore(name as string)));
    expect([...cores].filter(([, count]) => count > 1).map(([core]) => core)).toEqual(['海雁轴承']);
  });
});

it('answers the same through the compiled executor, fragments and aliases included', async () => {
  const server = await openTestServer({ now });
  try {
    await seedDemo(server.app, { customers: 30 });
    const document = `query ($few: Boolean!) { homeBoard { customers
      a: thingsToLookAt(first: 4) { kind customer { ...Who } } b: thingsToLookAt { title other: customer @include(if: $few) { code } contract { customer { name } } } } }
      fragment Who on Customer { id name contacts(first: 2) { nodes { name } totalCount } latestAssessment { grade } }`;
    const cookie = await server.signIn('administrator');
    for (const few of [true, false]) {
      const { body } = await server.ask(document, { few }, { cookie, 'accept-language': 'zh-CN' });
      expect(body.errors).toBeUndefined();
      expect(body.data.homeBoard.a[0].customer.contacts.nodes).toHaveLength(2);
      const { data } = await server.app.ask(document, { few }, 'ADMINISTRATOR');
      expect(body.data).toEqual(JSON.parse(JSON.stringify(data)));
    }
  } finally {
    await server.close();
  }
});
