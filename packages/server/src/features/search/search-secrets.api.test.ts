import type { FieldRight } from '@dossier/shared';
import { graphql } from 'graphql';
import { createContext, type Actor } from '../../platform/context/context';
import { openTestApp, type TestApp } from '../../test/test-app';
import { createBankAccount } from '../bank-account/bank-account.service';
import { createCustomer } from '../customer/customer.service';

let app: TestApp;
const account = '11014578213690475821';
const identity = '11010519491231002X';
beforeAll(async () => {
  app = await openTestApp();
  await app.write(async (tx) => {
    const values = { legalRepresentativeIdType: 'RESIDENT_ID', legalRepresentativeIdNumber: identity };
    const id = await createCustomer(tx, { input: { name: '宁波海雁轴承有限公司', ...values } });
    const input = { customerId: `cus_${id}`, accountName: '海雁', bankName: '示例银行', accountNumber: account };
    await createBankAccount(tx, { input });
  }, 'MANAGER');
});
afterAll(() => app.close());

async function search(text: string, actor: Actor = app.actors.MANAGER): Promise<string[]> {
  const { data, errors } = await graphql({
    schema: app.schema,
    source: 'query($t: String!) { searchAll(text: $t) { entity hits { title detail customerId } } }',
    variableValues: { t: text },
    contextValue: createContext(app, { actor, requestId: 'search' }),
  });
  expect(errors).toBeUndefined();
  const groups = data!.searchAll as { hits: { title: string; detail: string }[] }[];
  return groups.flatMap(({ hits }) => hits.map(({ title, detail }) => `${title} ${detail}`));
}
const without = (rights: Record<string, FieldRight>): Actor => ({
  ...app.actors.MANAGER,
  fieldRights: new Map(Object.entries(rights)),
});

test('a whole number finds its customer, however it is written, and tells it by the mask', async () => {
  expect(await search(account)).toEqual(['宁波海雁轴承有限公司 **** 5821']);
  expect(await search(' 1101 4578-2136 9047 5821')).toEqual(['宁波海雁轴承有限公司 **** 5821']);
  const [hit] = await search(identity.toLowerCase());
  expect(hit).toMatch(/^宁波海雁轴承有限公司 1\*+2X$/);
});

test('a part of it, or a number with another digit, finds nothing', async () => {
  for (const text of [account.slice(0, -1), account.slice(1), account.slice(-4), `${account.slice(0, -1)}2`])
    expect([text, await search(text)]).toEqual([text, []]);
  for (const text of [identity.slice(0, -1), identity.slice(6), '110105194912310011'])
    expect([text, await search(text)]).toEqual([text, []]);
});

test('nothing for those who may not see the mask, the account or the customer', async () => {
  for (const right of ['HIDDEN', 'MASKED'] as const) {
    expect(await search(account, without({ 'BankAccount.accountNumber': right }))).toEqual([]);
    expect(await search(identity, without({ 'Customer.legalRepresentativeIdNumber': right }))).toEqual([]);
  }
  const scopes = new Set([...app.actors.MANAGER.scopes].filter((scope) => scope !== 'bankAccount:read'));
  expect(await search(account, { ...app.actors.MANAGER, scopes })).toEqual([]);
  const own = {
    ...app.actors.SALES,
    reach: {
      ...app.actors.SALES.reach,
      ranges: { customer: ['OWN'], contact: ['OWN'], contract: ['OWN'], assessment: ['OWN'] },
    },
  } as Actor;
  expect([await search(account, own), await search(identity, own)]).toEqual([[], []]);
});
