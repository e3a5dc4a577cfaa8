import { graphql } from 'graphql';
import type { FieldRight } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ now: () => new Date('2026-11-21T08:00:00.000Z') });
});
afterAll(() => app.close());

const UPDATE = `mutation ($id: ID!, $v: Int!, $patch: ContractPatch!) { updateContract(id: $id, expectedVersion: $v, patch: $patch) {
  contract { id version } userErrors { code path message } } }`;
const READ = `query ($id: ID!) { contract(id: $id) { version amount { amount }
  items { nodes { id product quantity unitPrice discount remarks amount { amount } } } } }`;

interface Line {
  id: string;
  product: string;
  quantity: string;
}
interface Refusal {
  code: string;
  path: string[];
  message: string;
}

async function draft(): Promise<{ id: string; steel: Line; freight: Line }> {
  const { data } = await app.ask(
    'mutation { createCustomer(input: {name: "宁波闭列轴承有限公司"}, overrides: [{code: "DUPLICATE_NAME", path: ["name"], reason: "试验"}]) { customer { id } } }',
  );
  const input = {
    customerId: data.createCustomer.customer.id,
    name: '供货合同',
    items: [
      { product: '轴承', quantity: '10', unitPrice: '12.5', discount: '10', remarks: '一批' },
      { product: '运费', quantity: '1', unitPrice: '100' },
    ],
  };
  const made = await app.ask(
    'mutation ($input: ContractInput!) { createContract(input: $input) { contract { id items { nodes { id product quantity } } } } }',
    { input },
  );
  const { id, items } = made.data.createContract.contract;
  return { id, steel: items.nodes[0], freight: items.nodes[1] };
}

/** A manager whose right to some fields is narrower. */
const as = async (rights: Record<string, FieldRight>, patch: object, id: string, v = 1) => {
  const actor = { ...app.actors.MANAGER, fieldRights: new Map(Object.entries(rights)) };
  const answer = await graphql({
    schema: app.schema,
    source: UPDATE,
    variableValues: { id, v, patch },
    contextValue: { ...app.ctx('MANAGER'), actor },
  });
  expect(answer.errors).toBeUndefined();
  return answer.data!['updateContract'] as { contract: object | null; userErrors: Refusal[] };
};
const stored = async (id: string) => (await app.ask(READ, { id })).data.contract;
const codes = ({ userErrors }: { userErrors: Refusal[] }) => userErrors.map(({ code, path }) => [code, path.join('.')]);
const kept = ({ id, product, quantity }: Line, more: object = {}) => ({ id, product, quantity, ...more });

describe('lines whose fields are closed in part', () => {
  it.each(['HIDDEN', 'MASKED', 'READ'] as const)(
    'what is left out of a kept line stays: unit price %s',
    async (right) => {
      const { id, steel, freight } = await draft();
      const rights = { 'ContractItem.unitPrice': right };
      const patch = { items: [kept(steel, { product: '深沟球轴承', discount: '10' }), kept(freight)] };
      expect((await as(rights, patch, id)).userErrors).toEqual([]);
      expect(await stored(id)).toMatchObject({
        amount: { amount: '212.50' },
        items: {
          nodes: [
            // what may be written and is left out is emptied, as ever
            {
              product: '深沟球轴承',
              unitPrice: '12.500000',
              discount: '10.00',
              remarks: null,
              amount: { amount: '112.50' },
            },
            { product: '运费', unitPrice: '100.000000' },
          ],
        },
      });
    },
  );

  it('what is closed is never written, not even as it was shown', async () => {
    const { id, steel, freight } = await draft();
    const rights = { 'ContractItem.unitPrice': 'MASKED' } as const;
    for (const unitPrice of ['12.5', '0', null])
      expect(
        codes(await as(rights, { items: [kept(steel, { unitPrice, discount: '10' }), kept(freight)] }, id)),
      ).toEqual([['FIELD_NOT_EDITABLE', 'items.0.unitPrice']]);
    expect((await stored(id)).version).toBe(1);
  });

  it('a quantity may change where the price is read: amounts follow', async () => {
    const { id, steel, freight } = await draft();
    const patch = { items: [kept(steel, { quantity: '20', discount: '10' }), kept(freight)] };
    expect((await as({ 'ContractItem.unitPrice': 'READ' }, patch, id)).userErrors).toEqual([]);
    expect((await stored(id)).amount).toEqual({ amount: '325.00' });
  });

  it.each(['HIDDEN', 'MASKED'] as const)(
    'where the price is %s a new quantity would tell it: refused',
    async (right) => {
      const { id, steel, freight } = await draft();
      const rights = { 'ContractItem.unitPrice': right };
      const more = await as(rights, { items: [kept(steel, { quantity: '20', discount: '10' }), kept(freight)] }, id);
      expect(codes(more)).toEqual([['CONTRACT_PRICES_CLOSED', 'items']]);
      expect(more.userErrors[0]!.message).toContain('单价');
      expect(more.userErrors[0]!.message).not.toMatch(/\d/);
      // two lines that make up for each other, a line that goes, an emptied discount
      for (const items of [[kept(freight)], [kept(steel), kept(freight)]])
        expect(codes(await as(rights, { items }, id))).toEqual([['CONTRACT_PRICES_CLOSED', 'items']]);
      expect((await stored(id)).version).toBe(1);
    },
  );

  it('who may not change the amount of a contract does not move it by its lines', async () => {
    const { id, steel, freight } = await draft();
    const patch = { items: [kept(steel, { quantity: '20', discount: '10' }), kept(freight)] };
    const rights = { 'ContractItem.unitPrice': 'READ', 'Contract.amount': 'READ' } as const;
    expect(codes(await as(rights, patch, id))).toEqual([['FIELD_NOT_EDITABLE', 'amount']]);
  });

  it('a new line that needs a closed field is for others', async () => {
    const { id, steel, freight } = await draft();
    const items = [kept(steel, { discount: '10' }), kept(freight), { product: '包装', quantity: '1' }];
    expect(codes(await as({ 'ContractItem.unitPrice': 'READ' }, { items }, id))).toEqual([
      ['CONTRACT_LINE_CLOSED', 'items.2.unitPrice'],
    ]);
    // one that leaves out what is closed and not needed is his
    const rest = [
      { ...kept(steel), unitPrice: '12.5' },
      { ...kept(freight), unitPrice: '100' },
    ];
    const line = { product: '包装', quantity: '1', unitPrice: '5' };
    expect((await as({ 'ContractItem.discount': 'READ' }, { items: [...rest, line] }, id)).userErrors).toEqual([]);
    expect((await stored(id)).amount).toEqual({ amount: '217.50' });
  });

  it('an amount that differs from lines out of sight is told without their sum', async () => {
    const { id } = await draft();
    const { userErrors } = await as({ 'ContractItem.unitPrice': 'HIDDEN' }, { amount: { amount: '500' } }, id);
    expect(userErrors).toMatchObject([{ code: 'CONTRACT_AMOUNT_MISMATCH' }]);
    expect(userErrors[0]!.message).not.toContain('212');
  });
});
