/** Every screen of the console by name, with the records that the demo has. `open` brings on what lies over a page. */
export async function places(stage) {
  const found = await stage.ask(
    'manager',
    `{ customers(first: 1, filter: { contracts: { count: { gte: 2 } }, assessments: { count: { gte: 1 } } }) { nodes { id } }
       contracts(first: 1, filter: { items: { count: { gte: 1 } } }) { nodes { id } }
       scorecards(first: 1) { nodes { id } }
       dashboards(first: 1) { nodes { id } }
       roles(first: 1, filter: { code: { eq: "MANAGER" } }) { nodes { id } } }`,
  );
  const [customer, contract, scorecard, board, role] = [
    found.customers,
    found.contracts,
    found.scorecards,
    found.dashboards,
    found.roles,
  ].map(({ nodes }) => nodes[0]?.id);
  return [
    { name: 'sign-in', path: '/sign-in', userName: null },
    { name: 'home', path: '/' },
    { name: 'dashboard', path: '/dashboard' },
    { name: 'board', path: `/dashboard/${board}` },
    {
      name: 'board-edit',
      path: `/dashboard/${board}`,
      userName: 'analyst',
      open: (page) => page.getByRole('button', { name: /^(编辑看板|Edit board)$/ }).click(),
    },
    { name: 'customers', path: '/customers' },
    { name: 'customers-filtered', path: '/customers?grade=A,B&q=公司' },
    { name: 'customer-drawer', path: `/customers?open=${customer}` },
    { name: 'customer', path: `/customers/${customer}` },
    { name: 'customer-new', path: '/customers/new' },
    { name: 'customer-edit', path: `/customers/${customer}/edit` },
    { name: 'customer-card', path: `/customers/${customer}/card` },
    { name: 'contacts', path: '/contacts' },
    { name: 'contact-new', path: `/contacts/new?customerId=${customer}` },
    { name: 'contracts', path: '/contracts' },
    { name: 'contract', path: `/contracts/${contract}` },
    { name: 'contract-new', path: `/contracts/new?customerId=${customer}` },
    { name: 'assessments', path: '/assessments' },
    { name: 'assessment-new', path: `/assessments/new?customerId=${customer}` },
    { name: 'scorecards', path: '/scorecards' },
    { name: 'exports', path: '/export' },
    { name: 'schedules', path: '/schedules', userName: 'analyst' },
    {
      name: 'schedule-new',
      path: '/schedules',
      userName: 'analyst',
      open: (page) => page.getByRole('button', { name: /^(新建定时任务|New schedule)$/ }).click(),
    },
    {
      name: 'export-dialog',
      path: '/customers',
      open: (page) => page.getByRole('button', { name: '导出', exact: true }).click(),
    },
    { name: 'scorecard', path: `/scorecards/${scorecard}` },
    { name: 'import', path: '/import' },
    { name: 'recycle-bin', path: '/recycle-bin' },
    { name: 'settings', path: '/settings' },
    { name: 'users', path: '/users', userName: 'admin' },
    {
      name: 'user-roles',
      path: '/users',
      userName: 'admin',
      open: (page) => overlay(page, () => page.locator('[data-row]').first().click()),
    },
    {
      name: 'user-roles-guarded',
      path: '/users',
      userName: 'security',
      open: (page) => overlay(page, () => page.locator('[data-row]').first().click()),
    },
    { name: 'roles', path: '/roles', userName: 'admin' },
    { name: 'role-copy', path: `/roles/new?copy=${role}`, userName: 'admin' },
    { name: 'backup', path: '/backups', userName: 'admin' },
    { name: 'backup-home', path: '/', userName: 'admin' },
    { name: 'audit-log', path: '/audit-log', userName: 'security' },
    {
      name: 'audit-log-line',
      path: '/audit-log?verb=UPDATE',
      userName: 'security',
      open: (page) => overlay(page, () => page.locator('[data-row]').first().click()),
    },
    { name: 'search', path: '/', open: (page) => overlay(page, () => page.keyboard.press('Control+k'), 'hz') },
    { name: 'workbench', path: '/workbench', userName: 'analyst' },
    {
      name: 'workbench-clicks',
      path: '/workbench',
      userName: 'analyst',
      open: (page) => page.getByRole('radio', { name: /^(点选|Clicks)$/ }).click(),
    },
    {
      name: 'workbench-save',
      path: '/workbench',
      userName: 'analyst',
      open: (page) => overlay(page, () => page.getByRole('button', { name: /^(保存|Save)$/ }).click()),
    },
    {
      name: 'filter-builder',
      path: '/customers',
      open: (page) => overlay(page, () => page.getByRole('button', { name: /高级筛选|Advanced/ }).click()),
    },
  ];
}

/** Brings on what lies over the page, waits for it, and types into it. */
async function overlay(page, act, words) {
  await act();
  await page.getByRole('dialog').first().waitFor();
  if (words) await page.getByRole('dialog').locator('input').first().fill(words);
  await page.waitForTimeout(400); // a delayed question of the palette, a transition of a drawer
}
