import assert from 'node:assert/strict';
import { accessibilityFaults, select, settled, visit } from './harness.mjs';

const dialog = (page) => page.locator('.tile-dialog');
const tile = (page, name) => page.getByRole('region', { name, exact: true });

async function addTile(page, query, shape, title) {
  await page.getByRole('button', { name: '添加卡片' }).click();
  await select(dialog(page), page.locator('#tile-query'), query);
  await dialog(page).getByRole('radio', { name: shape, exact: true }).click();
  await dialog(page).getByLabel('标题', { exact: true }).fill(title);
  await dialog(page).locator('.preview .figure, .preview svg, .preview table').first().waitFor();
  await dialog(page).getByRole('button', { name: '放到看板上' }).click();
  await dialog(page).waitFor({ state: 'hidden' });
}

/** Boards that people put together of saved queries. */
export const boardFlows = [
  {
    name: 'board: one is made of two tiles, turned round by keyboard, stands after a reload, leads to lists; nobody else sees it',
    userName: 'analyst',
    async run({ page, open }) {
      await visit(page, '/dashboard');
      await page.getByRole('link', { name: '新建看板' }).click();
      await page.getByLabel('看板名称').fill('晨会看板');
      await addTile(page, '示例 / 今年每月签约金额', '数字', '签约总额');
      await addTile(page, '示例 / 客户等级构成', '图形', '等级分布');
      const up = page.getByRole('button', { name: '前移“等级分布”' });
      await up.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.waitForURL(/\/dashboard\/dsb_/);
      await page.getByRole('heading', { name: '晨会看板', level: 1 }).waitFor();

      await page.reload();
      await settled(page);
      await tile(page, '签约总额').locator('.figure', { hasText: '¥' }).waitFor();
      await tile(page, '等级分布').locator('svg path').first().waitFor();
      assert.deepEqual(await page.locator('[data-tile] h3').allInnerTexts(), ['等级分布', '签约总额']);

      await tile(page, '等级分布').getByRole('radio', { name: '表' }).click();
      const row = tile(page, '等级分布').locator('tbody tr', { hasText: /^A/ });
      const count = await row.locator('td').nth(1).innerText();
      await row.getByRole('link', { name: 'A', exact: true }).click();
      await page.waitForURL(/\/customers\?where=/);
      await page.getByText(`共 ${count}`).first().waitFor();

      await page.goBack();
      await tile(page, '签约总额').getByRole('button', { name: '在工作台打开“签约总额”' }).click();
      await page.waitForURL('**/workbench');
      await page.getByText('今年每月签约金额').first().waitFor();

      const other = await open({ userName: 'sales' });
      await visit(other.page, '/dashboard');
      await other.page.getByRole('link', { name: '示例看板' }).click();
      await tile(other.page, '客户等级').locator('svg path').first().waitFor();
      assert.equal(await other.page.getByRole('link', { name: '晨会看板' }).count(), 0);
      assert.deepEqual(other.problems, []);
    },
  },
  {
    name: 'board: three tiles ask at a time, those on screen first; of a conflict the tiles that differ are named, and mine can stand',
    userName: 'analyst',
    async run({ page, stage }) {
      const { savedQueries } = await stage.ask('analyst', '{ savedQueries { nodes { id name } } }');
      const query = savedQueries.nodes.find(({ name }) => name.includes('客户等级构成')).id;
      const made = (title, more = {}) => ({ query, title, shape: 'TABLE', width: 3, ...more });
      const tiles = ['一', '二', '三', '四', '五', '六', '七', '八'].map((title) => made(title));
      const { createDashboard } = await stage.ask(
        'analyst',
        'mutation($i: DashboardInput!) { createDashboard(input: $i) { dashboard { id version } userErrors { message } } }',
        { i: { name: '排队看板', tiles } },
      );
      const { id, version } = createDashboard.dashboard;
      let [open, most] = [0, 0];
      await page.route('**/graphql', async (route) => {
        if (!route.request().postData()?.includes('drillDown')) return route.continue();
        most = Math.max(most, ++open);
        const answer = await route.fetch();
        open--;
        await route.fulfill({ response: answer });
      });
      await visit(page, `/dashboard/${id}`);
      await tile(page, '八').locator('tbody tr').first().waitFor();
      assert.ok(most > 0 && most <= 3, `${most} at once`);

      await page.getByRole('button', { name: '编辑看板' }).click();
      await page.getByRole('button', { name: '后移“一”' }).click();
      await stage.ask(
        'analyst',
        'mutation($id: ID!, $v: Int!, $p: DashboardPatch!) { updateDashboard(id: $id, expectedVersion: $v, patch: $p) { userErrors { message } } }',
        {
          id,
          v: version,
          p: { tiles: [...tiles.slice(0, 7).map((one, i) => (i === 2 ? made('三', { width: 1 }) : one)), made('新')] },
        },
      );
      await page.getByRole('button', { name: '保存', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: '别人刚改过这个看板' });
      await dialog.locator('li').first().waitFor();
      const told = (await dialog.locator('li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
      assert.deepEqual(told, ['卡片“三” 两边都有，不同：宽度', '卡片“八” 两边都有，不同：标题', '卡片顺序 两边不同']);
      assert.deepEqual(await accessibilityFaults(page), []);
      await dialog.getByRole('button', { name: '用我的覆盖' }).click();
      await page.getByText('已保存').first().waitFor();
      const { dashboard } = await stage.ask('analyst', `{ dashboard(id: "${id}") { tiles { title } } }`);
      assert.deepEqual(dashboard.tiles.map(({ title }) => title).join(''), '二一三四五六七八');
    },
  },
];
