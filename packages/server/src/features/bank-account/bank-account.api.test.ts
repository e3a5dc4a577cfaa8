import { fixedKeyring, newKeyring } from '../../platform/secret/keyring';
import { assertKeysComplete, keyUse, reseal } from '../../platform/secret/reseal';
import { openTestApp, type TestApp } from '../../test/test-app';
import { createCustomer } from '../customer/customer.service';

let app: TestApp;
let customerId: string;
beforeAll(async () => {
  app = await openTestApp();
  customerId = `cus_${await app.write((tx) => createCustomer(tx, { input: { name: '宁波海雁轴承有限公司' } }))}`;
});
afterAll(() => app.close());

const number = '6222021000000000009';
const CREATE = `mutation ($input: BankAccountInput!, $overrides: [OverrideInput!]) { createBankAccount(input: $input, overrides: $overrides) {
  bankAccount { id version accountNumber isDefault verified verifiedAt verifiedBy { name } currency } userErrors { code path severity message } } }`;
const UPDATE = `mutation ($id: ID!, $v: Int!, $patch: BankAccountPatch!) { updateBankAccount(id: $id, expectedVersion: $v, patch: $patch) {
  bankAccount { version accountNumber isDefault verified verifiedBy { name } } userErrors { code path message } } }`;
const input = (more: object = {}) => ({
  customerId,
  accountName: '宁波海雁轴承有限公司',
  bankName: '示例银行',
  accountNumber: number,
  ...more,
});
const create = async (more: object = {}, role: 'MANAGER' | 'ANALYST' = 'MANAGER') =>
  (await app.ask(CREATE, { input: input(more) }, role)).data.createBankAccount;

