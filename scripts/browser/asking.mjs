import assert from 'node:assert/strict';
import { demoPassword } from '../lib/server-process.mjs';
import { select, visit } from './harness.mjs';

const button = (scope, name) => scope.getByRole('button', { name, exact: true });

/** Buttons that say what is missing, and ask before something goes. */
export const asking = [
  {
    name: 'collaborator: whom is asked for; removing asks, naming the person and what ends',
    userName: 'admin',
    async run({ page, stage }) {
      const { customers } = await stage.ask(
        'admin',
        '{ customers(first: 1, filter: { owner: { userName: { eq: "sales" } } }) { nodes { id } } }',
      );
      await visit(page, `/customers/${customers.nodes[0].id}`);
      const part = page.locator('#related-collaborators');
      await button(part, '添加协作人').click();
      await part.getByRole('alert').filter({ hasText: '请填写协作人' }).waitFor();
      await select(part, page.getByLabel('协作人', { exact: true }), /陈分析/);
      await button(part, '添加协作人').click();
      const row = part.locator('li').filter({ hasText: '陈分析' });
      await button(row, '删除').click();
      const question = page.getByRole('dialog');
      await question.getByText('删除协作人“陈分析”？其对此客户的“只读”权限立即失效，其他权限不变。').waitFor();
      await button(question, '取消').click();
      await question.waitFor({ state: 'detached' });
      assert.equal(await row.count(), 1, 'who says no keeps the collaborator');
      await button(row, '删除').click();
      await button(question, '删除').click();
      await row.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'two steps: password and first code are asked for where they are missing',
    async run({ page }) {
      await visit(page, '/settings');
      await button(page, '设置两步验证').click();
      const dialog = page.getByRole('dialog');
      await button(dialog, '下一步').click();
      await dialog.getByRole('alert').filter({ hasText: '请填写密码' }).waitFor();
      await dialog.locator('#totp-password').fill(demoPassword);
      await button(dialog, '下一步').click();
      await dialog.locator('#totp-first').waitFor();
      await button(dialog, '开启').click();
      await dialog.getByRole('alert').filter({ hasText: '请填写动态码' }).waitFor();
    },
  },
];
