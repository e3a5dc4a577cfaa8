import { contractSteps } from '../../test/contract-steps';
import { openTestApp, type TestApp } from '../../test/test-app';
import { ensureDefaultScorecard } from './scorecard.service';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
const { newCustomer } = contractSteps(() => app);
const create = async (input: object) => {
  const source =
    'mutation ($input: AssessmentInput!) { createAssessment(input: $input) { assessment { id } userErrors { code path } } }';
  return (await app.ask(source, { input })).data.createAssessment;
};

describe('scorecards', () => {
  it('asks for a published scorecard before there is one', async () => {
    const customerId = await newCustomer('无卡客户有限公司');
    expect(await create({ customerId })).toEqual({
      assessment: null,
      userErrors: [{ code: 'SCORECARD_NOT_PUBLISHED', path: ['scorecardId'] }],
    });
  });

  it('starts with the default one, once', async () => {
    const first = await app.write((tx) => ensureDefaultScorecard(tx));
    expect(await app.write((tx) => ensureDefaultScorecard(tx))).toBe(first);
    const { data } = await app.ask('{ scorecards { nodes { name status versionNo dimensions { key weight } } } }');
    expect(data.scorecards.nodes).toMatchObject([{ name: '客户价值评分卡', status: 'PUBLISHED', versionNo: 1 }]);
  });

  it('never changes what is published, makes and publishes the next version', async () => {
    const ask = async (source: string, variables: Record<string, unknown>) =>
      (
        await app.ask(
          `mutation ($id: ID!) { done: ${source} { scorecard { id version versionNo status } userErrors { code path } } }`,
          variables,
        )
      ).data.done;
    const { id } = (await app.ask('{ scorecards { nodes { id } } }')).data.scorecards.nodes[0];
    expect(
      (await ask('updateScorecard(id: $id, expectedVersion: 2, patch: {description: "改"})', { id })).userErrors,
    ).toEqual([{ code: 'SCORECARD_PUBLISHED', path: [] }]);
    const next = (await ask('newScorecardVersion(id: $id)', { id })).scorecard;
    expect(next).toMatchObject({ versionNo: 2, status: 'DRAFT' });
    expect((await ask('newScorecardVersion(id: $id)', { id })).scorecard.id).toBe(next.id);
    const half = [
      {
        key: 'x',
        label: '单项',
        weight: '60',
        metric: 'JUDGED',
        rule: 'LINEAR',
        min: '0',
        max: '100',
        missing: 'ZERO',
      },
    ];
    const { data } = await app.ask(
      'query ($id: ID!) { scorecard(id: $id) { dimensions { key label weight metric rule min max missing bands { from score } } } }',
      { id },
    );
    expect(
      (
        await app.ask(
          'mutation ($id: ID!, $p: ScorecardPatch!) { updateScorecard(id: $id, expectedVersion: 1, patch: $p) { userErrors { code } } }',
          { id: next.id, p: { dimensions: half } },
        )
      ).data.updateScorecard.userErrors,
    ).toEqual([]);
    expect((await ask('publishScorecard(id: $id, expectedVersion: 2)', { id: next.id })).userErrors).toEqual([
      { code: 'WEIGHTS_NOT_100', path: ['dimensions'] },
    ]);
    await app.ask(
      'mutation ($id: ID!, $p: ScorecardPatch!) { updateScorecard(id: $id, expectedVersion: 2, patch: $p) { userErrors { code } } }',
      { id: next.id, p: { dimensions: data.scorecard.dimensions } },
    );
    expect((await ask('publishScorecard(id: $id, expectedVersion: 3)', { id: next.id })).scorecard).toMatchObject({
      status: 'PUBLISHED',
      version: 4,
    });
    const { data: all } = await app.ask(
      '{ scorecards(orderBy: [{versionNo: {direction: ASC}}]) { nodes { versionNo status } } }',
    );
    expect(all.scorecards.nodes).toEqual([
      { versionNo: 1, status: 'RETIRED' },
      { versionNo: 2, status: 'PUBLISHED' },
    ]);
    expect(
      (
        await app.ask(
          'mutation ($id: ID!) { publishScorecard(id: $id, expectedVersion: 4) { userErrors { code } } }',
          { id: next.id },
          'SALES',
        )
      ).errors?.[0]?.extensions.code,
    ).toBe('FORBIDDEN');
    expect((await create({ customerId: await newCustomer('旧卡客户有限公司'), scorecardId: id })).userErrors).toEqual([
      { code: 'SCORECARD_NOT_PUBLISHED', path: ['scorecardId'] },
    ]);
  });
});
