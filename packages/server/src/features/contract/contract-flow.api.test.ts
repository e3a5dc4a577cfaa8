import { codes, contractState, contractSteps } from '../../test/contract-steps';
import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
const now = new Date('2026-11-21T08:00:00.000Z');
beforeAll(async () => {
  app = await openTestApp({ now: () => now });
});
afterAll(() => app.close());
const { newCustomer, newContract, versionOf, move, path } = contractSteps(() => app);

describe('the two status axes', () => {
  let customerId: string;
  beforeAll(async () => {
    customerId = await newCustomer('郑州中原机械有限公司');
  });

  it('goes through approval and performance with every trace', async () => {
    const { id } = await newContract({ customerId, effectiveOn: '2026-12-01', expiresOn: '2027-11-30' });
    expect((await move(id, 'submit', '', 'SALES')).contract).toMatchObject({
      approvalStatus: 'PENDING',
      performanceStatus: null,
    });
    expect(await move(id, 'approve', '', 'SALES')).toEqual({ code: 'FORBIDDEN' });
    expect(codes(await move(id, 'reject', 'reason: " "', 'MANAGER'))).toEqual([['REASON_REQUIRED', 'reason']]);
    expect((await move(id, 'reject', 'reason: "条款不清"', 'MANAGER')).contract).toMatchObject({
      approvalStatus: 'REJECTED',
      statusReason: '条款不清',
    });
    await path(id, ['revise'], ['submit'], ['withdraw'], ['revise'], ['submit']);
    expect((await move(id, 'approve', '', 'MANAGER')).contract).toMatchObject({
      approvalStatus: 'APPROVED',
      performanceStatus: 'TO_SIGN',
      approvedBy: { name: '测试MANAGER' },
      approvedAt: now.toISOString(),
    });
    expect(codes(await move(id, 'sign'))).toEqual([['SIGNED_ON_REQUIRED', 'signedOn']]);
    expect(codes(await move(id, 'sign', 'signedOn: "2026-12-02"'))).toEqual([
      ['DATE_AHEAD', 'signedOn'],
      ['DATE_ORDER', 'effectiveOn'],
    ]);
    expect((await move(id, 'sign', 'signedOn: "2026-11-20"')).contract).toMatchObject({
      performanceStatus: 'SIGNED',
      signedOn: '2026-11-20',
    });
    await path(id, ['start']);
    expect((await move(id, 'change', 'reason: "数量调整"')).contract).toMatchObject({
      performanceStatus: 'CHANGING',
      statusBeforeChange: 'PERFORMING',
      statusReason: '数量调整',
    });
    expect((await move(id, 'resume')).contract).toMatchObject({
      performanceStatus: 'PERFORMING',
      statusBeforeChange: null,
    });
    expect((await move(id, 'complete')).contract).toMatchObject({
      performanceStatus: 'COMPLETED',
      completedOn: '2026-11-21',
    });
    expect((await move(id, 'archive')).contract).toMatchObject({ performanceStatus: 'ARCHIVED' });
    const { data } = await app.ask(
      'query ($id: String!) { changes(filter: {recordId: {eq: $id}}, orderBy: [{version: {direction: ASC}}]) { nodes { verb reason } } }',
      { id },
    );
    expect(data.changes.nodes.map((node: { verb: string }) => node.verb)).toEqual([
      'CREATE',
      'SUBMIT',
      'REJECT',
      'REVISE',
      'SUBMIT',
      'WITHDRAW',
      'REVISE',
      'SUBMIT',
      'APPROVE',
      'SIGN',
      'START',
      'CHANGE',
      'RESUME',
      'COMPLETE',
      'ARCHIVE',
    ]);
  });

  it('names what is possible instead of an illegal move', async () => {
    const { id } = await newContract({ customerId });
    const refused = await move(id, 'complete');
    expect(refused).toMatchObject({
      contract: null,
      userErrors: [{ code: 'ILLEGAL_TRANSITION', message: '当前为“草稿”，不能履行完毕；可执行：提交审批、作废' }],
    });
    await path(id, ['void', 'reason: "重复录入"']);
    expect((await move(id, 'submit')).userErrors[0].message).toBe('当前为“已作废”，不能提交审批；可执行：无');
    expect(codes(await move('ctr_nothing', 'submit', '', 'ADMINISTRATOR', 1))).toEqual([['NOT_FOUND', '']]);
  });

  it('is edited only as a draft or while a change is under way', async () => {
    const { id } = await newContract({ customerId, signedOn: '2026-11-01' });
    const edit = async (patch: object) =>
      codes(
        (
          await app.ask(
            'mutation ($id: ID!, $v: Int!, $p: ContractPatch!) { updateContract(id: $id, expectedVersion: $v, patch: $p) { userErrors { code path } } }',
            { id, v: await versionOf(id), p: patch },
          )
        ).data.updateContract,
      );
    expect(await edit({ remarks: '草稿可改' })).toEqual([]);
    await path(id, ['submit']);
    expect(await edit({ remarks: '不可改' })).toEqual([['CONTRACT_NOT_EDITABLE', '']]);
    await path(id, ['approve'], ['sign'], ['change', 'reason: "补充条款"']);
    expect(await edit({ signedOn: null })).toEqual([['SIGNED_ON_REQUIRED', 'signedOn']]);
    expect(await edit({ amendments: '增加运费条款' })).toEqual([]);
    await path(id, ['resume'], ['terminate', 'reason: "客户违约"']);
    expect(
      (await app.ask('query ($id: ID!) { contract(id: $id) { performanceStatus terminatedOn statusReason } }', { id }))
        .data.contract,
    ).toEqual({ performanceStatus: 'TERMINATED', terminatedOn: '2026-11-21', statusReason: '客户违约' });
  });

  it('does not approve what was changed since it was seen', async () => {
    const { id } = await newContract({ customerId });
    await path(id, ['submit']);
    const seen = await versionOf(id);
    await path(id, ['withdraw'], ['revise']);
    await app.ask(
      'mutation ($id: ID!, $v: Int!) { updateContract(id: $id, expectedVersion: $v, patch: {amount: {amount: "9999999"}}) { userErrors { code } } }',
      { id, v: await versionOf(id) },
    );
    await path(id, ['submit']);
    expect(codes(await move(id, 'approve', '', 'MANAGER', seen))).toEqual([['VERSION_CONFLICT', 'approvalStatus']]);
  });

  it('removes only what never took effect, and brings it back with its items', async () => {
    const item = { product: '齿轮', quantity: '3', unitPrice: '10.005' };
    const { id } = await newContract({ customerId, items: [item] });
    const remove = async () =>
      (
        await app.ask(
          `mutation ($id: ID!, $v: Int!) { removeContract(id: $id, expectedVersion: $v, reason: "误建") { ${contractState} } }`,
          { id, v: await versionOf(id) },
        )
      ).data.removeContract;
    await path(id, ['submit']);
    expect(await remove()).toMatchObject({
      contract: null,
      userErrors: [
        { code: 'CONTRACT_NOT_REMOVABLE', message: '合同处于“审批中”，不能删除；请先撤回、作废，或保留存档' },
      ],
    });
    await path(id, ['withdraw']);
    expect((await remove()).contract.deletedAt).toEqual(expect.any(String));
    expect(
      (await app.ask('query ($id: ID!) { contractItems(filter: {contract: {id: {eq: $id}}}) { totalCount } }', { id }))
        .data.contractItems.totalCount,
    ).toBe(0);
    const { data } = await app.ask(
      'mutation ($id: ID!) { restoreContract(id: $id) { contract { deletedAt amount { amount } items { nodes { product } } } userErrors { code } } }',
      { id },
    );
    expect(data.restoreContract).toEqual({
      contract: { deletedAt: null, amount: { amount: '30.02' }, items: { nodes: [{ product: '齿轮' }] } },
      userErrors: [],
    });
  });
});
