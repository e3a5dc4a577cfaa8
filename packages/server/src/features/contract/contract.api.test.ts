import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date('2026-11-21T08:00:00.000Z') });
});
afterAll(() => app.close());

const BODY = `contract { id version number approvalStatus performanceStatus itemsRevision signedOn amount { amount currency } netAmount { amount } taxAmount { amount } owner { name }
  items { nodes { id version lineNo product quantity unitPrice amount { amount currency } } } } userErrors { code path message overridable }`;
const CREATE = `mutation ($input: ContractInput!, $o: [OverrideInput!]) { createContract(input: $input, overrides: $o) { ${BODY} } }`;
const UPDATE = `mutation ($id: ID!, $v: Int!, $patch: ContractPatch!, $o: [OverrideInput!]) { updateContract(id: $id, expectedVersion: $v, patch: $patch, overrides: $o) { ${BODY} } }`;

async function newCustomer(name: string): Promise<string> {
  const { data } = await app.ask('mutation ($n: String!) { createCustomer(input: {name: $n}) { customer { id } } }', {
    n: name,
  });
  return data.createCustomer.customer.id;
}
const create = async (input: object, o: object[] = []) => (await app.ask(CREATE, { input, o })).data.createContract;
const update = async (id: string, v: number, patch: object, o: object[] = []) =>
  (await app.ask(UPDATE, { id, v, patch, o })).data.updateContract;
const codes = (payload: { userErrors: { code: string; path: string[] }[] }) =>
  payload.userErrors.map(({ code, path }) => [code, path.join('.')]);
const steel = { product: '热轧卷板', quantity: '12.5', unitPrice: '4321.123456' };
const freight = { product: '运费', quantity: '1', unitPrice: '1000', discount: '10' };