describe('a bank account', () => {
  it('shows its number masked, and is the default when it is the first', async () => {
    const { bankAccount, userErrors } = await create({ accountNumber: '6222 0210 0000 0000 009', verified: true });
    expect(userErrors).toEqual([]);
    expect(bankAccount).toMatchObject({
      accountNumber: '**** 0009',
      isDefault: true,
      verified: true,
      verifiedBy: { name: '测试MANAGER' },
      currency: 'CNY',
    });
    const [row] = await app.db.read.query<Record<string, string>>('SELECT * FROM bank_account');
    expect(Object.values(row!).filter((value) => String(value).includes('622202'))).toEqual([]);
    expect(row!.account_number_sealed).toMatch(/^k1\./);
  });

  it('takes the mark off the present default', async () => {
    const { bankAccount } = await create({ accountNumber: '11014500000000000001', isDefault: true });
    const { data } = await app.ask(
      `query ($id: ID!) { customer(id: $id) { bankAccounts(orderBy: [{ createdAt: { direction: ASC } }]) { totalCount nodes { id isDefault } } } }`,
      { id: customerId },
    );
    expect(data.customer.bankAccounts.totalCount).toBe(2);
    expect(data.customer.bankAccounts.nodes.map(({ isDefault }: { isDefault: boolean }) => isDefault)).toEqual([
      false,
      true,
    ]);
    expect(bankAccount.isDefault).toBe(true);
  });

  it('refuses a number without its shape, warns of a card, and has one basic account', async () => {
    expect((await create({ accountNumber: '12ab' })).userErrors).toMatchObject([
      { code: 'BANK_ACCOUNT_FORMAT', path: ['accountNumber'] },
    ]);
    expect((await create({ accountNumber: '6222021000000000008' })).userErrors).toMatchObject([
      { code: 'CARD_CHECK_DIGIT', severity: 'WARNING' },
    ]);
    const overrides = [{ code: 'CARD_CHECK_DIGIT', path: ['accountNumber'], reason: '卡面如此' }];
    const { data } = await app.ask(CREATE, { input: input({ accountNumber: '6222021000000000008' }), overrides });
    expect(data.createBankAccount.bankAccount.accountNumber).toBe('**** 0008');
    expect((await create({ accountNumber: '11014500000000000003', purpose: 'BASIC' })).userErrors).toEqual([]);
    expect((await create({ accountNumber: '11014500000000000004', purpose: 'BASIC' })).userErrors).toMatchObject([
      { code: 'DUPLICATE_BASIC_ACCOUNT' },
    ]);
    expect((await create({ bankCode: '12345' })).userErrors).toMatchObject([{ code: 'BANK_CODE_FORMAT' }]);
  });

  it('with another number is no longer verified; the same number is no change', async () => {
    const { bankAccount } = await create({ accountNumber: '31001500000000000005', verified: true });
    const patch = async (v: number, change: object) =>
      (await app.ask(UPDATE, { id: bankAccount.id, v, patch: change }, 'MANAGER')).data.updateBankAccount;
    expect((await patch(1, { accountNumber: '99999900000000000005' })).bankAccount).toMatchObject({
      version: 2,
      accountNumber: '**** 0005',
      verified: false,
      verifiedBy: null,
    });
    expect((await patch(2, { accountNumber: '9999 9900 0000 0000 0005' })).bankAccount.version).toBe(2);
    // two numbers that look alike when masked: the change is in the trail, in masks
    const { data, errors } = await app.ask(
      `query ($id: String!) { changes(filter: { recordId: { eq: $id }, verb: { eq: "UPDATE" } }) { nodes { changes { field before after } } } }`,
      { id: bankAccount.id },
    );
    expect(errors).toBeUndefined();
    expect(data.changes.nodes[0].changes).toContainEqual({
      field: 'accountNumber',
      before: '**** 0005',
      after: '**** 0005',
    });
    expect((await patch(2, { accountNumber: null })).userErrors).toMatchObject([{ code: 'REQUIRED' }]);
  });

  it('is found by its whole number alone', async () => {
    const find = (filter: object, role: 'MANAGER' | 'SECURITY' = 'MANAGER') =>
      app.ask('query ($filter: BankAccountFilter) { bankAccounts(filter: $filter) { totalCount } }', { filter }, role);
    expect((await find({ accountNumber: { eq: '６２２２ 0210 0000 0000 009' } })).data.bankAccounts.totalCount).toBe(1);
    expect((await find({ accountNumber: { eq: '6222021000000000' } })).data.bankAccounts.totalCount).toBe(0);
    expect((await find({ not: { accountNumber: { eq: 'x' } } })).data.bankAccounts.totalCount).toBeGreaterThan(3);
    expect((await find({ accountNumber: { isNull: false } })).data.bankAccounts.totalCount).toBeGreaterThan(3);
    for (const operator of ['startsWith', 'contains', 'in', 'gt', 'ne'])
      expect((await find({ accountNumber: { [operator]: '6222' } })).errors).toBeDefined();
    const many = { or: Array.from({ length: 6 }, (_, i) => ({ accountNumber: { eq: `6222021${i}` } })) };
    expect((await find(many)).errors?.[0]?.message).toBe('FILTER_TOO_COMPLEX');
    expect(
      (await app.ask('{ bankAccounts(orderBy: [{ accountNumber: { direction: ASC } }]) { totalCount } }')).errors,
    ).toBeDefined();
    const customers = await app.ask(
      'query ($n: String!) { customers(filter: { bankAccounts: { some: { accountNumber: { eq: $n } } } }) { nodes { name } } }',
      { n: number },
    );
    expect(customers.data.customers.nodes).toHaveLength(1);
  });

  it('goes to the recycle bin with its customer, and back; removal leaves no default', async () => {
    const { bankAccount } = await create({ accountNumber: '31001500000000000006', isDefault: true });
    const removed = await app.ask(
      'mutation ($id: ID!) { removeBankAccount(id: $id, expectedVersion: 1) { userErrors { code } } }',
      { id: bankAccount.id },
    );
    expect(removed.data.removeBankAccount.userErrors).toEqual([]);
    const restored = await app.ask(
      'mutation ($id: ID!) { restoreBankAccount(id: $id) { bankAccount { isDefault accountNumber } userErrors { code } } }',
      { id: bankAccount.id },
    );
    expect(restored.data.restoreBankAccount.bankAccount).toEqual({ isDefault: false, accountNumber: '**** 0006' });
  });

  it('is written by those alone who may', async () => {
    const { errors } = await app.ask(CREATE, { input: input() }, 'ANALYST');
    expect(errors?.[0]?.message).toBe('FORBIDDEN');
  });
});

