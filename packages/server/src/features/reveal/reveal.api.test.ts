import { graphql } from 'graphql';
import type { RoleName } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';
import { openTestServer, type TestServer } from '../../test/test-server';
import { createBankAccount } from '../bank-account/bank-account.service';
import { createCustomer } from '../customer/customer.service';

const plain = '6222021000000000009';
let at = new Date('2026-11-22T02:00:00.000Z');
const later = (minutes: number) => (at = new Date(at.getTime() + minutes * 60_000));
const REVEAL = `mutation ($id: ID!, $field: String!, $reason: String!) { reveal(id: $id, field: $field, reason: $reason) { value userErrors { code message path } } }`;

let made = 0;
async function account(app: TestApp): Promise<{ id: string; customerId: string }> {
  const customerId = await app.write(
    (tx) => createCustomer(tx, { input: { name: `宁波海雁第${++made}轴承有限公司` } }),
    'MANAGER',
  );
  const input = { customerId: `cus_${customerId}`, accountName: '甲', bankName: '乙', accountNumber: plain };
  return { id: `bac_${await app.write((tx) => createBankAccount(tx, { input }))}`, customerId };
}

describe('revealing', () => {
  let app: TestApp;
  let id: string;
  let customerId: string;
  beforeEach(async () => {
    app = await openTestApp({ now: () => at });
    ({ id, customerId } = await account(app));
  });
  afterEach(() => app.close());
  const ask = (more: object = {}, role: RoleName = 'MANAGER') =>
    app.ask(REVEAL, { id, field: 'accountNumber', reason: '付款前核对', ...more }, role);
  const events = (verb: string) =>
    app.db.read.query<Record<string, string>>('SELECT * FROM audit_event WHERE verb = ? ORDER BY id', [verb]);

  it('opens one value and leaves its trace', async () => {
    expect((await ask()).data.reveal).toEqual({ value: plain, userErrors: [] });
    const [event, ...others] = await events('REVEAL');
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      actor_id: app.actors.MANAGER.userId,
      entity: 'BankAccount',
      record_id: id,
      customer_id: customerId,
      reason: '付款前核对',
    });
    expect(JSON.stringify(event)).not.toContain('622202');
  });

  it('needs a reason, a sealed field, a record that is there', async () => {
    const code = async (more: object) => (await ask(more)).data.reveal.userErrors[0].code;
    expect(await code({ reason: ' 核对 ' })).toBe('REVEAL_REASON');
    expect(await code({ field: 'accountName' })).toBe('NOT_SECRET');
    expect(await code({ field: 'nothing' })).toBe('NOT_SECRET');
    expect(await code({ id: 'x' })).toBe('NOT_SECRET');
    expect(await code({ id: `bac_${'0'.repeat(26)}` })).toBe('NOT_FOUND');
    expect(await code({ id: `cus_${customerId}`, field: 'legalRepresentativeIdNumber' })).toBe('NO_VALUE');
    expect(await events('REVEAL')).toEqual([]);
  });

  it.each(['ADMINISTRATOR', 'SALES', 'ANALYST', 'AUDITOR', 'SECURITY'] as const)('is not for %s', async (role) => {
    const { data, errors } = await ask({}, role);
    expect(errors?.[0]?.message).toBe('FORBIDDEN');
    expect(data).toBeNull();
  });

  it('goes by range and by the rights to the field', async () => {
    const as = async (more: object) => {
      const actor = { ...app.actors.MANAGER, ...more };
      const variableValues = { id, field: 'accountNumber', reason: '付款前核对' };
      return graphql({ schema: app.schema, source: REVEAL, variableValues, contextValue: { ...app.ctx(), actor } });
    };
    const own = { ranges: { ...app.actors.MANAGER.reach.ranges, customer: ['OWN'] }, departmentIds: [] };
    const reach = { ...own, treeDepartmentIds: [], subordinateIds: [] };
    const outside = (await as({ userId: app.actors.SALES.userId, reach })) as {
      data: { reveal: { value: null; userErrors: { code: string }[] } };
    };
    expect(outside.data.reveal).toMatchObject({ value: null, userErrors: [{ code: 'NOT_FOUND' }] });
    for (const right of ['HIDDEN', 'MASKED'] as const) {
      const { errors } = await as({ fieldRights: new Map([['BankAccount.accountNumber', right]]) });
      expect(errors?.[0]?.message).toBe('FIELD_NOT_READABLE');
    }
    expect(await events('REVEAL')).toEqual([]);
  });

  it('does not open what was moved to another row, or altered', async () => {
    const other = await account(app);
    await app.db.transaction(async (connection) => {
      const [row] = await connection.query<{ s: string }>(
        'SELECT account_number_sealed AS s FROM bank_account WHERE id = ?',
        [id.slice(4)],
      );
      await connection.execute('UPDATE bank_account SET account_number_sealed = ? WHERE id = ?', [
        row!.s,
        other.id.slice(4),
      ]);
    });
    expect((await ask({ id: other.id })).data.reveal).toMatchObject({
      value: null,
      userErrors: [{ code: 'SECRET_UNREADABLE' }],
    });
  });

  it('alarms of many in a short time, once; and has an end', async () => {
    const board = async (role: RoleName) =>
      (await app.ask('{ homeBoard { thingsToLookAt { kind severity title customer { id } } } }', {}, role)).data
        .homeBoard.thingsToLookAt as { kind: string; title: string }[];
    for (let i = 0; i < 10; i++) await ask();
    expect(await events('REVEAL_ALARM')).toEqual([]);
    for (let i = 0; i < 5; i++) await ask();
    expect(await events('REVEAL_ALARM')).toHaveLength(1);
    for (const role of ['SECURITY', 'ADMINISTRATOR'] as const)
      expect((await board(role))[0]).toMatchObject({
        kind: 'REVEAL_ALARM',
        severity: 'HIGH',
        title: '测试MANAGER 在十分钟内查看了 11 个账号或证件号码',
        customer: null,
      });
    expect((await board('MANAGER')).filter(({ kind }) => kind === 'REVEAL_ALARM')).toEqual([]);
    for (let i = 0; i < 15; i++) await ask();
    const refused = (await ask()).data.reveal;
    // said in the words of the caller's clock: the first of the thirty was an hour ago at 11:00 in Shanghai
    const message = '一小时内最多查看 30 次敏感信息，60 分钟后（11:00）可再次查看';
    expect(refused).toMatchObject({ value: null, userErrors: [{ code: 'REVEAL_LIMIT', message }] });
    later(45);
    expect((await ask()).data.reveal.userErrors[0].message).toContain('15 分钟后（11:00）');
    later(-45);
    const outcomes = (await events('REVEAL')).map(({ outcome }) => outcome);
    expect(outcomes.filter((one) => one === 'OK')).toHaveLength(30);
    expect(outcomes.filter((one) => one === 'REFUSED')).toHaveLength(1);
    // another person is not kept from it, and an hour later neither is this one
    later(61);
    expect((await ask()).data.reveal.value).toBe(plain);
  });

  it('two at once do not pass the limit together', async () => {
    for (let i = 0; i < 28; i++) await ask();
    const values = await Promise.all(Array.from({ length: 6 }, () => ask()));
    expect(values.filter(({ data }) => data.reveal.value === plain)).toHaveLength(2);
  });
});

describe('over HTTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());

  it('the answer is kept by nobody on the way', async () => {
    const { id } = await account(server.app);
    const cookie = await server.signIn('manager');
    const answer = await server.ask(REVEAL, { id, field: 'accountNumber', reason: '付款前核对' }, { cookie });
    expect(answer.body.data.reveal.value).toBe(plain);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