describe('contract drafts through the graph', () => {
  let customerId: string;
  beforeAll(async () => {
    customerId = await newCustomer('上海宏达钢铁有限公司');
  });

  it('numbers the draft and reckons exact amounts from its items', async () => {
    const { contract, userErrors } = await create({
      customerId,
      name: '钢材采购合同',
      taxRate: '13',
      items: [steel, freight],
    });
    expect(userErrors).toEqual([]);
    // 12.5 × 4321.123456 = 54014.0432; 1000 − 10 % = 900
    expect(contract).toMatchObject({
      version: 1,
      number: 'HT2026110001',
      approvalStatus: 'DRAFT',
      performanceStatus: null,
      itemsRevision: 1,
      owner: { name: '测试ADMINISTRATOR' },
      amount: { amount: '54914.04', currency: 'CNY' },
      netAmount: { amount: '48596.50' },
      taxAmount: { amount: '6317.54' },
      items: {
        nodes: [
          { lineNo: 1, product: '热轧卷板', quantity: '12.5000', amount: { amount: '54014.04' } },
          { lineNo: 2, amount: { amount: '900.00' } },
        ],
      },
    });
  });

  it('keeps a number that is given, refuses one that is taken', async () => {
    expect((await create({ customerId, name: '框架合同', number: 'kj-2026-01' })).contract.number).toBe('KJ-2026-01');
    expect(codes(await create({ customerId, name: '框架合同', number: 'KJ-2026-01' }))).toEqual([
      ['DUPLICATE_CODE', 'number'],
    ]);
    expect((await create({ customerId, name: '抢号', number: 'HT2026110002' })).contract.number).toBe('HT2026110002');
    expect((await create({ customerId, name: '下一个' })).contract.number).toBe('HT2026110003');
  });

  it('tells all faults at once, in their places', async () => {
    const other = await newCustomer('广州天河贸易有限公司');
    const { data } = await app.ask(
      'mutation ($c: ID!) { createContact(input: {customerId: $c, name: "外人"}) { contact { id } } }',
      { c: other },
    );
    const payload = await create({
      customerId,
      name: '',
      theirSignatoryId: data.createContact.contact.id,
      signedOn: '2026-05-01',
      effectiveOn: '2026-04-01',
      expiresOn: '2026-03-01',
      items: [steel, { ...freight, quantity: '-1', product: '' }],
    });
    expect(codes(payload).sort()).toEqual(
      [
        ['DATE_ORDER', 'effectiveOn'],
        ['DATE_ORDER', 'expiresOn'],
        ['OTHER_CUSTOMER', 'theirSignatoryId'],
        ['REQUIRED', 'items.1.product'],
        ['REQUIRED', 'name'],
        ['TOO_SMALL', 'items.1.quantity'],
      ].sort(),
    );
    // one fault does not hide another that can be seen beside it
    const crossed = { signedOn: '2026-05-01', effectiveOn: '2026-04-01' };
    const taken = { customerId, name: '合同', number: 'HT2026110001' };
    expect(codes(await create({ ...taken, ...crossed, amount: { amount: '1' }, items: [steel] }))).toEqual([
      ['DATE_ORDER', 'effectiveOn'],
      ['CONTRACT_AMOUNT_MISMATCH', 'amount'],
      ['DUPLICATE_CODE', 'number'],
    ]);
    const { contract } = await create({ customerId, name: '待改合同', items: [steel] });
    expect(codes(await update(contract.id, 1, { ...crossed, amount: { amount: '1' } }))).toEqual([
      ['DATE_ORDER', 'effectiveOn'],
      ['CONTRACT_AMOUNT_MISMATCH', 'amount'],
    ]);
  });

  it('takes no signature of tomorrow', async () => {
    const ahead = await create({ customerId, name: '预签合同', signedOn: '2026-11-22' });
    expect(codes(ahead)).toEqual([['DATE_AHEAD', 'signedOn']]);
    expect(ahead.userErrors[0].message).toContain('2026-11-21');
  });

  it('warns of an amount that differs from its items and keeps the reason in the trail', async () => {
    const input = { customerId, name: '让利合同', amount: { amount: '800' }, items: [freight] };
    const warned = await create(input);
    expect(warned.userErrors).toMatchObject([
      { code: 'CONTRACT_AMOUNT_MISMATCH', path: ['amount'], overridable: true },
    ]);
    const { contract } = await create(input, [
      { code: 'CONTRACT_AMOUNT_MISMATCH', path: ['amount'], reason: '整单让利' },
    ]);
    expect(contract.amount.amount).toBe('800.00');
    const { data } = await app.ask(
      'query ($id: String!) { changes(filter: {recordId: {eq: $id}}) { nodes { verb reason } } }',
      { id: contract.id },
    );
    expect(data.changes.nodes).toEqual([{ verb: 'CREATE', reason: '整单让利' }]);
    // what was accepted is not asked about again
    expect(codes(await update(contract.id, 1, { name: '让利合同（二）', amount: { amount: '800.00' } }))).toEqual([]);
    expect(codes(await update(contract.id, 2, { amount: { amount: '850' } }))).toEqual([
      ['CONTRACT_AMOUNT_MISMATCH', 'amount'],
    ]);
  });

  it('takes the whole new set of items; kept lines keep their ids', async () => {
    const { contract } = await create({ customerId, name: '分批供货', taxRate: '13', items: [steel, freight] });
    const [first, second] = contract.items.nodes;
    const next = (
      await update(contract.id, 1, {
        items: [
          { product: '检验费', quantity: '1', unitPrice: '50' },
          { ...steel, id: first.id, quantity: '10' },
        ],
      })
    ).contract;
    expect(next).toMatchObject({ version: 2, itemsRevision: 2, amount: { amount: '43261.23' } });
    expect(next.items.nodes).toMatchObject([
      { product: '检验费', lineNo: 1 },
      { id: first.id, lineNo: 2, version: 2, quantity: '10.0000' },
    ]);
    expect(codes(await update(contract.id, 2, { items: [{ ...freight, id: second.id }] }))).toEqual([
      ['INVALID_REFERENCE', 'items.0.id'],
    ]);
    const same = next.items.nodes.map(({ id, product, quantity, unitPrice }: Record<string, string>) => ({
      id,
      product,
      quantity,
      unitPrice,
    }));
    expect((await update(contract.id, 2, { items: same })).contract).toMatchObject({ version: 2, itemsRevision: 2 });
    // two editors of the items notice each other, others do not
    expect(codes(await update(contract.id, 1, { items: [freight] }))).toEqual([['VERSION_CONFLICT', '']]);
    expect(codes(await update(contract.id, 1, { remarks: '加急' }))).toEqual([]);
    // another currency goes through to the lines
    const dollars = (await update(contract.id, 3, { amount: { amount: '43261.23', currency: 'USD' } })).contract;
    expect(dollars.items.nodes.map((line: { amount: { currency: string } }) => line.amount.currency)).toEqual([
      'USD',
      'USD',
    ]);
    const trail = await app.ask(
      'query ($id: String!) { changes(filter: {recordId: {eq: $id}}) { nodes { customer { id } changes { field } } } }',
      { id: first.id },
    );
    expect(
      trail.data.changes.nodes.every((node: { customer: { id: string } | null }) => node.customer?.id === customerId),
    ).toBe(true);
  });
});
