import { subscribers } from '../../app/subscribers';
import { deliverDue } from '../../platform/outbox/deliver';
import { openTestApp, type TestApp } from '../../test/test-app';
import { nextTerm } from './contract.renewal';

let app: TestApp;
const now = new Date('2026-11-21T08:00:00.000Z');
beforeAll(async () => {
  app = await openTestApp({ now: () => now });
});
afterAll(() => app.close());

const STATE = `contract { id version number approvalStatus performanceStatus statusBeforeChange statusReason signedOn completedOn terminatedOn approvedAt approvedBy { name } deletedAt }
  userErrors { __typename code path message ... on VersionConflictError { fields { field } } }`;
type Role = 'ADMINISTRATOR' | 'MANAGER' | 'SALES' | 'ANALYST';

async function newCustomer(name: string): Promise<string> {
  const { data } = await app.ask('mutation ($n: String!) { createCustomer(input: {name: $n}) { customer { id } } }', {
    n: name,
  });
  return data.createCustomer.customer.id;
}
async function newContract(input: object): Promise<{ id: string; version: number }> {
  const { data } = await app.ask(
    'mutation ($i: ContractInput!) { createContract(input: $i) { contract { id version } userErrors { code } } }',
    { i: { name: '设备供货合同', ...input } },
  );
  expect(data.createContract.userErrors).toEqual([]);
  return data.createContract.contract;
}
const versionOf = async (id: string): Promise<number> =>
  (await app.ask('query ($id: ID!) { contract(id: $id) { version } }', { id })).data.contract.version;
/** Runs one verb with what it needs; `args` are further arguments as text. */
async function move(id: string, verb: string, args = '', role: Role = 'ADMINISTRATOR', version?: number) {
  const v = version ?? (await versionOf(id));
  const { data, errors } = await app.ask(
    `mutation ($id: ID!, $v: Int!) { done: ${verb}Contract(id: $id, expectedVersion: $v ${args}) { ${STATE} } }`,
    { id, v },
    role,
  );
  return errors ? { code: errors[0]!.extensions.code } : data.done;
}
const codes = (payload: { userErrors: { code: string; path: string[] }[] }) =>
  payload.userErrors.map(({ code, path }) => [code, path.join('.')]);
const path = async (id: string, ...verbs: [verb: string, args?: string][]) => {
  for (const [verb, args] of verbs) expect(codes(await move(id, verb, args))).toEqual([]);
};
const customerOf = async (id: string) =>
  (await app.ask('query ($id: ID!) { customer(id: $id) { firstDealOn relationshipStage version } }', { id })).data
    .customer;

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
    expect(codes(await move(id, 'sign', 'signedOn: "2026-12-02"'))).toEqual([['DATE_ORDER', 'effectiveOn']]);
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
          `mutation ($id: ID!, $v: Int!) { removeContract(id: $id, expectedVersion: $v, reason: "误建") { ${STATE} } }`,
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

describe('renewal', () => {
  it('copies terms and items into a draft whose term follows', async () => {
    const customerId = await newCustomer('长沙湘江物流有限公司');
    const { id: signatory } = (
      await app.ask(
        'mutation ($c: ID!) { createContact(input: {customerId: $c, name: "谭经理"}) { contact { id } } }',
        { c: customerId },
      )
    ).data.createContact.contact;
    const { id } = await newContract({
      customerId,
      theirSignatoryId: signatory,
      signedOn: '2025-12-20',
      effectiveOn: '2026-01-01',
      expiresOn: '2026-12-31',
      taxRate: '6',
      terms: '月结',
      amount: { amount: '1200', currency: 'USD' },
      items: [{ product: '仓储', quantity: '12', unitPrice: '100' }],
    });
    const RENEW =
      'mutation ($id: ID!, $i: ContractRenewalInput) { renewContract(id: $id, input: $i) { contract { approvalStatus effectiveOn expiresOn signedOn terms amount { amount currency } netAmount { amount } theirSignatory { name } renewedFrom { id } items { nodes { product amount { currency } } } } userErrors { code message } } }';
    expect((await app.ask(RENEW, { id })).data.renewContract.userErrors[0].message).toBe(
      '当前为“草稿”，不能续签；可执行：提交审批、作废',
    );
    await path(id, ['submit'], ['approve'], ['sign']);
    expect((await app.ask(RENEW, { id })).data.renewContract).toEqual({
      userErrors: [],
      contract: {
        approvalStatus: 'DRAFT',
        effectiveOn: '2027-01-01',
        expiresOn: '2027-12-31',
        signedOn: null,
        terms: '月结',
        amount: { amount: '1200.00', currency: 'USD' },
        netAmount: { amount: '1132.08' },
        theirSignatory: { name: '谭经理' },
        renewedFrom: { id },
        items: { nodes: [{ product: '仓储', amount: { currency: 'USD' } }] },
      },
    });
    const own = (
      await app.ask(RENEW, {
        id,
        i: { expiresOn: '2028-12-31', items: [{ product: '仓储', quantity: '24', unitPrice: '95' }] },
      })
    ).data.renewContract.contract;
    expect(own).toMatchObject({
      effectiveOn: '2027-01-01',
      expiresOn: '2028-12-31',
      amount: { amount: '2280.00', currency: 'USD' },
    });
    expect(
      (await app.ask('query ($id: ID!) { contract(id: $id) { renewals { totalCount } } }', { id })).data.contract
        .renewals.totalCount,
    ).toBe(2);
  });

  it('keeps the length of a term', () => {
    expect(nextTerm({ effectiveOn: '2026-01-01', expiresOn: '2026-12-31' })).toEqual({
      effectiveOn: '2027-01-01',
      expiresOn: '2027-12-31',
    });
    expect(nextTerm({ effectiveOn: '2024-02-29', expiresOn: '2024-05-28' })).toEqual({
      effectiveOn: '2024-05-29',
      expiresOn: '2024-08-28',
    });
    expect(nextTerm({ effectiveOn: '2026-01-01', expiresOn: '2026-01-10' })).toEqual({
      effectiveOn: '2026-01-11',
      expiresOn: '2026-01-20',
    });
    expect(nextTerm({ effectiveOn: null, expiresOn: '2026-01-10' })).toEqual({ effectiveOn: '2026-01-11' });
    expect(nextTerm({ effectiveOn: '2026-01-01', expiresOn: null })).toEqual({});
  });
});

