import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../lib/run.mjs';
import { accessibilityFaults, choose, settled, visit } from './harness.mjs';

const { openSheet } = createRequire(import.meta.url)(path.join(root, 'packages/server/dist/platform/sheet/sheet.js'));

const pane = (page) => page.locator('.builder');
const step = (page, name) => pane(page).getByRole('region', { name, exact: true });
const button = (page, name) => page.getByRole('button', { name, exact: true });
const menu = (page) => page.locator('.pop[role="dialog"]');

/** Chooses a field from the menu that is open, by a word of its name. */
async function chooseField(page, word, name) {
  await menu(page).getByRole('combobox').fill(word);
  await menu(page).getByRole('option', { name, exact: true }).click();
  await menu(page).waitFor({ state: 'hidden' });
}
/** Looks a code up by its name and takes the first that is found. */
async function code(page, condition, word) {
  const box = condition.locator('.el-cascader input').last();
  await box.click();
  await box.fill(word);
  await page.locator('.el-cascader__suggestion-item:visible', { hasText: word }).first().click();
}

const question = `{
  contractGroups(
    by: [{ signedOn: MONTH }, { customer: { grade: true } }]
    filter: { customer: { industry: { startsWith: "C" }, region: { startsWith: "44" } } }
    first: 1000
  ) { nodes { keys aggregate { sum { amount { amount currency } } } } }
}`;
const cents = (text) => Number(text.replace(/[,.\s]/g, ''));
const sumOf = (nodes, currency) =>
  nodes
    .flatMap(({ aggregate }) => aggregate.sum.amount)
    .filter((money) => money.currency === currency)
    .reduce((sum, { amount }) => sum + cents(amount), 0);

/** The table that is shown, each line as its texts. */
const table = (page) =>
  page
    .locator('.result tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.cells].slice(1).map(({ innerText }) => innerText.trim())));

async function exported(page) {
  await page.locator('.result').getByRole('button', { name: '导出' }).click();
  await page.getByRole('menuitem', { name: '导出全部行…' }).click();
  const asking = page.locator('.export-dialog');
  await choose(asking, 'Excel');
  await asking.getByRole('button', { name: '开始导出' }).click();
  const note = page.locator('.el-message', { hasText: '已导出' });
  await note.waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), note.getByRole('button', { name: '下载' }).click()]);
  const opened = await openSheet(await file.path());
  const rows = [];
  for await (const { cells } of (await opened.sheet(0)).rows()) rows.push(cells.map((cell) => cell?.text ?? ''));
  await opened.close();
  return { head: rows[0], rows: rows.slice(1) };
}

