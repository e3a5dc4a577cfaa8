import assert from 'node:assert/strict';
import { accessibilityFaults, settled, visit } from './harness.mjs';

const rows = (page) => page.locator('table tbody tr:not(.skeleton)');
const tab = (page, name) => page.getByRole('navigation', { name: '视图' }).getByRole('button', { name });
async function menu(page, item) {
  await page.getByRole('button', { name: '视图操作' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Lists as people want to see them again. */
export const views = [
  {
    name: 'views: a filtered list is saved and shared, begins the list, is changed back, and a colleague sees it',
    async run({ page, open }) {
      await visit(page, '/customers?sort=-name');
      await page.locator('.pill', { hasText: '客户等级' }).click();
      await page.getByRole('dialog').getByText('A', { exact: true }).first().click();
      await page.keyboard.press('Escape');
      await page.waitForURL(/grade=A/);
      await menu(page, '存为新视图');
      const dialog = page.getByRole('dialog', { name: '存为新视图' });
      await dialog.getByLabel('名称', { exact: true }).fill('A 级客户');
      await dialog.locator('.el-select').nth(1).click();
      await page.getByRole('option', { name: '所有人' }).click();
      await dialog.getByRole('button', { name: '保存', exact: true }).click();
      await page.waitForURL(/view=svw_/);
      assert.equal(await tab(page, 'A 级客户').getAttribute('aria-current'), 'true');
      await menu(page, '打开列表时先用它');
      await page.getByText('已更改默认视图').waitFor();

      await visit(page, '/customers');
      await page.waitForURL(/view=svw_.*/);
      await rows(page).first().waitFor();
      assert.match(page.url(), /grade=A/);
      await page
        .getByPlaceholder(/名称|关键词|搜索/)
        .last()
        .fill('公司');
      await page.waitForURL(/q=/);
      await page.locator('.views .dot').waitFor();
      await menu(page, '恢复为视图原样');
      await page.locator('.views .dot').waitFor({ state: 'detached' });
      await tab(page, '全部').click();
      await page.waitForURL((url) => !url.search.includes('view='));
      await tab(page, '我的').click();
      await page.waitForURL(/owner=usr_/);

      await tab(page, 'A 级客户').click();
      await menu(page, '不再作为默认');
      await page.getByText('已更改默认视图').waitFor();

      const other = await open({ userName: 'analyst' });
      await visit(other.page, '/customers');
      await tab(other.page, 'A 级客户').click();
      await other.page.waitForURL(/grade=A/);
      await other.page.getByRole('button', { name: '视图操作' }).click();
      assert.equal(await other.page.getByRole('menuitem', { name: '删除视图' }).count(), 0);
      assert.deepEqual(other.problems, []);
    },
  },
  {
    name: 'views: versions say what changed, one is shown in the list, one brought back; who may not change the view only looks',
    async run({ page, stage, open }) {
      await visit(page, '/customers?grade=A&cols=name,grade');
      await menu(page, '存为新视图');
      const dialog = page.getByRole('dialog', { name: '存为新视图' });
      await dialog.getByLabel('名称', { exact: true }).fill('重点跟进');
      await dialog.locator('.el-select').nth(1).click();
      await page.getByRole('option', { name: '所有人' }).click();
      await dialog.getByRole('button', { name: '保存', exact: true }).click();
      await page.waitForURL(/view=svw_/);
      const id = new URL(page.url()).searchParams.get('view');
      await visit(page, `/customers?view=${id}&grade=B&sort=-name&cols=name,grade,industry`);
      await page.locator('.views .dot').waitFor();
      await menu(page, '保存更改');
      await page.locator('.views .dot').waitFor({ state: 'detached' });

      await menu(page, '历史版本');
      const versions = page.getByRole('dialog', { name: '“重点跟进”的历史版本' });
      const row = (number) => versions.locator('.version', { hasText: `第 ${number} 版` });
      const told = (await row(2).innerText()).replace(/\s+/g, ' ');
      for (const words of ['当前', '客户等级 等于 B', '客户等级 等于 A', '客户全称（降序）', '所属行业'])
        assert.ok(told.includes(words), `${words}: ${told}`);
      await row(1).getByText('首次保存').waitFor();
      await row(1).getByRole('button', { name: '查看' }).click();
      await row(1).getByRole('definition').getByText('客户等级 等于 A').waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
      await row(1).getByRole('button', { name: '在列表中查看' }).click();
      await page.waitForURL(/grade=A/);
      await page.locator('.views .dot').waitFor();
      await menu(page, '恢复为视图原样');
      await page.waitForURL(/grade=B/);

      // somebody else changed it while the dialog was open: told, read again, then done
      await menu(page, '历史版本');
      await row(1).waitFor();
      const { savedView } = await stage.ask('admin', '{ savedView(id: "' + id + '") { version } }');
      await stage.ask(
        'admin',
        'mutation($id: ID!, $v: Int!, $p: SavedViewPatch!) { updateSavedView(id: $id, expectedVersion: $v, patch: $p) { userErrors { code } } }',
        { id, v: savedView.version, p: { columns: ['name'] } },
      );
      await row(1).getByRole('button', { name: '恢复此版' }).click();
      await versions.getByRole('alert').waitFor();
      await row(3).waitFor();
      await row(1).getByRole('button', { name: '恢复此版' }).click();
      await page.getByText('已按第 1 版恢复').waitFor();
      await page.waitForURL(/grade=A/);
      await settled(page);
      await rows(page).first().waitFor();

      const other = await open({ userName: 'analyst' });
      await visit(other.page, `/customers?view=${id}`);
      await menu(other.page, '历史版本');
      await other.page.locator('.version').nth(3).waitFor();
      assert.equal(await other.page.getByRole('button', { name: '恢复此版' }).count(), 0);
      assert.deepEqual(other.problems, []);
    },
  },
];
