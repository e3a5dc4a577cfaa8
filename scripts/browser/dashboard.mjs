import assert from 'node:assert/strict';
import { settled, visit } from './harness.mjs';

const card = (page, title) => page.locator('section.block', { has: page.getByRole('heading', { name: title }) });
const drawn = (page, title) => card(page, title).locator('svg').first();

/** The middle of the first bar of a chart, by the colour of the bars. */
async function firstBar(page, title, token) {
  await drawn(page, title).waitFor();
  return drawn(page, title).evaluate((svg, name) => {
    const colour = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const bars = [...svg.querySelectorAll('path')].filter((path) => path.getAttribute('fill') === colour);
    const boxes = bars
      .map((bar) => bar.getBoundingClientRect())
      .filter(({ width, height }) => width > 16 || height > 16);
    const [{ x, y, width, height }] = boxes.sort((a, b) => a.y - b.y || a.x - b.x);
    return { x: x + width / 2, y: y + height / 2 };
  }, token);
}

/** Shows a chart as its table and reads a line of it. */
async function line(page, title, at) {
  await card(page, title).getByRole('radio', { name: '表', exact: true }).click();
  const row = card(page, title).locator('tbody tr').nth(at);
  const told = { label: await row.locator('th').innerText(), count: await row.locator('td').first().innerText() };
  await card(page, title).getByRole('radio', { name: '图', exact: true }).click();
  return told;
}

const rowsTold = (page, count) =>
  page
    .getByText(new RegExp(`共\\s*${count}\\s*条`))
    .first()
    .waitFor();

/** Figures that lead to what they count. */
export const dashboard = [
  {
    name: 'dashboard: a bar leads to a list of exactly as many rows, said in words',
    async run({ page }) {
      await visit(page, '/dashboard');
      await page.getByText(/统计范围：本部门及下级部门/).waitFor();
      const { label, count } = await line(page, '按省份', 0);
      await card(page, '按省份').scrollIntoViewIfNeeded();
      const bar = await firstBar(page, '按省份', '--chart-7');
      await page.mouse.click(bar.x, bar.y);
      await page.waitForURL('**/customers?where=*');
      await settled(page);
      await rowsTold(page, count);
      await page.locator('.chips').getByText(label).first().waitFor();
    },
  },
  {
    name: 'dashboard: every line of every table counts what its list shows; a sales person sees his own',
    userName: 'sales',
    async run({ page }) {
      await visit(page, '/dashboard');
      await page.getByText(/统计范围：本人/).waitFor();
      const titles = ['按等级', '按负责人', '每月签约份数', '每月新增与流失客户'];
      for (const title of titles) {
        await card(page, title).getByRole('radio', { name: '表', exact: true }).click();
        const link = card(page, title).locator('tbody a').first();
        const count = await link.innerText();
        await link.click();
        await page.waitForURL('**where=*');
        await settled(page);
        await rowsTold(page, count);
        await page.goBack();
        await settled(page);
      }
      const figures = page.locator('dl.strip a');
      for (const at of [0, 1, 2, 3]) {
        const count = (await figures.nth(at).innerText()).replace(/,/g, '');
        await figures.nth(at).click();
        await page.waitForURL((url) => url.pathname !== '/dashboard');
        await settled(page);
        assert.ok(count);
        await rowsTold(page, count);
        await page.goBack();
        await settled(page);
      }
    },
  },
];