/** Puts the focus on something by Tab alone. */
async function tabTo(page, target, key = 'Tab', most = 120) {
  for (let i = 0; i < most; i++) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never comes to ${target}`);
}

/** How many lines in colours of the palette a chart has. */
function linesDrawn(chart) {
  const style = getComputedStyle(document.documentElement);
  const colours = new Set([1, 2, 3, 4, 5, 6, 7].map((n) => style.getPropertyValue(`--chart-${n}`).trim()));
  const lines = [...chart.querySelectorAll('path[fill="none"]')].map((path) => path.getAttribute('stroke'));
  return new Set(lines.filter((stroke) => colours.has(stroke))).size;
}

/** Questions put together by clicks. */
export const builder = [
  {
    name: 'builder: contract amount by month and grade for manufacturing in Guangdong, by clicks alone: table, chart, XLSX',
    userName: 'analyst',
    async run({ page, stage }) {
      await visit(page, '/workbench');
      await page.getByRole('radio', { name: '点选' }).click();
      await page.locator('.kind').click();
      await page.getByRole('option', { name: '合同', exact: true }).click();
      await page.getByRole('radio', { name: '分组汇总' }).click();
      await pane(page).getByText('再选至少一个分组').waitFor();
      await button(page, '添加分组').click();
      await chooseField(page, '签约', '签约日期');
      await button(page, '添加分组').click();
      await chooseField(page, '等级', '客户 · 客户等级');
      await step(page, '算什么').locator('.fn').click();
      await page.getByRole('option', { name: '合计', exact: true }).click();

      const where = step(page, '只看哪些记录');
      await where.getByRole('button', { name: '添加条件', exact: true }).click();
      await chooseField(page, '客户', '客户 …');
      const customer = where.locator('.relation');
      await customer.getByRole('button', { name: '添加条件', exact: true }).click();
      await chooseField(page, '行业', '所属行业');
      await code(page, customer.locator('.condition').first(), '制造业');
      await customer.getByRole('button', { name: '添加条件', exact: true }).click();
      await chooseField(page, '地区', '所属地区');
      await code(page, customer.locator('.condition').nth(1), '广东');
      await page.getByText(/最多读 \d/).waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);

      await button(page, '运行').click();
      await page.locator('.result tbody tr').first().waitFor();
      const { contractGroups } = await stage.ask('analyst', question);
      const lines = await table(page);
      const head = await page.locator('.result thead th').allInnerTexts();
      const at = head.findIndex((text) => /合同金额（CNY）/.test(text)) - 1;
      assert.equal(lines.length, contractGroups.nodes.length);
      assert.ok(lines.length > 3, 'the demo has such contracts');
      assert.deepEqual(
        lines.map(([month, grade]) => [month, grade]),
        contractGroups.nodes.map(({ keys }) => keys.map((key) => key ?? '')),
      );
      const yuan = sumOf(contractGroups.nodes, 'CNY');
      assert.equal(
        lines.reduce((sum, line) => sum + cents(line[at] || '0'), 0),
        yuan,
      );

      await page.getByRole('radio', { name: '图表' }).click();
      const chart = page.getByRole('img', { name: /合同金额（CNY）/ });
      await chart.locator('svg').waitFor();
      assert.ok((await chart.evaluate(linesDrawn)) > 1, 'a line for each grade');
      const said = page.locator('.charts table').first();
      const grades = new Set(contractGroups.nodes.map(({ keys }) => keys[1]));
      assert.equal(await said.locator('thead th').count(), grades.size + 1);
      await page.getByRole('radio', { name: '堆积' }).click();
      await settled(page);
      assert.deepEqual(await accessibilityFaults(page), []);

      const file = await exported(page);
      assert.deepEqual(file.head.slice(0, 2), ['签约日期', '客户客户等级']);
      assert.equal(file.rows.length, contractGroups.nodes.length);
      const inFile = file.rows
        .flatMap((row) => row[2].split('\n'))
        .filter((text) => !/[A-Z]/.test(text) || text.endsWith('CNY'))
        .reduce((sum, text) => sum + Math.round(Number(text.replace(/[^\d.-]/g, '')) * 100), 0);
      assert.equal(inFile, yuan);
    },
  },
  {
    name: 'builder: the document is read back; what clicks cannot show is named and stays as it was',
    userName: 'analyst',
    async run({ page }) {
      const text = '{ customers(deleted: true, first: 5) { nodes { n: name } } }';
      const share = Buffer.from(JSON.stringify(['搜索', text, '{}'])).toString('base64url');
      await visit(page, `/workbench#q=${share}`);
      await page.getByRole('radio', { name: '点选' }).click();
      await pane(page).getByText('参数 deleted').waitFor();
      await pane(page).getByText('别名 n').waitFor();
      await button(page, '回到文档').click();
      assert.equal((await page.locator('.cm-content').first().innerText()).trim(), text);

      await page.getByRole('radio', { name: '点选' }).click();
      await button(page, '新建点选查询').click();
      await button(page, '添加列').click();
      await chooseField(page, '负责人', '负责人');
      await page.getByRole('radio', { name: '文档' }).click();
      await page.locator('.cm-content', { hasText: 'owner' }).waitFor();
      const content = (await page.locator('.cm-content').first().innerText()).replace(/\s+/g, ' ');
      assert.match(content, /owner \{ name \}/);
      assert.match(content, /^# 新查询/);
    },
  },
  {
    name: 'builder: a question by the keyboard alone',
    userName: 'analyst',
    async run({ page }) {
      await visit(page, '/workbench');
      await tabTo(page, page.getByRole('radio', { name: '点选' }));
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByRole('radio', { name: '分组汇总' }));
      await page.keyboard.press('Enter');
      await tabTo(page, button(page, '添加分组'));
      await page.keyboard.press('Enter');
      await page.keyboard.type('等级');
      await page.keyboard.press('Enter');
      await page.getByText('客户等级').first().waitFor();
      await tabTo(page, step(page, '只看哪些记录').getByRole('button', { name: '添加条件', exact: true }));
      await page.keyboard.press('Enter');
      await page.keyboard.type('ssdq');
      await menu(page).getByRole('option', { name: '所属地区', exact: true, selected: true }).waitFor();
      await page.keyboard.press('Enter');
      await tabTo(page, page.locator('.condition .el-cascader input').last(), 'Shift+Tab', 10);
      await page.keyboard.type('广东');
      await page.locator('.el-cascader__suggestion-item:visible').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+Enter');
      await page.locator('.result tbody tr').first().waitFor();
      await tabTo(page, page.getByRole('radio', { name: '图表' }));
      await page.keyboard.press('Enter');
      await page.locator('.charts svg').first().waitFor();
      await page.getByRole('radio', { name: '文档' }).click();
      await page.locator('.cm-content', { hasText: '"44"' }).waitFor();
    },
  },
  {
    name: 'builder: a keyword, what part of the whole, subtotals and the total, by clicks',
    userName: 'analyst',
    async run({ page, stage }) {
      await visit(page, '/workbench');
      await page.getByRole('radio', { name: '点选' }).click();
      await page.getByRole('radio', { name: '分组汇总' }).click();
      for (const [word, name] of [
        ['khdj', '客户等级'],
        ['规模', '企业规模'],
      ]) {
        await button(page, '添加分组').click();
        await chooseField(page, word, name);
      }
      await button(page, '添加数值').click();
      const measures = step(page, '算什么');
      await measures.locator('.fn').nth(1).click();
      await page.getByRole('option', { name: '占比', exact: true }).click();
      await measures.locator('.field').click();
      await page.getByRole('option', { name: '数量', exact: true }).click();
      await measures.getByText('同时给出小计和总计').click();
      await step(page, '只看哪些记录').getByRole('textbox', { name: '关键词' }).fill('有限');
      await page.getByText(/最多读 \d/).waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
      await button(page, '运行').click();
      await page.locator('.result tbody tr').first().waitFor();

      const { customerGroups } = await stage.ask(
        'analyst',
        '{ customerGroups(by: [{ grade: true }, { scale: true }], search: "有限") { nodes { count share { count } } subtotals { count } total { count } } }',
      );
      const percent = (share) => `${(Number(share) * 100).toFixed(2)}%`;
      const told = (rows) => rows.map(({ count, share }) => [String(count), ...(share ? [percent(share.count)] : [])]);
      const shown = async () => (await table(page)).map((cells) => cells.slice(-2));
      assert.deepEqual(await shown(), told(customerGroups.nodes));
      const list = page.locator('.result .which');
      await list.click();
      await page.getByRole('option', { name: /^小计/ }).click();
      assert.deepEqual(
        (await table(page)).map((cells) => cells.at(-1)).map(Number),
        customerGroups.subtotals.map(({ count }) => count),
      );
      await list.click();
      await page.getByRole('option', { name: /^总计/ }).click();
      assert.deepEqual(await table(page), [[String(customerGroups.total.count)]]);

      await page.reload();
      await step(page, '只看哪些记录').getByRole('textbox', { name: '关键词' }).waitFor();
      assert.ok(await measures.getByRole('checkbox', { name: '同时给出小计和总计' }).isChecked());
    },
  },
];
