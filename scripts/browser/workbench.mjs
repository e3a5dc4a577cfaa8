import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { settled, visit } from './harness.mjs';

const run = (page) => page.getByRole('button', { name: '运行', exact: true }).click();
const cells = (page) => page.locator('.result tbody tr');
const dialog = (page, name) => page.getByRole('dialog', { name });

async function token(stage, persistedOnly) {
  const { createApiToken } = await stage.ask(
    'analyst',
    'mutation($on: Date!, $o: Boolean) { createApiToken(name: "流程", expiresOn: $on, persistedOnly: $o) { secret } }',
    { on: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10), o: persistedOnly },
  );
  return createApiToken.secret;
}
async function post(stage, secret, body) {
  const answer = await fetch(`${stage.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

/** Questions to the graph: written, run, kept, given to applications. */
export const workbench = [
  {
    name: 'workbench: the question of a list opens, its cost is told, it runs and becomes a file',
    userName: 'analyst',
    async run({ page }) {
      await visit(page, '/customers');
      await page.keyboard.press('g');
      await page.waitForURL('**/workbench');
      await page.getByText(/最多读 \d/).waitFor();
      await run(page);
      await cells(page).first().waitFor();
      assert.equal(await cells(page).count(), 50);
      await page.locator('.result th', { hasText: '客户全称' }).first().waitFor();
      await page.locator('.result').getByRole('button', { name: '导出' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: '下载本页 CSV' }).click(),
      ]);
      const text = readFileSync(await file.path(), 'utf8');
      assert.ok(text.startsWith('\ufeff') && text.includes('客户全称'));
      assert.equal(text.trim().split('\r\n').length, 51);
    },
  },
  {
    name: 'workbench: fields are found in Chinese; an example runs with its variables, is saved, published, and run by a locked token',
    userName: 'analyst',
    async run({ page, stage }) {
      await visit(page, '/workbench');
      await page.getByRole('radio', { name: '结构' }).click();
      await page.getByPlaceholder('搜索字段：中文、英文均可').fill('注册资本');
      await page.locator('.tree .field', { hasText: 'registeredCapital' }).first().waitFor();

      await page.getByRole('radio', { name: '示例' }).click();
      await page.getByRole('button', { name: '一段时间内签订的合同' }).click();
      await run(page);
      await cells(page).first().waitFor();

      await page.getByRole('button', { name: '保存', exact: true }).click();
      const saving = dialog(page, '保存查询');
      await saving.getByLabel('名称', { exact: true }).fill('新签合同');
      await saving.getByLabel('显示名 from').fill('签约日起');
      await saving.getByRole('button', { name: '保存', exact: true }).click();
      await saving.waitFor({ state: 'hidden' });
      await page.getByText('签约日起').waitFor();

      await page.getByRole('button', { name: '发布', exact: true }).click();
      const publishing = dialog(page, '版本与发布');
      await publishing.getByLabel('发布名').fill('signed-between');
      await publishing.getByRole('button', { name: '发布', exact: true }).click();
      await publishing.locator('pre', { hasText: 'signed-between' }).waitFor();
      await settled(page);

      const locked = await token(stage, true);
      const answer = await post(stage, locked, { documentId: 'signed-between', variables: { from: '2020-01-01' } });
      assert.ok(answer.body.data.contracts.totalCount > 0);
      const refused = await post(stage, locked, { query: '{ customers { totalCount } }' });
      assert.deepEqual([refused.status, refused.body.errors[0].extensions.code], [403, 'PERSISTED_ONLY']);
    },
  },
  {
    name: 'workbench: the chart of a saved query comes back with it, on another screen and with a version',
    userName: 'analyst',
    async run({ page, open }) {
      const text = '{ customerGroups(by: [{ grade: true }, { scale: true }]) { nodes { keys count } } }';
      const share = Buffer.from(JSON.stringify(['等级与规模', text, '{}'])).toString('base64url');
      await visit(page, `/workbench#q=${share}`);
      await run(page);
      await cells(page).first().waitFor();
      await page.getByRole('radio', { name: '图表' }).click();
      await page.getByRole('radio', { name: '折线' }).click();
      await page.locator('.charts svg').first().waitFor();
      const save = async () => {
        await page.getByRole('button', { name: '保存', exact: true }).click();
        await dialog(page, '保存查询').getByRole('button', { name: '保存', exact: true }).click();
        await dialog(page, '保存查询').waitFor({ state: 'hidden' });
      };
      await save();

      const other = await open({ userName: 'analyst' });
      await visit(other.page, '/workbench');
      await other.page.getByRole('radio', { name: '已存' }).click();
      await other.page.getByRole('button', { name: '等级与规模' }).click();
      await run(other.page);
      await other.page.locator('.charts svg').first().waitFor();
      await other.page.getByRole('radio', { name: '折线', checked: true }).waitFor();
      assert.equal(await other.page.locator('.strip .dot').count(), 0);
      assert.deepEqual(other.problems, []);

      await page.getByRole('radio', { name: '环形' }).click();
      await page.locator('.strip .dot').waitFor();
      await save();
      await page.locator('.strip .dot').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '更多', exact: true }).click();
      await page.getByRole('menuitem', { name: '版本与发布' }).click();
      await page.locator('.el-dialog tbody tr').nth(1).getByRole('button', { name: '恢复' }).click();
      await page.getByText('已恢复到版本 1').waitFor();
      await page.getByRole('radio', { name: '折线', checked: true }).waitFor();
    },
  },
];
