import assert from 'node:assert/strict';
import { accessibilityFaults, visit } from './harness.mjs';

const UPDATE =
  'mutation($id: ID!, $v: Int!, $p: ContractPatch!) { it: updateContract(id: $id, expectedVersion: $v, patch: $p) { userErrors { message } } }';
const READ =
  'query($id: ID!) { contract(id: $id) { name version amount { amount } items { nodes { id quantity product } } } }';

const line = (quantity, id) => ({ ...(id && { id }), product: '密封件', unit: '套', quantity, unitPrice: '35' });
const read = async (stage, id) => (await stage.ask('manager', READ, { id })).contract;

/** A contract whose lines are open in a form, while somebody else keeps other lines. */
async function disputed(page, stage, name) {
  const { customers } = await stage.ask('manager', '{ customers(first: 1) { nodes { id } } }');
  const { it } = await stage.ask(
    'manager',
    'mutation($i: ContractInput!) { it: createContract(input: $i) { contract { id } userErrors { message } } }',
    { i: { customerId: customers.nodes[0].id, name, items: [line('20')] } },
  );
  const { id } = it.contract;
  await visit(page, `/contracts/${id}/edit`);
  await page.locator('[id$="-f-name"]').fill(`${name}（二期）`);
  await page.getByLabel('1 数量').fill('24');
  const { version, items } = await read(stage, id);
  const other = await stage.ask('admin', UPDATE, {
    id,
    v: version,
    p: { items: [line('30', items.nodes[0].id), { ...line('1'), product: '安装服务' }] },
  });
  assert.deepEqual(other.it.userErrors, []);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '有人刚改过同样的内容' });
  const lines = dialog.getByRole('row').filter({ hasText: '合同明细' });
  await lines.getByText('合计 ¥840.00').waitFor();
  // the sums go with the lines: nothing else is asked
  assert.equal(await dialog.getByRole('rowheader').count(), 1);
  return { id, dialog, lines };
}
const settle = async (page, dialog) => {
  await dialog.getByRole('button', { name: '按选择保存' }).click();
  await page.waitForURL(/\/contracts\/ctr_[^/]+$/);
};

/** Contracts that two people have open. */
export const contractFlows = [
  {
    name: 'conflict: of the lines of a contract theirs come over whole, with what else is mine; or mine stand',
    async run({ page, stage }) {
      const theirs = await disputed(page, stage, '密封件供货合同甲');
      assert.deepEqual(await accessibilityFaults(page), []);
      await theirs.lines.getByText('合计 ¥1,085.00').click();
      await settle(page, theirs.dialog);
      const taken = await read(stage, theirs.id);
      assert.equal(taken.name, '密封件供货合同甲（二期）');
      assert.equal(taken.amount.amount, '1085.00');
      assert.deepEqual(
        taken.items.nodes.map(({ product, quantity }) => `${product} ${Number(quantity)}`),
        ['密封件 30', '安装服务 1'],
      );

      const mine = await disputed(page, stage, '密封件供货合同乙');
      await settle(page, mine.dialog);
      const kept = await read(stage, mine.id);
      assert.equal(kept.amount.amount, '840.00');
      assert.deepEqual(
        kept.items.nodes.map(({ product, quantity }) => `${product} ${Number(quantity)}`),
        ['密封件 24'],
      );
    },
  },
];
