import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { demoPassword } from '../lib/server-process.mjs';
import { settled, visit } from './harness.mjs';

/** An input of a record's form, by the name of its field. */
const field = (page, name) => page.locator(`.form-item [id$="-f-${name}"]`);
const save = (page) => page.getByRole('button', { name: '保存', exact: true }).click();
const rows = (page) => page.locator('table tbody tr:not(.skeleton)');

/** Made by the flow that creates, used by the later ones. */
const made = { name: '杭州青禾试验设备有限公司', initials: 'qhsy', code: '91330106MA2B1C3D4X' };

const idOf = async (stage, name) =>
  (
    await stage.ask('manager', 'query($n: String!) { customers(filter: { name: { eq: $n } }) { nodes { id } } }', {
      n: name,
    })
  ).customers.nodes[0]?.id;

/** What people do every day, from the first page to the last; in this order. */
export const flows = [
  {
    name: 'sign-in: a wrong password says so, the right one leads to where one wanted to go',
    userName: null,
    async run({ page }) {
      await visit(page, '/customers');
      assert.match(page.url(), /\/sign-in\?to=/);
      await page.getByLabel('用户名').fill('manager');
      await page.getByLabel('密码').fill('not-the-password');
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('密码').fill(demoPassword);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.waitForURL('**/customers');
      await rows(page).first().waitFor();
    },
  },
  {
    name: 'create: a credit code with a wrong check character warns, and is kept with a reason',
    async run({ page, stage }) {
      await visit(page, '/customers/new');
      await field(page, 'name').fill(made.name);
      await field(page, 'unifiedSocialCreditCode').fill(made.code);
      await save(page);
      const reason = page.locator('.fault.WARNING input').first();
      await reason.waitFor();
      assert.match(page.url(), /\/customers\/new$/, 'nothing is saved before the reason is given');
      assert.equal(await idOf(stage, made.name), undefined);
      await reason.fill('与营业执照核对一致');
      await save(page);
      await page.waitForURL(/\/customers\/cus_/);
      await page.getByText(made.name).first().waitFor();
      const found = await stage.ask(
        'manager',
        'query($n: String!) { customers(filter: { name: { eq: $n } }) { nodes { unifiedSocialCreditCode creditCodeOverrideReason } } }',
        { n: made.name },
      );
      assert.deepEqual(found.customers.nodes, [
        { unifiedSocialCreditCode: made.code, creditCodeOverrideReason: '与营业执照核对一致' },
      ]);
    },
  },
  {
    name: 'search: pinyin initials find the customer, Enter opens it',
    async run({ page }) {
      await visit(page, '/');
      await page.keyboard.press('Control+k');
      const box = page
        .getByRole('combobox')
        .or(page.getByRole('dialog').getByRole('searchbox'))
        .or(page.getByRole('dialog').locator('input'));
      await box.first().fill(made.initials);
      await page
        .getByRole('option', { name: made.name })
        .or(page.getByRole('dialog').getByText(made.name))
        .first()
        .waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/customers\/cus_/);
    },
  },
  {
    name: 'filter: a choice becomes a chip and an address, and both survive a reload',
    async run({ page, stage }) {
      await visit(page, '/customers');
      await page.locator('.pill', { hasText: '等级' }).click();
      await page.getByRole('group', { name: /等级/ }).getByRole('checkbox').first().check();
      await page.keyboard.press('Escape');
      await page.waitForURL(/[?&]grade=/);
      const wanted = new URL(page.url()).searchParams.get('grade');
      await settled(page);
      const { customers } = await stage.ask(
        'manager',
        'query($g: [String!]) { customers(filter: { grade: { in: $g } }) { totalCount } }',
        { g: wanted.split(',') },
      );
      const told = async () =>
        page
          .getByText(new RegExp(`共\\s*${customers.totalCount}\\s*条`))
          .first()
          .waitFor();
      await told();
      const before = await rows(page).allInnerTexts();
      await page.reload();
      await settled(page);
      await told();
      assert.deepEqual(await rows(page).allInnerTexts(), before);
      await page.getByRole('button', { name: '清除筛选' }).click();
      await page.waitForURL((url) => !url.searchParams.has('grade'));
    },
  },
  {
    name: 'conflict: two people change the same field; the second sees both values and decides',
    async run({ page, stage, open }) {
      const edit = `/customers/${await idOf(stage, made.name)}/edit`;
      const other = await open({ userName: 'admin' });
      for (const one of [page, other.page]) await visit(one, edit);
      await field(other.page, 'shortName').fill('青禾设备');
      await save(other.page);
      await other.page.waitForURL(/\/customers\/cus_[^/]+$/);
      await field(page, 'shortName').fill('青禾试验');
      await save(page);
      const dialog = page.getByRole('dialog', { name: '有人刚改过同样的内容' });
      await dialog.getByText('青禾设备').waitFor();
      await dialog.getByText('青禾试验').waitFor();
      // what was not decided is asked again, and not written over
      await dialog.getByRole('button', { name: '返回修改' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await save(page);
      await dialog.getByText('青禾试验').click();
      await dialog.getByRole('button', { name: '按选择保存' }).click();
      await page.waitForURL(/\/customers\/cus_[^/]+$/);
      const found = await stage.ask(
        'manager',
        'query($n: String!) { customers(filter: { name: { eq: $n } }) { nodes { shortName version } } }',
        { n: made.name },
      );
      assert.deepEqual(found.customers.nodes, [{ shortName: '青禾试验', version: 3 }]);
    },
  },
  {
    name: 'import: good rows come in, bad ones are explained and come back as a file',
    async run({ page, stage }) {
      const file = path.join(stage.folder, 'customers.csv');
      writeFileSync(
        file,
        [
          '客户名称,统一社会信用代码,注册资本,成立日期,联系人,手机',
          '台州启程模具试验有限公司,,1200万元,2015年3月5日,周敏,13800138000',
          '台州坏行试验有限公司,12345,很多钱,不知道,,',
        ].join('\n'),
      );
      await visit(page, '/import');
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('checkbox', { name: /试运行/ }).uncheck();
      await page.getByRole('button', { name: '正式导入' }).click();
      await page.waitForURL(/\/import\/\w+/);
      await page.getByText('导入完成').waitFor();
      const download = page.waitForEvent('download');
      await page.getByText('下载出错行（原表 + 原因）').click();
      const saved = path.join(stage.folder, 'errors');
      await (await download).saveAs(saved);
      const text = readFileSync(saved);
      assert.ok(text.length > 50, 'the error file has something in it');
      assert.ok(await idOf(stage, '台州启程模具试验有限公司'), 'the good row is in');
      assert.equal(await idOf(stage, '台州坏行试验有限公司'), undefined, 'the bad row is not');
    },
  },
  {
    name: 'an analyst sees everything and can change nothing',
    userName: 'analyst',
    async run({ page, stage }) {
      await visit(page, `/customers/${await idOf(stage, made.name)}`);
      await page.getByText(made.name).first().waitFor();
      assert.equal(await page.getByRole('button', { name: '编辑' }).count(), 0);
      await visit(page, '/customers/new');
      await page.getByText('没有权限查看此页').waitFor();
    },
  },
];
