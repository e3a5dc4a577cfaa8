import assert from 'node:assert/strict';
import { select, settled, visit } from './harness.mjs';

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
];
