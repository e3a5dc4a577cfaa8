import { subscribers } from '../../app/subscribers';
import { deliverDue } from '../../platform/outbox/deliver';
import { contractSteps } from '../../test/contract-steps';
import { openTestApp, type TestApp } from '../../test/test-app';
import { assessCustomers } from './assessment.service';
import { ensureDefaultScorecard } from './scorecard.service';

let app: TestApp;
let now = new Date('2026-11-21T08:00:00.000Z');
beforeAll(async () => {
  app = await openTestApp({ now: () => now });
  await app.write((tx) => ensureDefaultScorecard(tx));
});
afterAll(() => app.close());
const { newCustomer, newContract, path } = contractSteps(() => app);

const STEPS =
  'scores { dimension weight effectiveWeight raw normalised weighted missing evidence note } total grade vetoedBy';
const CREATE = `mutation ($input: AssessmentInput!) { createAssessment(input: $input) { assessment { id version assessedOn automatic assessor { name } scorecard { name versionNo } tags comment ${STEPS} customer { grade } } userErrors { code path } } }`;
const PREVIEW = `query ($input: AssessmentInput!) { assessmentPreview(input: $input) { scorecardId assessedOn ${STEPS} userErrors { code path } } }`;

/** A contract that is signed on a day; the outbox then tells its customer. */
async function signed(customerId: string, signedOn: string, amount: { amount: string; currency?: string }) {
  const { id } = await newContract({ customerId, amount });
  await path(id, ['submit'], ['approve'], ['sign', `signedOn: "${signedOn}"`]);
  await deliverDue(app, subscribers);
}
const create = async (input: object) => {
  now = new Date(now.getTime() + 1000);
  return (await app.ask(CREATE, { input })).data.createAssessment;
};
const gradeOf = async (id: string) =>
  (await app.ask('query ($id: ID!) { customer(id: $id) { grade latestAssessment { grade } } }', { id })).data.customer;
const judged = (payment: string, rest = '80') =>
  [
    ['margin', rest],
    ['payment', payment],
    ['credit', rest],
    ['potential', rest],
    ['strategy', rest],
  ].map(([dimension, raw]) => ({ dimension, raw }));

