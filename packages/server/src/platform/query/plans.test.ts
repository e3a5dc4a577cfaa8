import { graphql } from 'graphql';
import { rangedResources, type RangedResource } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';
import { createMany } from '../db/write';
import { streamColumns, streamRows } from './stream';

/**
 * How SQLite reads representative documents. It plans without statistics, so the plans of a small archive are those of a large one:
 * what is pinned here has cost seconds at 60 000 customers when it was otherwise. (MySQL plans by its statistics.)
 */
const onSqlite = process.env.TEST_DATABASE_URL ? describe.skip : describe;

onSqlite('plans', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openTestApp();
    await app.write(async (tx) => {
      const customers = Array.from({ length: 12 }, (_, i) => ({
        name: `示例${i}号机械有限公司`,
        registeredCapital: { amount: '100.00', currency: 'CNY' },
      }));
      const ids = await createMany(tx, tx.models.get('Customer'), customers);
      const named = ids.map((customerId, i) => ({ customerId, name: `第${i}` }));
      await createMany(tx, tx.models.get('Contact'), named);
      await createMany(tx, tx.models.get('Contract'), named);
    });
  });
  afterAll(() => app.close());

  /** The steps of each statement of a document. */
  async function plansOf(source: string, variables: Record<string, unknown> = {}): Promise<string[]> {
    app.statements();
    const { errors } = await app.ask(source, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return explained();
  }

  function explained(): Promise<string[]> {
    const explain = async (statement: string) => {
      const values = Array.from({ length: statement.split('?').length - 1 }, () => 'x');
      const steps = await app.db.read.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${statement}`, values);
      return steps.map(({ detail }) => detail).join('\n');
    };
    return Promise.all(app.statements().map(explain));
  }

  test.each([
    ['{ customers { nodes { name } } }', 'ix_customer_deleted_at_updated_at_id (deleted_at=?)'],
    [
      '{ customers(orderBy: [{name: {}}]) { nodes { name grade } } }',
      'ix_customer_deleted_at_name_pinyin_id (deleted_at=?)',
    ],
    [
      '{ customers(orderBy: [{grade: {direction: DESC}}]) { nodes { name } } }',
      'ix_customer_deleted_at_grade_id (deleted_at=?)',
    ],
    ['{ customers(search: "机械") { nodes { name } } }', 'PRIMARY KEY (entity=? AND token=?)'],
    ['{ customers(search: "j") { nodes { name } } }', 'PRIMARY KEY (entity=? AND token=?)'],
  ])('%s comes in the order of its index', async (source, index) => {
    const [plan] = await plansOf(source);
    expect(plan).toContain(index);
    expect(plan).not.toContain('TEMP B-TREE');
  });

  // a new salesperson reaches nobody: finding that out must not take a look at everybody
  test.each([
    [
      '{ customers(orderBy: [{name: {}}]) { totalCount nodes { name } } }',
      /t0 USING INDEX sqlite_autoindex_customer_1/,
    ],
    [
      '{ customers(filter: {grade: {eq: "A"}}) { totalCount nodes { name } } }',
      /t0 USING INDEX sqlite_autoindex_customer_1/,
    ],
    ['{ contacts { totalCount nodes { name } } }', /USING (COVERING )?INDEX ix_contact_customer_id_/],
    [
      '{ contracts(filter: {expiresOn: {gte: "2026-01-01"}}, orderBy: [{expiresOn: {}}]) { totalCount nodes { name } } }',
      /USING (COVERING )?INDEX ix_contract_customer_id_/,
    ],
    ['{ contractItems { totalCount nodes { product } } }', /USING (COVERING )?INDEX ix_contract_item_contract_id_/],
    ['{ changes { totalCount nodes { at } } }', /t0 USING (COVERING )?INDEX ix_audit_event_customer_id_at_id/],
    [
      '{ changes(filter: {entity: {in: ["Customer", "Contact"]}}, first: 8) { nodes { at } } }',
      /t0 USING (COVERING )?INDEX ix_audit_event_customer_id_at_id/,
    ],
    [
      '{ changes(filter: {recordId: {eq: "con_x"}}) { nodes { at } } }',
      /t0 USING INDEX ix_audit_event_record_id_version/,
    ],
  ])('%s of somebody with few customers starts there', async (source, index) => {
    const plans = await plansWithin(source, new Set(rangedResources));
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) {
      expect(plan).toMatch(index);
      // by the people who look after customers and by collaborators, never by all customers
      expect(plan).toMatch(
        /SEARCH c USING COVERING INDEX ix_customer_owner_id_|t0 USING INDEX ix_audit_event_record_id/,
      );
      expect(plan).not.toMatch(/SCAN (c|k|t0)\b|ix_customer_deleted_at/);
    }
  });

  async function plansWithin(source: string, fewIn?: ReadonlySet<RangedResource>): Promise<string[]> {
    const ranges = { customer: ['OWN'], contact: ['OWN'], contract: ['OWN'], assessment: ['OWN'] } as const;
    const reach = { ranges, departmentIds: [], treeDepartmentIds: [], subordinateIds: [] };
    const actor = { ...app.actors.SALES, reach, ...(fewIn && { fewIn }) };
    app.statements();
    const { errors } = await graphql({ schema: app.schema, source, contextValue: { ...app.ctx('SALES'), actor } });
    expect(errors).toBeUndefined();
    return explained();
  }

  const oneCustomer = [
    '{ contacts(filter: {customer: {id: {eq: "cus_x"}}}) { totalCount nodes { name } } }',
    '{ contracts(filter: {and: [{customer: {id: {in: ["cus_x"]}}}, {amount: {gte: "1"}}]}, orderBy: [{expiresOn: {}}]) { totalCount nodes { name } } }',
    '{ assessments(filter: {customer: {id: {eq: "cus_x"}}}) { totalCount nodes { grade } } }',
    '{ bankAccounts(filter: {customer: {id: {eq: "cus_x"}}}) { totalCount nodes { bankName } } }',
    '{ changes(filter: {customer: {id: {eq: "cus_x"}}, entity: {eq: "Customer"}}) { totalCount nodes { at } } }',
    '{ changeGroups(by: [{entity: true}, {changes: {field: true}}], filter: {customer: {id: {eq: "cus_x"}}}) { nodes { count } } }',
    '{ changeGroups(by: [{actor: {id: true}}], filter: {and: [{customer: {id: {eq: "cus_x"}}}, {verb: {eq: "UPDATE"}}]}) { nodes { count } } }',
  ];
  // whoever reaches half of all customers must not gather them to look at one
  test.each(oneCustomer)('%s looks at the rows of that customer alone, whoever asks', async (source) => {
    const plans = [
      ...(await plansOf(source)),
      ...(await plansWithin(source)),
      ...(await plansWithin(source, new Set(rangedResources))),
    ];
    expect(plans.length).toBeGreaterThanOrEqual(3);
    for (const plan of plans) {
      expect(plan).toMatch(/SEARCH t0 USING (COVERING )?INDEX ix_\w+_customer_id_\w+ \(customer_id=\?/);
      expect(plan).not.toMatch(/ix_customer_/);
    }
  });

  test.each(['contacts', 'contracts', 'assessments'])(
    'a page of %s judges whose each is as it comes; their count compares them with all in reach',
    async (list) => {
      const [page] = await plansWithin(`{ ${list} { nodes { id } } }`);
      expect(page).toContain('CORRELATED SCALAR SUBQUERY');
      expect(page).not.toMatch(/ix_customer_|TEMP B-TREE/);
      const [count] = await plansWithin(`{ ${list} { totalCount } }`);
      expect(count).toContain('ix_customer_owner_id_');
      expect(count).not.toContain('CORRELATED');
    },
  );

  // no statistics tell SQLite that a customer has few contracts: an order or another condition must not make it walk all live ones
  test.each(
    ['eq: "cus_x"', 'in: ["cus_x", "cus_y"]'].flatMap((id) =>
      [
        '',
        'expiresOn: {gte: "2026-01-01"}',
        'approvalStatus: {eq: APPROVED}',
        'performanceStatus: {in: [COMPLETED, ARCHIVED]}',
        'and: [{number: {startsWith: "HT"}}]',
      ].map((more) => [id, more]),
    ),
  )('contracts of named customers (%s, %s) are found by them', async (id, more) => {
    for (const order of ['expiresOn', 'amount', 'updatedAt', 'number']) {
      const plans = await plansOf(
        `{ contracts(filter: {customer: {id: {${id}}}, ${more}}, orderBy: [{${order}: {}}]) { totalCount nodes { name } } contractGroups(filter: {and: [{customer: {id: {${id}}}}, {${more}}]}, by: [{performanceStatus: true}]) { nodes { count } } }`,
      );
      for (const plan of plans) expect(plan).toMatch(/SEARCH t\d+ USING (COVERING )?INDEX ix_contract_customer_id_/);
    }
  });

  test.each([
    [
      '{ customers(orderBy: [{relationshipStage: {}}]) { nodes { name } } }',
      /COVERING INDEX ix_customer_deleted_at_relationship_stage/,
    ],
    [
      '{ customers(orderBy: [{grade: {nulls: LAST}}]) { nodes { name } } }',
      /COVERING INDEX ix_customer_deleted_at_grade_id/,
    ],
    [
      '{ customers(orderBy: [{owner: {name: {}}}]) { nodes { name } } }',
      /COVERING INDEX ix_customer_deleted_at_owner_id_id/,
    ],
  ])('%s sorts narrow keys, not whole rows', async (source, index) =>
    expect((await plansOf(source))[0]).toMatch(index),
  );

  test.each([
    ['updatedAt', 'DESC', ['deleted_at=? AND (updated_at,id)<(?,?)']],
    [
      'registeredCapital',
      'DESC',
      [
        'deleted_at=? AND registered_capital_minor=? AND id<?',
        'deleted_at=? AND registered_capital_minor<?',
        'deleted_at=? AND registered_capital_minor=?',
      ],
    ],
  ])(
    'the page after a row by %s %s begins at that row, however many have its key',
    async (field, direction, ranges) => {
      const page = `query ($after: String) { customers(orderBy: [{${field}: {direction: ${direction}}}], first: 2, after: $after) { nodes { name } pageInfo { endCursor } } }`;
      const { data } = await app.ask(page);
      const [plan] = await plansOf(page, { after: data.customers.pageInfo.endCursor });
      for (const range of ranges) expect(plan).toContain(`(${range})`);
      // what is sorted are the few keys of a page
      expect(plan).not.toContain('SCAN t0');
    },
  );

  const conditions = [
    '{ expiresOn: { gte: "2020-01-01" } }',
    '{ signedOn: { relative: NEXT_30_DAYS } }',
    '{ amount: { gte: "1" } }',
    '{ approvalStatus: { eq: APPROVED } }',
    '{ performanceStatus: { in: [PERFORMING] }, expiresOn: { lte: "2030-01-01" } }',
    '{ updatedAt: { gte: "2020-01-01T00:00:00Z" } }',
  ];
  const questions: [string, (where: string) => string][] = [
    ['some', (where) => `{ customers(filter: { contracts: { some: ${where} } }) { totalCount } }`],
    ['none', (where) => `{ customers(filter: { contracts: { none: ${where} } }) { totalCount } }`],
    ['every', (where) => `{ customers(filter: { contracts: { every: ${where} } }) { totalCount } }`],
    ['count', (where) => `{ customers(filter: { contracts: { count: { where: ${where}, gte: 1 } } }) { totalCount } }`],
    [
      'aggregate',
      (where) =>
        `{ customers(filter: { contracts: { aggregate: { where: ${where}, sum: { amount: { gte: "1" } } } } }) { totalCount } }`,
    ],
    [
      'order',
      (where) =>
        `{ customers(orderBy: [{ contracts: { aggregate: { where: ${where}, sum: { amount: { direction: DESC } } } } }]) { nodes { id } } }`,
    ],
    ['nested rows', (where) => `{ customers { nodes { contracts(first: 2, filter: ${where}) { nodes { id } } } } }`],
    ['nested count', (where) => `{ customers { nodes { contracts(filter: ${where}) { totalCount } } } }`],
    [
      'nested sum',
      (where) =>
        `{ customers { nodes { contracts(filter: ${where}) { aggregate { sum { amount { amount currency } } } } } } }`,
    ],
    ['rows of one', (where) => `{ customers(first: 1) { nodes { contracts(filter: ${where}) { nodes { id } } } } }`],
    ['count of one', (where) => `{ customers(first: 1) { nodes { contracts(filter: ${where}) { totalCount } } } }`],
  ];
  test.each(questions)('related records are found by their parent, whatever is asked of them: %s', async (_, ask) => {
    for (const where of conditions) {
      const plan = (await plansOf(ask(where))).join('\n');
      // by an index of its own condition each customer would walk the contracts of all
      expect([where, plan]).toEqual([where, expect.stringContaining('customer_id=?')]);
      expect([where, plan]).toEqual([where, expect.not.stringContaining('ix_contract_deleted_at')]);
    }
  });

  test('an export finds ids by a narrow index, then their rows by id', async () => {
    const ctx = app.ctx();
    const model = ctx.models.get('Customer');
    app.statements();
    const heavy = { ...ctx, connection: ctx.db.heavy() };
    for await (const row of streamRows(heavy, model, streamColumns(model, ['name', 'grade']), {
      filter: { grade: { isNull: true } },
    }))
      expect(row.name).toBeTruthy();
    const [keys, rows] = await explained();
    expect(keys).toContain('ix_customer_deleted_at');
    expect(rows).toContain('sqlite_autoindex_customer_1 (id=?)');
    expect(rows).not.toContain('ix_customer');
  });

  test.each([
    ['{ contracts { nodes { customer { name } } } }', 1, /sqlite_autoindex_customer_1 \(id=\?\)/],
    ['{ contracts { nodes { renewals(first: 2) { nodes { id } } } } }', 1, /renewed_from_id=\? AND deleted_at=\?/],
    ['{ contacts { nodes { reports(first: 2) { totalCount } } } }', 1, /reports_to_id=\?/],
    ['{ customers { nodes { contacts(first: 2) { nodes { id } } } } }', 1, /customer_id=\? AND deleted_at=\?/],
  ])('%s finds related rows by their key', async (source, statement, index) =>
    expect((await plansOf(source))[statement]).toMatch(index),
  );

  test.each([
    '{ contracts(filter: {customer: {region: {startsWith: "33"}}}) { totalCount } }',
    '{ customers(filter: {owner: {name: {contains: "王"}}}) { totalCount } }',
  ])('%s reads its condition once', async (source) => {
    const [plan] = await plansOf(source);
    expect(plan).toContain('LIST SUBQUERY');
    expect(plan).not.toContain('CORRELATED');
  });

  test.each([
    '{ contracts(filter: {signedOn: {gte: "2026-01-01"}}) { aggregate { count sum { amount { amount } } } } }',
    '{ contractGroups(by: [{signedOn: MONTH}, {customer: {grade: true}}], filter: {signedOn: {gte: "2026-01-01"}}) { nodes { keys aggregate { sum { amount { amount } } } } } }',
  ])('%s adds up a narrow index, not rows', async (source) =>
    expect((await plansOf(source))[0]).toContain('COVERING INDEX ix_contract_deleted_at_signed_on_customer_id_amount'),
  );

  test.each(['hxjx', 'hengxin', '913301', '138', 'heng xin', 'KH-2026-1'])(
    'a search for %s reads ranges of tokens, then records by id',
    async (search) => {
      const [plan] = await plansOf(`{ customers(search: "${search}") { nodes { name } } }`);
      expect(plan).toMatch(/PRIMARY KEY \(entity=\? AND token[>=]/);
      expect(plan).not.toMatch(/PRIMARY KEY \(entity=\?\)|AUTOMATIC|SCAN t0|ix_customer/);
      expect(plan).toContain('sqlite_autoindex_customer_1 (id=?)');
    },
  );
});