describe('the identity number of the legal representative', () => {
  const update = async (patch: object) => {
    const { data } = await app.ask('query ($id: ID!) { customer(id: $id) { version } }', { id: customerId });
    return (
      await app.ask(
        'mutation ($id: ID!, $v: Int!, $patch: CustomerPatch!) { updateCustomer(id: $id, expectedVersion: $v, patch: $patch) { customer { legalRepresentativeIdNumber } userErrors { code path } } }',
        { id: customerId, v: data.customer.version, patch },
      )
    ).data.updateCustomer;
  };

  it('is checked by the papers it is from', async () => {
    const wanted = { legalRepresentativeIdNumber: '11010519491231002x' };
    expect((await update(wanted)).userErrors).toMatchObject([{ code: 'IDENTITY_TYPE_REQUIRED' }]);
    const type = { legalRepresentativeIdType: 'RESIDENT_ID' };
    expect((await update({ ...type, legalRepresentativeIdNumber: '110105194912310021' })).userErrors).toMatchObject([
      { code: 'IDENTITY_CHECK_DIGIT', path: ['legalRepresentativeIdNumber'] },
    ]);
    expect((await update({ ...type, ...wanted })).customer).toEqual({ legalRepresentativeIdNumber: '1****2X' });
    // the kind of papers may change while the number stays as it is
    expect((await update({ legalRepresentativeIdType: 'OTHER' })).userErrors).toEqual([]);
    expect((await update({ legalRepresentativeIdType: null })).userErrors).toMatchObject([
      { code: 'IDENTITY_TYPE_REQUIRED' },
    ]);
    expect((await update({ legalRepresentativeIdNumber: null })).customer.legalRepresentativeIdNumber).toBeNull();
  });
});

describe('a rotation of keys', () => {
  it('looks for what is left apart from those who work, and begins no transaction for nothing', async () => {
    const [heavy, transaction] = [jest.spyOn(app.db, 'heavy'), jest.spyOn(app.db, 'transaction')];
    app.statements();
    expect(await reseal(app, { background: true })).toEqual({ done: 0, unreadable: 0 });
    expect([heavy.mock.calls.length, transaction.mock.calls.length]).toEqual([1, 0]);
    expect(app.statements().length).toBeGreaterThan(1);
    [heavy, transaction].forEach((spy) => spy.mockRestore());
  });

  it('seals anew what the old key sealed, goes on where it was cut off, and is no change of the records', async () => {
    for (let i = 0; i < 230; i++)
      if (i % 10 === 0)
        await Promise.all(
          Array.from({ length: 10 }, (_, j) => create({ accountNumber: `4100${String(i + j).padStart(12, '0')}` })),
        );
    const [old] = app.secrets.all();
    const next = { ...newKeyring().current(), id: 'k2' };
    const rotated = { ...app, secrets: fixedKeyring([old!, next]) };
    const versions = () => app.db.read.query('SELECT id, version, updated_at FROM bank_account ORDER BY id');
    const before = await versions();
    const total = before.length;
    expect(await keyUse(rotated)).toEqual(new Map([['k1', total]]));
    // while it goes on, rows of both keys are found
    const stopping = new AbortController();
    await reseal(rotated, { signal: stopping.signal, onProgress: () => stopping.abort() });
    const half = await keyUse(rotated);
    expect(half.get('k2')).toBe(100);
    const found = async (wanted: string) => {
      const ctx = { ...app.ctx('MANAGER'), secrets: rotated.secrets };
      const { graphql } = await import('graphql');
      const source = `{ bankAccounts(filter: { accountNumber: { eq: "${wanted}" } }) { totalCount } }`;
      const { data } = await graphql({ schema: app.schema, source, contextValue: ctx });
      return (data as { bankAccounts: { totalCount: number } }).bankAccounts.totalCount;
    };
    for (const wanted of ['4100000000000000', '4100000000000229']) expect(await found(wanted)).toBe(1);
    expect(await reseal(rotated)).toEqual({ done: total - 100, unreadable: 0 });
    expect(await keyUse(rotated)).toEqual(new Map([['k2', total]]));
    expect(await versions()).toEqual(before);
    for (const wanted of ['4100000000000000', '4100000000000229']) expect(await found(wanted)).toBe(1);
    expect(await reseal(rotated)).toEqual({ done: 0, unreadable: 0 });
    // a key that rows need and nobody has is said at the start
    await expect(assertKeysComplete(app, 'keys')).rejects.toThrow('lacks the keys k2');
    await expect(assertKeysComplete(rotated, 'keys')).resolves.toBeUndefined();
  });
});
