import { versioned } from './prepare.mjs';
import { customers, faulty, months, whole } from './questions.mjs';
import { entry, more, overlay, pressFor, scrollTo, words } from './ways.mjs';

/** A question as a link carries it; with a search part of its own, so that a page that stands there is loaded anew. */
const link = (title, text) =>
  `/workbench?from=link#q=${Buffer.from(JSON.stringify([title, text, '{}']), 'utf8').toString('base64url')}`;

const choose = async (page, ...names) => {
  const label = page.locator('label, [role="radio"]').filter({ hasText: words(...names) });
  await page
    .getByRole('radio', { name: words(...names) })
    .or(label)
    .first()
    .click();
};
const run = async (page) => {
  await page
    .getByRole('button', { name: words('运行', 'Run') })
    .first()
    .click();
  await page.locator('.result tbody tr, .result .faults').first().waitFor();
};
/** Where there is no room beside the question, what one may begin with lies behind a button. */
const part =
  (...names) =>
  async (page) => {
    const sources = page.getByRole('button', { name: words('来源', 'Sources') });
    if (await sources.isVisible()) await sources.click();
    await choose(page, ...names);
  };

/** A saved query of one's own is what can be published. */
async function openSaved(page, name = '即将到期的合同') {
  await part('已存', 'Saved')(page);
  await page.getByRole('button', { name }).click();
}

/** The answer as a chart of this kind. */
async function drawn(page, ...kind) {
  for (const names of [['图表', 'Chart'], kind])
    await page
      .locator('.result')
      .getByText(words(...names))
      .first()
      .click();
  await scrollTo('.result .chart svg')(page);
}

/** What was open and how one works is kept in the browser: each place begins without it. */
const afresh = (page) =>
  page.addInitScript(() => {
    for (const key of ['tabs', 'runs', 'clicks']) localStorage.removeItem(`dossier.workbench.${key}`);
  });

/** Questions to the graph: written or clicked together, their answers in every shape, kept and given away. */
export const workbench = () =>
  [
    { name: 'workbench', path: '/workbench' },
    { name: 'workbench-schema', path: '/workbench', picture: true, open: part('结构', 'Schema') },
    { name: 'workbench-result', path: link('最近更新的客户', customers), open: run },
    {
      name: 'workbench-json',
      path: link('最近更新的客户', customers),
      picture: true,
      open: async (page) => {
        await run(page);
        await page.locator('.result').getByText('JSON', { exact: true }).click();
      },
    },
    {
      name: 'workbench-history',
      path: link('最近更新的客户', customers),
      picture: true,
      open: async (page) => {
        await run(page);
        await part('历史', 'History')(page);
      },
    },
    {
      name: 'workbench-export',
      path: link('签约金额', months),
      open: async (page) => {
        await run(page);
        await page
          .locator('.result')
          .getByRole('button', { name: words('导出', 'Export') })
          .click();
        await page.getByRole('menuitem', { name: words('导出全部行…', 'Export all rows…') }).click();
        await page.locator('.export-dialog').waitFor();
      },
    },
    { name: 'workbench-faults', path: link('写错的查询', faulty), picture: true, open: run },
    {
      name: 'workbench-clicks',
      path: link('签约金额', months),
      open: async (page) => {
        await choose(page, '点选', 'Clicks');
        await run(page);
        await page
          .locator('.result')
          .getByText(words('图表', '图', 'Chart'))
          .first()
          .click();
      },
    },
    {
      name: 'workbench-clicks-none',
      path: link('写错的查询', faulty),
      picture: true,
      open: (page) => choose(page, '点选', 'Clicks'),
    },
    { name: 'workbench-save', path: link('签约金额', months), open: pressFor(['保存', 'Save']) },
    {
      name: 'workbench-saved',
      path: '/workbench',
      picture: true,
      open: openSaved,
    },
    {
      name: 'workbench-publish',
      path: '/workbench',
      open: async (page) => {
        await openSaved(page);
        await pressFor(['发布', 'Publish'])(page);
      },
    },
    {
      name: 'workbench-schedule',
      path: '/workbench',
      picture: true,
      open: async (page) => {
        await openSaved(page);
        await overlay(page, () => entry(page, more, ['定时运行…', 'Run by schedule…']));
      },
    },
    {
      name: 'workbench-versions',
      path: '/workbench',
      picture: true,
      open: async (page) => {
        await openSaved(page, versioned);
        await overlay(page, () => entry(page, more, ['版本与发布', 'Versions and publishing']));
      },
    },
    {
      name: 'workbench-chart',
      path: link('签约金额', months),
      picture: true,
      open: async (page) => {
        await run(page);
        await drawn(page, '堆积', 'Stacked');
      },
    },
    {
      name: 'workbench-builder',
      path: link('客户构成', whole),
      open: async (page) => {
        await choose(page, '点选', 'Clicks');
        await run(page);
        await page.locator('.result header .el-select').click();
        await page.getByRole('option').nth(1).click();
      },
    },
    {
      name: 'workbench-ring',
      path: link('客户构成', whole),
      picture: true,
      open: async (page) => {
        await choose(page, '点选', 'Clicks');
        await run(page);
        await drawn(page, '环形', 'Ring');
      },
    },
    {
      name: 'workbench-share',
      path: link('签约金额', months),
      picture: true,
      open: async (page) => {
        await entry(page, more, ['复制分享链接', 'Copy link']);
        await page.locator('.el-message').waitFor();
      },
    },
  ].map((place) => ({ userName: 'analyst', before: afresh, ...place }));
