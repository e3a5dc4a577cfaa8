import { graphql } from 'graphql';
import { rangedResources } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';
import { createMany } from '../db/write';

/** How MySQL and MariaDB read what took them seconds at 200 000 customers. They plan by statistics, so there are enough rows to choose by. */
const onMysql = process.env.TEST_DATABASE_URL ? describe : describe.skip;

onMysql('plans by statistics', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openTestApp();
    await app.write(async (tx) => {
      const customers = Array.from({ length: 1500 }, (_, i) => ({ name: `示例${i}号机械有限公司` }));
      const ids = await createMany(tx, tx.models.get('Customer'), customers);
      const named = ids.map((customerId, i) => ({ customerId, name: `第${i}` }));
      await createMany(tx, tx.models.get('Contact'), named);
      await createMany(tx, tx.models.get('Contract'), named);
    });
    await app.db.read.query('ANALYZE TABLE customer, contact, contract, audit_event, collaborator');
  }, 60_000);
  afterAll(() => app.close());

  interface Step {
    table: string | null;
    type: string | null;
    rows: number | string | null;
  }

  // a new salesperson reaches nobody: the trail of 2 000 000 lines was walked for that, in 55 s
  test.each([
    '{ customers(orderBy: [{name: {}}]) { totalCount nodes { name } } }',
    '{ contacts { totalCount nodes { name } } }',
    '{ contracts(filter: {expiresOn: {gte: "2020-01-01"}}, orderBy: [{expiresOn: {}}]) { totalCount nodes { name } } }',
    '{ changes { totalCount nodes { at } } }',
    '{ changes(filter: {entity: {in: ["Customer", "Contact"]}}, first: 8) { nodes { at } } }',
    '{ changeGroups(by: [{verb: true}]) { nodes { count } } }',
    '{ homeBoard { customers contacts contractsInForce } }',
  ])('%s of somebody with few customers starts there', async (source) => {
    const ranges = { customer: ['OWN'], contact: ['OWN'], contract: ['OWN'], assessment: ['OWN'] } as const;
    const reach = { ranges, departmentIds: [], treeDepartmentIds: [], subordinateIds: [] };
    const actor = { ...app.actors.SALES, reach, fewIn: new Set(rangedResources) };
    app.statements();
    const { errors } = await graphql({ schema: app.schema, source, contextValue: { ...app.ctx('SALES'), actor } });
    expect(errors).toBeUndefined();
    const statements = app.statements();
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) {
      const values = Array.from({ length: statement.split('?').length - 1 }, () => 'x');
      const steps = await app.db.read.query<Step>(`EXPLAIN ${statement}`, values);
      const walked = steps.filter(({ type, rows }) => type !== 'ref' && Number(rows) > 500);
      expect([statement, walked]).toEqual([statement, []]);
    }
  });
});
