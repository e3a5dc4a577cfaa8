import assert from 'node:assert/strict';
import { overlay, press, words } from './ways.mjs';

/** What two people change at once: the one who looks has changes in hand when the other one's are kept first. */
export const conflicts = ({ disputed, disputedBoard }) => [
  {
    name: 'contract-conflict',
    path: `/contracts/${disputed}/edit`,
    picture: true,
    open: async (page) => {
      await page.locator('[id$="-f-name"]').fill('年度备件供货合同（二期）');
      await page.locator('[id$="-f-terms"]').fill('货到验收合格后 30 日内付款。');
      await page.locator('.items tbody input').nth(2).fill('24');
      await otherContract(page, disputed);
      await save(page);
    },
  },
  {
    name: 'board-conflict',
    path: `/dashboard/${disputedBoard}`,
    userName: 'analyst',
    picture: true,
    open: async (page) => {
      await press(['编辑看板', 'Edit board'])(page);
      await page.locator('.form input').first().fill('周一晨会看板');
      await page
        .locator('[data-tile]')
        .last()
        .getByRole('button', { name: words('删除', 'Remove') })
        .click();
      await otherBoard(page, disputedBoard);
      await save(page);
    },
  },
];

/** A contract and a board that nothing else shows. */
export async function made(stage, customerId) {
  const item = { product: '密封件', unit: '套', quantity: '20', unitPrice: '35' };
  const contract = await stage.ask(
    'manager',
    'mutation($i: ContractInput!) { it: createContract(input: $i) { contract { id } userErrors { message } } }',
    { i: { customerId, name: '年度备件供货合同', items: [item] } },
  );
  const { savedQueries } = await stage.ask('analyst', '{ savedQueries(first: 1) { nodes { id } } }');
  const query = savedQueries.nodes[0].id;
  const board = await stage.ask(
    'analyst',
    'mutation($i: DashboardInput!) { it: createDashboard(input: $i) { dashboard { id } userErrors { message } } }',
    { i: { name: '晨会看板', tiles: tilesOf(query, 1) } },
  );
  for (const { it } of [contract, board]) assert.deepEqual(it.userErrors, []);
  return { disputed: contract.it.contract.id, disputedBoard: board.it.dashboard.id };
}

const tilesOf = (query, width) =>
  ['本月签约', '客户等级', '待跟进客户'].map((title, at) => ({
    query,
    title,
    shape: 'TABLE',
    width: at === 1 ? width : 1,
  }));

/** Each time other than before, so that every picture meets a conflict. */
async function otherContract(page, id) {
  const { contract } = await asked(page, 'query($id: ID!) { contract(id: $id) { version items { nodes { id } } } }', {
    id,
  });
  const { version, items } = contract;
  const lines = items.nodes.map((item) => ({ id: item.id, product: '密封件', unit: '套', unitPrice: '35' }));
  const patch = {
    name: `年度备件供货合同（第 ${version} 稿）`,
    terms: `预付 30%，余款发货前付清（第 ${version} 稿）。`,
    items: lines.map((line) => ({ ...line, quantity: String(30 + version) })),
  };
  const { it } = await asked(
    page,
    'mutation($id: ID!, $v: Int!, $p: ContractPatch!) { it: updateContract(id: $id, expectedVersion: $v, patch: $p) { userErrors { message } } }',
    { id, v: version, p: patch },
  );
  assert.deepEqual(it.userErrors, []);
}

async function otherBoard(page, id) {
  const { dashboard } = await asked(page, 'query($id: ID!) { dashboard(id: $id) { version tiles { query } } }', { id });
  const { version, tiles } = dashboard;
  const patch = { description: `第 ${version} 稿`, tiles: tilesOf(tiles[0].query, (version % 2) + 2) };
  const { it } = await asked(
    page,
    'mutation($id: ID!, $v: Int!, $p: DashboardPatch!) { it: updateDashboard(id: $id, expectedVersion: $v, patch: $p) { userErrors { message } } }',
    { id, v: version, p: patch },
  );
  assert.deepEqual(it.userErrors, []);
}

async function asked(page, query, variables) {
  const answer = await page.request.post('/graphql', {
    headers: { 'x-requested-with': 'dossier' },
    data: { query, variables },
  });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined);
  return data;
}

const save = (page) =>
  overlay(page, () =>
    page
      .getByRole('button', { name: words('保存', 'Save') })
      .first()
      .click(),
  );