describe('the first deal of a customer', () => {
  it('sets the earliest signing day and the stage once, through the outbox', async () => {
    const customerId = await newCustomer('成都锦江食品有限公司');
    const sign = async (signedOn: string) => {
      const { id } = await newContract({ customerId });
      await path(id, ['submit'], ['approve'], ['sign', `signedOn: "${signedOn}"`]);
      return id;
    };
    await sign('2026-10-10');
    expect(await customerOf(customerId)).toMatchObject({ firstDealOn: null, relationshipStage: 'POTENTIAL' });
    await deliverDue(app, subscribers);
    expect(await customerOf(customerId)).toMatchObject({ firstDealOn: '2026-10-10', relationshipStage: 'COOPERATING' });
    await sign('2026-08-08');
    await sign('2026-09-09');
    await deliverDue(app, subscribers);
    const after = await customerOf(customerId);
    expect(after).toMatchObject({ firstDealOn: '2026-08-08', relationshipStage: 'COOPERATING' });
    // delivered at least once: a second delivery changes nothing
    await app.write((tx) =>
      tx.connection.execute(`UPDATE outbox_event SET state = 'QUEUED' WHERE subscriber = 'customer-deal'`),
    );
    expect(await deliverDue(app, subscribers)).toBeGreaterThan(0);
    expect(await customerOf(customerId)).toEqual(after);
    const { data } = await app.ask(
      'query ($id: ID!) { customer(id: $id) { changes(filter: {verb: {eq: "CHANGE_STAGE"}}) { nodes { reason via actor { name } } } } }',
      { id: customerId },
    );
    expect(data.customer.changes.nodes).toEqual([
      { reason: expect.stringMatching(/^合同 HT\d+ 已签署$/), via: 'system', actor: null },
    ]);
  });

  it('leaves a paused customer paused and passes over one that is gone', async () => {
    const [paused, gone] = [await newCustomer('昆明滇池花卉有限公司'), await newCustomer('贵阳黔灵茶业有限公司')];
    for (const stage of ['INTERESTED', 'COOPERATING', 'PAUSED'])
      await app.ask(
        `mutation ($id: ID!) { changeCustomerStage(id: $id, expectedVersion: 9, stage: ${stage}, reason: "停产") { userErrors { code } } }`.replace(
          '9',
          String((await customerOf(paused)).version),
        ),
        { id: paused },
      );
    for (const customerId of [paused, gone]) {
      const { id } = await newContract({ customerId });
      await path(id, ['submit'], ['approve'], ['sign', 'signedOn: "2026-11-11"']);
    }
    await app.ask('mutation ($id: ID!) { removeCustomer(id: $id, expectedVersion: 1) { userErrors { code } } }', {
      id: gone,
    });
    await deliverDue(app, subscribers);
    expect(await customerOf(paused)).toMatchObject({ firstDealOn: '2026-11-11', relationshipStage: 'PAUSED' });
    expect(
      await app.db.read.query(`SELECT state FROM outbox_event WHERE subscriber = 'customer-deal' AND state <> 'DONE'`),
    ).toEqual([]);
  });
});