describe('assessments', () => {
  it('computes the metrics of the archive with evidence and shows every step', async () => {
    const customerId = await newCustomer('苏州精工电子有限公司');
    await signed(customerId, '2023-03-01', { amount: '9000000' });
    await signed(customerId, '2025-11-22', { amount: '600000.10' });
    await signed(customerId, '2026-05-05', { amount: '400000.00' });
    await signed(customerId, '2026-06-06', { amount: '70000', currency: 'USD' });
    const preview = (await app.ask(PREVIEW, { input: { customerId, scores: judged('90') } })).data.assessmentPreview;
    const { assessment, userErrors } = await create({
      customerId,
      scores: judged('90'),
      comment: '稳定',
      tags: ['高价值'],
    });
    expect(userErrors).toEqual([]);
    expect(assessment).toMatchObject({
      assessedOn: '2026-11-21',
      automatic: false,
      assessor: { name: '测试ADMINISTRATOR' },
      scorecard: { versionNo: 1 },
      tags: ['高价值'],
      comment: '稳定',
      vetoedBy: null,
    });
    const step = Object.fromEntries(assessment.scores.map((one: { dimension: string }) => [one.dimension, one]));
    expect(step.amount).toMatchObject({
      raw: '1000000.10',
      normalised: '85.0000',
      weighted: '17.0000',
      evidence: '2 份人民币合同，¥1,000,000.10；另有 1 份外币合同未计入',
    });
    expect(step.frequency).toMatchObject({
      raw: '3',
      normalised: '60.0000',
      evidence: '2025-11-22 至 2026-11-21 签订 3 份合同',
    });
    expect(step.years).toMatchObject({ raw: '3', normalised: '80.0000', evidence: '首次成交 2023-03-01' });
    // 17 + 8 + 18 + 12 + 6 + 4 + 8 + 8
    expect(assessment).toMatchObject({ total: '81.00', grade: 'A', customer: { grade: 'A' } });
    expect(preview).toMatchObject({
      scores: assessment.scores,
      total: '81.00',
      grade: 'A',
      assessedOn: '2026-11-21',
      userErrors: [],
    });
  });

  it('takes the grade of the latest assessment, also after removal and return', async () => {
    const customerId = await newCustomer('南京金陵药业有限公司');
    const good = (await create({ customerId, scores: judged('95', '95'), assessedOn: '2026-03-01' })).assessment;
    const weak = (await create({ customerId, scores: judged('60', '62'), assessedOn: '2026-09-01' })).assessment;
    const older = (await create({ customerId, scores: judged('1', '1'), assessedOn: '2025-01-01' })).assessment;
    expect([good.grade, weak.grade, older.grade]).toEqual(['C', 'D', 'D']);
    expect(await gradeOf(customerId)).toEqual({ grade: 'D', latestAssessment: { grade: 'D' } });
    const remove = await app.ask(
      'mutation ($id: ID!) { removeAssessment(id: $id, expectedVersion: 1, reason: "重复") { assessment { deletedAt } userErrors { code } } }',
      { id: weak.id },
    );
    expect(remove.data.removeAssessment).toMatchObject({
      assessment: { deletedAt: expect.any(String) },
      userErrors: [],
    });
    expect(await gradeOf(customerId)).toEqual({ grade: 'C', latestAssessment: { grade: 'C' } });
    await app.ask('mutation ($id: ID!) { restoreAssessment(id: $id) { userErrors { code } } }', { id: weak.id });
    expect((await gradeOf(customerId)).grade).toBe('D');
    const { data } = await app.ask(
      'query ($id: ID!) { customer(id: $id) { changes(filter: {verb: {eq: "GRADE"}}, orderBy: [{at: {direction: ASC}}]) { nodes { reason changes { field before after } } } } }',
      { id: customerId },
    );
    expect(data.customer.changes.nodes.map((node: { changes: { after: string }[] }) => node.changes[0]!.after)).toEqual(
      ['C', 'D', 'C', 'D'],
    );
  });

  it('lets a veto rule set the grade', async () => {
    const customerId = await newCustomer('天津失信贸易有限公司');
    await app.ask(
      'mutation ($id: ID!) { setCustomerBlacklist(id: $id, expectedVersion: 1, blacklisted: true, reason: "失信被执行人") { userErrors { code } } }',
      { id: customerId },
    );
    expect((await create({ customerId, scores: judged('100', '100') })).assessment).toMatchObject({
      grade: 'D',
      vetoedBy: '已列入黑名单',
    });
  });

  it('says what is wrong with scores, date and customer', async () => {
    const customerId = await newCustomer('武汉江城重工有限公司');
    const scores = [
      { dimension: 'nothing', raw: '1' },
      { dimension: 'amount', raw: '1' },
      { dimension: 'payment', raw: '很好' },
      { dimension: 'credit', raw: '1' },
      { dimension: 'credit', raw: '2' },
    ];
    expect((await create({ customerId, scores })).userErrors).toEqual([
      { code: 'UNKNOWN_DIMENSION', path: ['scores', '0', 'dimension'] },
      { code: 'METRIC_NOT_JUDGED', path: ['scores', '1', 'dimension'] },
      { code: 'SCORE_RANGE', path: ['scores', '2', 'raw'] },
      { code: 'DIMENSION_DUPLICATE', path: ['scores', '4', 'dimension'] },
    ]);
    expect((await create({ customerId, assessedOn: '2026-11-22' })).userErrors).toEqual([
      { code: 'DATE_AHEAD', path: ['assessedOn'] },
    ]);
    const preview = (await app.ask(PREVIEW, { input: { customerId: 'cus_nobody' } })).data.assessmentPreview;
    expect(preview).toMatchObject({ scores: null, userErrors: [{ code: 'INVALID_REFERENCE', path: ['customerId'] }] });
    expect((await app.ask(PREVIEW, { input: { customerId } }, 'AUDITOR')).errors?.[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
  });

  it('refuses a value beyond its range by name, and an assessment that nobody judged', async () => {
    const customerId = await newCustomer('合肥庐州机电有限公司');
    const said = async (scores: object[]) =>
      (
        await app.ask(
          'mutation ($i: AssessmentInput!) { createAssessment(input: $i) { assessment { id } userErrors { code path message } } }',
          { i: { customerId, scores } },
        )
      ).data.createAssessment;
    for (const raw of ['101', '-0.01', '１０１'])
      expect(await said([{ dimension: 'payment', raw }])).toMatchObject({
        assessment: null,
        userErrors: [
          { code: 'SCORE_RANGE', path: ['scores', '0', 'raw'], message: expect.stringMatching(/付款及时性.*0 到 100/) },
        ],
      });
    for (const scores of [[], [{ dimension: 'payment', raw: ' ' }]])
      expect((await said(scores)).userErrors).toMatchObject([
        { code: 'SCORES_MISSING', path: ['scores'], message: expect.stringContaining('付款及时性') },
      ]);
  });

  it('tells which dimensions had no value and where their weight went', async () => {
    const customerId = await newCustomer('芜湖长江造船有限公司');
    const { assessment } = await create({ customerId, scores: [{ dimension: 'payment', raw: '100' }] });
    const step = Object.fromEntries(assessment.scores.map((one: { dimension: string }) => [one.dimension, one]));
    expect(step.credit).toMatchObject({
      missing: true,
      effectiveWeight: '0.0000',
      evidence: '没有取值，15% 权重按比例分给有分的 3 个维度',
    });
    expect(step.years.evidence).toBe('尚无成交；没有取值，5% 权重按比例分给有分的 3 个维度');
    // 20 of the 50 that have a value
    expect(step.payment).toMatchObject({ missing: false, effectiveWeight: '40.0000', evidence: null });
  });

  it('assesses many at once, each on its own, with the metrics of each in one look-up', async () => {
    const [a, b] = [await newCustomer('青岛海洋食品有限公司'), await newCustomer('济南泉城机床有限公司')];
    await signed(a, '2026-01-10', { amount: '5000000' });
    const outcome = await app.write((tx) =>
      assessCustomers(tx, [
        { input: { customerId: a, scores: judged('90', '90') }, automatic: true },
        { input: { customerId: 'cus_nobody' } },
        { input: { customerId: b, scores: judged('50', '50') } },
        { input: { customerId: a, scores: judged('10', '10'), assessedOn: '2026-01-09' } },
      ]),
    );
    expect(outcome.map((one) => one.errors?.map(({ code }) => code) ?? null)).toEqual([
      null,
      ['INVALID_REFERENCE'],
      null,
      null,
    ]);
    expect([(await gradeOf(a)).grade, (await gradeOf(b)).grade]).toEqual(['A', 'D']);
  });
});
