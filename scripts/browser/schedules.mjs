import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { accessibilityFaults, select, visit } from './harness.mjs';

const dialog = (page) => page.locator('.schedule-dialog');
const card = (page, name) => page.getByRole('region', { name, exact: true });

/** Saved queries that run by themselves. */
export const scheduleFlows = [
  {
    name: 'schedule: a saved query is given its times from the workbench, runs now, and its file is fetched; pause and resume',
    userName: 'analyst',
    async run({ page }) {
      await visit(page, '/workbench');
      await page.getByRole('radio', { name: '已存' }).click();
      await page.getByRole('button', { name: '即将到期的合同' }).click();
      await page.getByRole('button', { name: '更多', exact: true }).click();
      await page.getByRole('menuitem', { name: '定时运行…' }).click();
      await dialog(page).getByRole('radio', { name: '每月' }).click();
      await select(dialog(page), page.getByLabel('日期'), '31 日');
      await select(dialog(page), page.getByLabel('时间', { exact: true }), '07:30');
      await dialog(page).getByText('每月 31 日（当月没有则为月末） 07:30').waitFor();
      await dialog(page).getByRole('radio', { name: 'CSV' }).click();
      await select(dialog(page), page.getByLabel(/within/), /NEXT_30_DAYS/);
      await dialog(page).getByRole('button', { name: '保存' }).click();
      await page.waitForURL('**/schedules');

      const made = card(page, '即将到期的合同').filter({ hasText: '07:30' });
      await made.getByText('运行中').waitFor();
      await made.getByRole('button', { name: '立即运行' }).click();
      await made.getByText('已完成').waitFor();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        made.getByRole('link', { name: '下载' }).first().click(),
      ]);
      const lines = readFileSync(await file.path(), 'utf8')
        .trim()
        .split('\r\n');
      assert.match(lines[0], /到期日期/);
      assert.equal(String(lines.length - 1), await made.locator('tbody tr').first().locator('td').nth(3).innerText());
      await made.getByRole('button', { name: '暂停' }).click();
      await made.getByText('已暂停').first().waitFor();
      await made.getByRole('button', { name: '继续' }).click();
      await made.getByText('运行中').waitFor();

      await made.getByRole('button', { name: '删除' }).click();
      await page.locator('.el-message-box').getByRole('button', { name: '删除' }).click();
      await made.waitFor({ state: 'detached' });
      assert.equal(await page.getByText('每周一 08:00').count(), 1, 'the one of the demo waits');
    },
  },
  {
    name: 'schedule: of several lists one is chosen before it is saved',
    userName: 'analyst',
    async run({ page, stage }) {
      const document =
        '{ customers { nodes { name } } byGrade: customerGroups(by: [{ grade: true }], orderBy: [{ count: { direction: DESC } }], first: 2) { nodes { keys count } } }';
      await stage.ask(
        'analyst',
        'mutation($i: SavedQueryInput!) { createSavedQuery(input: $i) { userErrors { code } } }',
        {
          i: { name: '客户与等级', document },
        },
      );
      await visit(page, '/schedules');
      await page.getByRole('button', { name: '新建定时任务' }).first().click();
      await select(dialog(page), page.getByLabel(/^查询/), '客户与等级');
      const save = dialog(page).getByRole('button', { name: '保存' });
      await dialog(page).getByText('这个查询有 2 个列表').waitFor();
      await save.click();
      await dialog(page)
        .getByRole('alert')
        .filter({ hasText: /^请填写/ })
        .waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
      await select(dialog(page), page.getByLabel('导出哪个列表'), /byGrade/);
      const asked = dialog(page).getByRole('radio', { name: '只要查询要的 2 行' });
      assert.equal(await asked.getAttribute('aria-checked'), 'true', 'the largest two are wanted, not all');
      assert.deepEqual(await accessibilityFaults(page), []);
      await save.click();
      const made = card(page, '客户与等级');
      await made.getByText('byGrade').waitFor();
      await made.getByRole('button', { name: '编辑' }).click();
      await dialog(page).getByText('客户 (byGrade)').waitFor();
    },
  },
];
