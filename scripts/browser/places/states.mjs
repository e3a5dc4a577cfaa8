import { openRow, overlay, press, scrollTo, words } from './ways.mjs';

const condition = (field, operator, value) => ({ kind: 'condition', field, operator, value });
const group = (op, ...items) => ({ kind: 'group', op, not: false, items });
const where = encodeURIComponent(
  JSON.stringify(
    group(
      'and',
      condition('relationshipStage', 'in', ['COOPERATING', 'INTERESTED']),
      condition('nextReviewOn', 'relative', 'NEXT_30_DAYS'),
      {
        kind: 'relation',
        relation: 'contracts',
        quantifier: 'some',
        count: 1,
        group: group('and', condition('amount', 'gte', '500000'), condition('signedOn', 'relative', 'THIS_YEAR')),
      },
      group('or', condition('region', 'startsWith', '33'), condition('name', 'contains', '科技')),
    ),
  ),
);

/** Screens that are listed elsewhere, in a state of their own: further down, filled in, refused, empty. */
export const states = ({ job }) =>
  [
    { name: 'search-none', path: '/', open: search('没有这样的客户') },
    { name: 'search-empty', path: '/', open: search('') },
    { name: 'home-below', path: '/', open: bottom },
    { name: 'dashboard-below', path: '/dashboard', open: bottom },
    {
      name: 'dashboard-table',
      path: '/dashboard',
      open: async (page) => {
        for (const at of [0, 1])
          await page
            .locator('.segmented')
            .filter({ hasText: /^(图 ?表|Chart ?Table)$/ })
            .nth(at)
            .getByText(words('表', 'Table'), { exact: true })
            .click();
      },
    },
    {
      name: 'filter-conditions',
      path: `/customers?where=${where}`,
      open: (page) => overlay(page, () => page.locator('.builder').first().click()),
    },
    {
      name: 'import-chosen',
      path: '/import',
      open: choose,
    },
    {
      name: 'import-checked',
      path: '/import',
      open: async (page) => {
        await choose(page);
        await press(['试运行', 'Dry run'])(page);
        await page.locator('.counts').waitFor();
        await page.locator('tbody tr').first().waitFor();
      },
    },
    { name: 'import-job-below', path: `/import/${job}`, open: bottom },
    { name: 'import-nothing', path: '/import', open: press(['试运行', 'Dry run']) },
    {
      name: 'schedule-extent',
      path: '/workbench',
      userName: 'analyst',
      open: async (page) => {
        const sources = page.getByRole('button', { name: words('来源', 'Sources') });
        if (await sources.isVisible()) await sources.click();
        await page.getByRole('radio', { name: words('已存', 'Saved') }).click();
        await page.getByRole('button', { name: '即将到期的合同' }).click();
        await page
          .getByRole('button', { name: words('更多', 'More') })
          .first()
          .click();
        await page.getByRole('menuitem', { name: words('定时运行…', 'Run by schedule…') }).click();
        await page.locator('.schedule-dialog .segmented').last().waitFor();
        await scrollTo('.schedule-dialog .segmented >> nth=-1')(page);
      },
    },
    {
      name: 'audit-log-user',
      path: '/audit-log?entity=User',
      userName: 'security',
      open: openRow,
    },
    { name: 'handover-ask', path: '/handovers/new', userName: 'admin', open: askHandover },
    { name: 'handover-below', path: '/handovers', userName: 'admin', open: signatures },
    { name: 'role', path: '/roles', userName: 'admin', open: openRole },
    {
      name: 'role-fields',
      path: '/roles',
      userName: 'admin',
      open: async (page) => {
        await openRole(page);
        await bottom(page);
      },
    },
  ].map((place) => ({ picture: true, ...place }));

/** A sheet with one good row and two that are not. */
async function choose(page) {
  const lines = [
    '客户名称,注册资本,备注栏,手机',
    '嘉兴明照模具试验有限公司,800万元,展会,13800138001',
    '嘉兴错额试验有限公司,很多,,',
    ',,,',
  ];
  await page.locator('.zone input').setInputFiles({
    name: '2026 年第四季度新客户名单（华东大区）.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  });
}

const search = (typed) => (page) => overlay(page, () => page.keyboard.press('Control+k'), typed);

/** The end of what scrolls. */
async function bottom(page) {
  await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
}

async function openRole(page) {
  await page.getByRole('link', { name: '外勤销售' }).click();
  await page.locator('.group').first().waitFor();
}

async function askHandover(page) {
  for (const [id, name] of [
    ['fromUserId', '王'],
    ['toUserId', '赵'],
  ]) {
    await page.locator(`#handover-${id}`).fill(name);
    await page.getByRole('option').first().click();
  }
  await page.locator('#handover-reason').fill('转岗');
  await overlay(page, () => press(['交接客户', 'Hand customers over'])(page));
}

async function signatures(page) {
  await openRow(page).catch(() => undefined);
  await page.locator('.sign').waitFor();
  await bottom(page);
}
