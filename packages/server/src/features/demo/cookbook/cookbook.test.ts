import { openTestApp, type TestApp } from '../../../test/test-app';
import { createMany } from '../../../platform/db/write';
import { exposeId } from '../../../platform/query/model';
import { seedDemo } from '../seed.service';
import { compositionAnswers } from './composition.fixture';
import { contractAnswers } from './contracts.fixture';
import { asLine, questions, type Answer, type Line } from './cookbook.fixture';
import { customerAnswers } from './customers.fixture';
import { historyAnswers } from './history.fixture';

jest.setTimeout(120_000);

const answers: Readonly<Record<string, Answer>> = {
  ...customerAnswers,
  ...compositionAnswers,
  ...contractAnswers,
  ...historyAnswers,
};
const all = questions();

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date('2026-11-21T06:30:00.000Z') });
  await seedDemo(app, { customers: 140 });
  await app.write(addUncommon);
});
afterAll(() => app.close());

/** What the demo has none of: other currencies, one number at two customers, a customer without contacts. */
async function addUncommon(tx: Parameters<Parameters<TestApp['write']>[0]>[0]): Promise<void> {
  const make = (name: string, rows: Record<string, unknown>[]) => createMany(tx, tx.models.get(name), rows);
  const customers = await make(
    'Customer',
    ['甲', '乙'].map((one, i) => ({
      name: `示例${one}进出口有限公司`,
      grade: i ? 'C' : null,
      relationshipStage: 'COOPERATING',
      legalRepresentative: '示例人',
      industry: i ? 'F51' : null,
      region: i ? '320505' : null,
      registeredCapital: i ? { amount: '5000000', currency: 'USD' } : null,
    })),
  );
  await make('Customer', [{ name: '示例无联系人有限公司' }]);
  await make(
    'Contact',
    customers.map((customerId) => ({ customerId, name: '示例联系人', mobile: '16100000001' })),
  );
  await make(
    'Contract',
    customers.flatMap((customerId, i) =>
      ['USD', 'CNY', 'EUR'].map((currency, n) => ({
        customerId,
        name: `示例合同${n}`,
        type: 'FRAMEWORK',
        signedOn: `2025-0${i + 3}-31`,
        expiresOn: '2026-03-31',
        amount: { amount: '900000.05', currency },
      })),
    ),
  );
}

async function ask(document: string, variables: Record<string, unknown> = {}): Promise<any> {
  const { data, errors } = await app.ask(document, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const sorted = (lines: readonly Line[]) => lines.map((line) => JSON.stringify(line)).sort();

test('forty questions, numbered, named in Chinese and English, each with an answer', () => {
  expect(all.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  expect(all.every(({ titles }) => titles.length === 2)).toBe(true);
  expect([...Object.keys(answers), 'AsItWas'].sort()).toEqual(all.map(({ operation }) => operation).sort());
});

test.each(all.filter(({ operation }) => operation !== 'AsItWas').map((one) => [one.operation, one] as const))(
  '%s',
  async (operation, { document }) => {
    const answer = answers[operation]!;
    const data = await ask(document);
    const sql = typeof answer.sql === 'string' ? answer.sql : answer.sql(app.db.dialect);
    const rows = await app.db.read.query<Record<string, unknown>>(sql, answer.params);
    const expected = rows.map((row) => asLine(answer.map?.(row) ?? Object.values(row)));
    const given = answer.lines(data).map(asLine);
    expect(given.length).toBeGreaterThan(0);
    expect(answer.ordered ? given : sorted(given)).toEqual(answer.ordered ? expected : sorted(expected));
    await drill(data);
  },
);

/** Every group leads back to as many rows as it counts. */
async function drill(data: Record<string, any>): Promise<void> {
  for (const [root, connection] of Object.entries(data)) {
    const groups = [...(connection.nodes ?? []), ...(connection.subtotals ?? [])].filter(({ drillDown }) => drillDown);
    if (!root.endsWith('Groups')) continue;
    const plural = root.replace(/Groups$/, 's');
    const entity = plural[0]!.toUpperCase() + plural.slice(1, -1);
    for (const { count, drillDown } of groups) {
      const back = await ask(`query ($f: ${entity}Filter) { ${plural}(filter: $f) { totalCount } }`, { f: drillDown });
      expect([drillDown, back[plural].totalCount]).toEqual([drillDown, count]);
    }
  }
}

test('AsItWas', async () => {
  const { document } = all.find(({ operation }) => operation === 'AsItWas')!;
  // one whose stage or grade changed after that day
  const [row] = await app.db.read.query<{ id: string; grade: string | null; name: string }>(
    `SELECT c.id, c.grade, c.name FROM customer c WHERE EXISTS (SELECT 1 FROM audit_event a WHERE a.customer_id = c.id AND a.entity = 'Customer' AND a.at > '2026-01-01' AND a.changes LIKE '%"field":"grade"%') AND c.created_at < '2025-12-31' ORDER BY c.id LIMIT 1`,
  );
  const [before] = await app.db.read.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM contract WHERE customer_id = ? AND created_at < '2025-12-31T16:00:00.000Z'",
    [row!.id],
  );
  const trail = await app.db.read.query<{ changes: string }>(
    "SELECT changes FROM audit_event WHERE customer_id = ? AND entity = 'Customer' AND at < '2025-12-31T16:00:00.000Z' ORDER BY at, id",
    [row!.id],
  );
  const steps = trail.flatMap(({ changes }) => JSON.parse(changes) as { field: string; after: string | null }[]);
  const grade = steps.filter(({ field }) => field === 'grade').at(-1)?.after ?? null;
  const data = await ask(document, { id: exposeId({ prefix: 'cus' }, row!.id) });
  expect(data.then).toMatchObject({ grade, contracts: { totalCount: Number(before!.n) } });
  expect(data.now).toMatchObject({ name: row!.name, grade: row!.grade });
});
