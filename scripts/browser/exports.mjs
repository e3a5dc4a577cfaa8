import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { choose, visit } from './harness.mjs';

const dialog = (page) => page.locator('.export-dialog');
const lines = (text) => text.trim().split('\r\n');

/** Fills the dialog and begins; resolves with the file that the note offers. */
export async function exportFile(page, format) {
  await choose(dialog(page), format);
  await dialog(page).getByRole('button', { name: '开始导出' }).click();
  const note = page.locator('.el-message', { hasText: '已导出' });
  await note.waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), note.getByRole('button', { name: '下载' }).click()]);
  return { text: readFileSync(await file.path(), 'utf8'), name: file.suggestedFilename() };
}

/** Taking rows out, from a list and from the workbench. */
export const exportFlows = [
  {
    name: 'export: a filtered list goes on while one is elsewhere, and has as many rows as were counted',
    async run({ page, stage }) {
      const { customers } = await stage.ask(
        'manager',
        '{ customers(filter: { grade: { in: ["A"] } }) { totalCount } }',
      );
      await visit(page, '/customers?grade=A');
      await page.getByRole('button', { name: '导出', exact: true }).click();
      await dialog(page).getByText(`将写入 ${customers.totalCount} 行`).waitFor();
      await dialog(page).getByRole('button', { name: '全选' }).click();
      const { text, name } = await exportFile(page, 'CSV');
      assert.ok(text.startsWith('\ufeff') && name.endsWith('.csv'), name);
      const head = lines(text)[0].split(',');
      assert.ok(head.includes('\ufeff客户全称') || head.includes('客户全称'), head.join());

      await visit(page, '/export');
      const row = page.locator('tbody tr').first();
      await row.getByText('已完成').waitFor();
      assert.equal(await row.locator('td').nth(2).innerText(), String(customers.totalCount));
      await row.getByRole('button', { name: '删除文件' }).click();
      await row.getByText('已过期').waitFor();
      await row.getByRole('button', { name: '重新导出' }).click();
      await page.locator('tbody tr').nth(1).waitFor();
      await page.locator('tbody tr').first().getByRole('link', { name: '下载' }).waitFor();
    },
  },
  {
    name: 'export: the workbench gives all rows of a query, not the page it shows',
    userName: 'analyst',
    async run({ page, stage }) {
      const { customers } = await stage.ask('analyst', '{ customers { totalCount } }');
      await visit(page, '/customers');
      await page.keyboard.press('g');
      await page.waitForURL('**/workbench');
      await page.getByText(/最多读 \d/).waitFor();
      await page.getByRole('button', { name: /^运行/ }).first().click();
      await page.locator('.result').getByRole('button', { name: '导出' }).click();
      await page.getByRole('menuitem', { name: '导出全部行…' }).click();
      const { text } = await exportFile(page, 'JSON 行');
      assert.equal(text.trim().split('\n').length, customers.totalCount);
    },
  },
];
