import { answered } from './answers.mjs';
import { openRow, overlay, press, pressFor, scrollTo, words } from './ways.mjs';

/** The amount of contracts is kept back, and the form says what is closed along. */
async function closeAmount(page) {
  const finder = page
    .locator('.el-select')
    .filter({ has: page.getByLabel(words('查找字段并加入限制', 'Find a field to keep back')) });
  await finder.click();
  await page.getByRole('option', { name: words('合同 · 合同金额', 'Contract · Amount') }).click();
  await scrollTo('.rights')(page);
}

/** The day's pages, what comes in and goes out, and who may do what. */
export const data = ({ board, scorecard, role, handover, job }) => [
  { name: 'home', path: '/' },
  { name: 'home-sales', path: '/', userName: 'sales', picture: true },
  { name: 'not-found', path: '/nowhere', picture: true },
  { name: 'forbidden', picture: true, path: '/users', userName: 'analyst' },
  { name: 'keys', path: '/', picture: true, open: (page) => overlay(page, () => page.keyboard.press('?')) },
  {
    name: 'user-menu',
    path: '/',
    picture: true,
    open: (page) => overlay(page, () => page.getByRole('button', { name: /^(我的菜单|My menu)/ }).click()),
  },
  { name: 'search', path: '/', open: (page) => overlay(page, () => page.keyboard.press('Control+k'), 'hz') },
  { name: 'dashboard', path: '/dashboard' },
  { name: 'board', path: `/dashboard/${board}` },
  {
    name: 'board-edit',
    path: `/dashboard/${board}`,
    userName: 'analyst',
    open: press(['编辑看板', 'Edit board']),
  },
  {
    name: 'board-tile',
    path: `/dashboard/${board}`,
    userName: 'analyst',
    open: async (page) => {
      await press(['编辑看板', 'Edit board'])(page);
      await overlay(page, () =>
        page
          .locator('[data-tile]')
          .getByRole('button', { name: words('编辑', 'Edit') })
          .first()
          .click(),
      );
    },
  },
  { name: 'scorecards', path: '/scorecards' },
  { name: 'scorecard', path: `/scorecards/${scorecard}` },
  { name: 'scorecard-new', path: '/scorecards/new', userName: 'admin', picture: true },
  { name: 'import', path: '/import' },
  { name: 'import-job', path: `/import/${job}` },
  { name: 'exports', path: '/export', picture: true },
  { name: 'exports-none', path: '/export', userName: 'admin', picture: true },
  { name: 'exports-states', path: '/export', before: answered('ExportJobs', exportsOfAllKinds) },
  { name: 'export-elsewhere', path: '/export', picture: true, open: elsewhere },
  { name: 'recycle-bin', path: '/recycle-bin' },
  { name: 'schedules', path: '/schedules', userName: 'analyst' },
  {
    name: 'schedule-new',
    path: '/schedules',
    userName: 'analyst',
    open: press(['新建定时任务', 'New schedule']),
  },
  { name: 'settings', path: '/settings' },
  { name: 'settings-security', path: '/settings', picture: true, open: scrollTo('#security', 'start') },
  { name: 'settings-token', path: '/settings', picture: true, open: pressFor(['新建令牌', 'New token']) },
  { name: 'users', path: '/users', userName: 'admin' },
  { name: 'user-roles', path: '/users', userName: 'admin', open: openRow },
  { name: 'user-roles-guarded', picture: true, path: '/users', userName: 'security', open: openRow },
  { name: 'user-access', path: '/users', userName: 'admin', picture: true, open: pressFor(['登录与令牌', 'Access']) },
  { name: 'roles', path: '/roles', userName: 'admin' },
  { name: 'role-copy', path: `/roles/new?copy=${role}`, userName: 'admin' },
  { name: 'role-closed', path: `/roles/new?copy=${role}`, userName: 'admin', picture: true, open: closeAmount },
  { name: 'departments', path: '/departments', userName: 'admin' },
  {
    name: 'department-new',
    path: '/departments',
    userName: 'admin',
    picture: true,
    open: pressFor(['新建部门', 'New department']),
  },
  { name: 'handovers', path: '/handovers', userName: 'admin', picture: true },
  { name: 'handover-new', picture: true, path: '/handovers/new', userName: 'admin' },
  { name: 'handover', path: `/handovers/${handover}`, userName: 'admin' },
  { name: 'backup', path: '/backups', userName: 'admin' },
  { name: 'backup-home', path: '/', userName: 'admin' },
  { name: 'audit-log', path: '/audit-log', userName: 'security' },
  { name: 'audit-log-line', path: '/audit-log?verb=UPDATE', userName: 'security', open: openRow },
];

/** Somebody else's eyes; last of all, as the session stays with them. */
export const viewedAs = ({ salesId }) => [
  {
    name: 'view-as',
    path: '/customers',
    userName: 'admin',
    before: (page) =>
      page.request.post('/graphql', {
        headers: { 'x-requested-with': 'dossier' },
        data: { query: 'mutation($u: ID!) { viewAs(userId: $u) { userErrors { code } } }', variables: { u: salesId } },
      }),
  },
];

/** One of each kind; the one that is done is real. */
const exportsOfAllKinds = (data) => {
  const at = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const job = (number, rest) => ({
    __typename: 'ExportJob',
    id: `exp_${number}`,
    title: '客户',
    kind: 'LIST',
    format: 'XLSX',
    status: 'DONE',
    totalRows: 128_400,
    doneRows: 128_400,
    sizeBytes: null,
    sheetCount: 1,
    failure: null,
    createdAt: at(-number),
    finishedAt: at(-number),
    expiresAt: at(48),
    dueAt: null,
    ...rest,
  });
  const [real] = data.exportJobs.nodes;
  data.exportJobs.nodes = [
    job(1, { status: 'RUNNING', doneRows: 52_000, expiresAt: null }),
    job(2, { status: 'QUEUED', title: '合同', totalRows: null, doneRows: 0 }),
    job(3, { id: real.id, sizeBytes: 18_400_000, title: '今年签约客户与联系人（含已归档合同），按签约月份' }),
    job(4, {
      status: 'FAILED',
      doneRows: 31_000,
      failure: '磁盘空间不足：需要 42 MB，只剩 8 MB。请管理员清理数据目录后重新导出。',
    }),
    job(5, { status: 'CANCELLED', doneRows: 9_000 }),
    job(6, { status: 'EXPIRED', kind: 'QUERY', format: 'CSV', dueAt: at(-6), title: '即将到期的合同' }),
  ];
};

/** The file of this export was taken from its folder: the note says whom to ask. */
async function elsewhere(page) {
  await page
    .getByRole('link', { name: words('下载', 'Download') })
    .first()
    .click();
  await page.locator('.el-message').waitFor();
}
