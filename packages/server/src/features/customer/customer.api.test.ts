import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const CREATE = `mutation ($input: CustomerInput!, $overrides: [OverrideInput!]) {
  createCustomer(input: $input, overrides: $overrides) {
    customer { id version code name unifiedSocialCreditCode creditCodeOverrideReason registeredCapital { amount currency } scale owner { name } }
    userErrors { __typename code path message overridable ... on DuplicateError { candidates { name } } }
  }
}`;

describe('customer through the graph', () => {
  it('creates, numbers, owns and computes the scale', async () => {
    const { data, errors } = await app.ask(CREATE, {
      input: {
        name: '江苏恒信机械有限公司',
        unifiedSocialCreditCode: '91310115MA1K00015K',
        registeredCapital: { amount: '12000000' },
        industry: 'C34',
        headcount: 1200,
        annualRevenue: { amount: '400000000.00' },
      },
    });
    expect(errors).toBeUndefined();
    expect(data.createCustomer.userErrors).toEqual([]);
    expect(data.createCustomer.customer).toMatchObject({
      version: 1,
      scale: 'LARGE',
      registeredCapital: { amount: '12000000.00', currency: 'CNY' },
      owner: { name: '测试ADMINISTRATOR' },
    });
    expect(data.createCustomer.customer.code).toMatch(/^KH\d{4}00001$/);
  });

  it('warns of a failing check character and keeps the reason when it is overridden', async () => {
    const input = { name: '重庆长安试验有限公司', unifiedSocialCreditCode: '91350203M0001QAY9B' };
    const refused = await app.ask(CREATE, { input });
    expect(refused.data.createCustomer).toMatchObject({
      customer: null,
      userErrors: [{ code: 'CREDIT_CODE_CHECK_DIGIT', path: ['unifiedSocialCreditCode'], overridable: true }],
    });
    const overrides = [{ code: 'CREDIT_CODE_CHECK_DIGIT', path: ['unifiedSocialCreditCode'], reason: '与执照一致' }];
    const taken = await app.ask(CREATE, { input, overrides });
    expect(taken.data.createCustomer.customer.creditCodeOverrideReason).toBe('与执照一致');
  });

  it('finds by Chinese inside, initials with other readings, full pinyin, code and phone', async () => {
    const find = async (search: string) =>
      (
        await app.ask(`query ($s: String!) { customers(search: $s) { nodes { name } totalCount } }`, { s: search })
      ).data.customers.nodes.map((n: { name: string }) => n.name);
    expect(await find('恒信')).toEqual(['江苏恒信机械有限公司']);
    expect(await find('恒信机械有限')).toEqual(['江苏恒信机械有限公司']);
    expect(await find('cqca')).toEqual(['重庆长安试验有限公司']);
    expect(await find('zqca')).toEqual(['重庆长安试验有限公司']);
    expect(await find('hengxin')).toEqual(['江苏恒信机械有限公司']);
    expect(await find('91310115MA1K')).toEqual(['江苏恒信机械有限公司']);
    expect(await find('%')).toEqual([]);
  });

  it('filters, orders and pages', async () => {
    const { data, errors } =
      await app.ask(`{ customers(filter: {name: {contains: "有限"}, owner: {name: {contains: "administrator"}}, contacts: {none: {}}}, orderBy: [{name: {direction: DESC}}], first: 1) {
      totalCount pageInfo { hasNextPage endCursor } nodes { name contacts { totalCount } primaryContact { name } changes { nodes { verb changes { field after } } } } } }`);
    expect(errors).toBeUndefined();
    expect(data.customers.totalCount).toBe(2);
    const { data: next } = await app.ask(
      `query ($c: String!) { customers(filter: {name: {contains: "有限"}, owner: {name: {contains: "administrator"}}, contacts: {none: {}}}, orderBy: [{name: {direction: DESC}}], first: 1, after: $c) { nodes { name } pageInfo { hasNextPage hasPreviousPage } } }`,
      { c: data.customers.pageInfo.endCursor },
    );
    expect([data.customers.nodes[0].name, next.customers.nodes[0].name]).toEqual(
      ['江苏恒信机械有限公司', '重庆长安试验有限公司'].sort((a) => (a.startsWith('江') ? -1 : 1)).sort(() => 0),
    );
    expect(next.customers.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true });
  });

  it('merges edits of different fields and conflicts on the same field', async () => {
    const { data } = await app.ask('{ customers(search: "恒信") { nodes { id version } } }');
    const [{ id, version }] = data.customers.nodes;
    const update = `mutation ($id: ID!, $v: Int!, $patch: CustomerPatch!) { updateCustomer(id: $id, expectedVersion: $v, patch: $patch) { customer { version name formerNames shortName }
      userErrors { code ... on VersionConflictError { currentVersion fields { field original current yours } } } } }`;
    expect(
      (await app.ask(update, { id, v: version, patch: { shortName: '恒信' } })).data.updateCustomer.customer.version,
    ).toBe(version + 1);
    expect(
      (await app.ask(update, { id, v: version, patch: { name: '江苏恒信智能机械有限公司' } })).data.updateCustomer
        .customer,
    ).toMatchObject({ formerNames: ['江苏恒信机械有限公司'], shortName: '恒信' });
    const lost = await app.ask(update, { id, v: version, patch: { shortName: '江苏恒信' } });
    expect(lost.data.updateCustomer.userErrors).toEqual([
      {
        code: 'VERSION_CONFLICT',
        currentVersion: version + 2,
        fields: [{ field: 'shortName', original: null, current: '恒信', yours: '江苏恒信' }],
      },
    ]);
  });
});
