import assert from 'node:assert/strict';
import { overlay, press, words } from './ways.mjs';

/** What a person sees when somebody else was first, when the network is away, or the server cannot be reached. */
export async function troubles(stage) {
  const { customers } = await stage.ask(
    'manager',
    `{ customers(first: 2, filter: { contracts: { count: { eq: 0 } }, shortName: { isNull: false }, registeredCapital: { isNull: false }, businessScope: { isNull: false } }) { nodes { id } } }`,
  );
  const [contested, cutOff] = customers.nodes.map(({ id }) => id);
  const view = await viewWithVersions(stage);
  return [
    { name: 'customer-conflict', path: `/customers/${contested}/edit`, open: conflictOfForm },
    { name: 'customer-conflict-inline', path: `/customers/${contested}`, open: conflictInline },
    { name: 'customer-draft', path: `/customers/${cutOff}/edit`, open: leftUnsaved },
    {
      name: 'customers-versions',
      path: `/customers?view=${view}`,
      open: versions,
    },
    {
      name: 'customers-version',
      path: `/customers?view=${view}`,
      open: async (page) => {
        await versions(page);
        await page
          .locator('.version')
          .nth(1)
          .getByRole('button', { name: words('查看', 'Look at it') })
          .click();
      },
    },
    { name: 'offline', path: '/customers', open: goOffline },
    { name: 'unreachable-list', path: '/customers', before: cut('CustomerList') },
    { name: 'unreachable-record', path: `/customers/${cutOff}`, before: cut('CustomerRecord') },
    { name: 'unreachable-save', path: `/customers/${contested}/edit`, open: saveInVain },
    { name: 'unreachable-inline', path: `/customers/${cutOff}`, open: inlineInVain },
    { name: 'unreachable-start', path: '/', before: cut() },
  ].map((place) => ({ picture: true, ...place }));

  /** Both change the same facts; each look gives the other person new words. */
  async function changedByOther() {
    const { customer } = await stage.ask('admin', 'query($id: ID!) { customer(id: $id) { version } }', {
      id: contested,
    });
    const { version } = customer;
    await stage.ask(
      'admin',
      'mutation($id: ID!, $v: Int!, $p: CustomerPatch!) { updateCustomer(id: $id, expectedVersion: $v, patch: $p) { userErrors { message } } }',
      {
        id: contested,
        v: version,
        p: {
          shortName: `青禾设备${version}`,
          registeredCapital: { amount: `${25_000_000 + version}` },
          businessScope: `工业泵、阀门与成套设备的设计、制造、安装与技术服务；货物进出口（第 ${version} 次核对）。`,
        },
      },
    );
  }
  async function conflictOfForm(page) {
    await fill(page, 'shortName', '青禾试验');
    await fill(page, 'businessScope', '水处理设备的制造与销售。');
    const capital = page.locator('[id$="-f-registeredCapital"]');
    await capital.focus();
    await capital.fill('18000000');
    await changedByOther();
    await overlay(page, save(page));
  }
  async function conflictInline(page) {
    await beginInline(page);
    await page.keyboard.type('水处理设备的制造与销售。');
    await changedByOther();
    await overlay(page, () =>
      page
        .locator('.editor')
        .getByRole('button', { name: words('保存', 'Save') })
        .click(),
    );
  }
}

const fill = (page, name, text) => page.locator(`.form-item [id$="-f-${name}"]`).fill(text);
const save = (page) => () => page.getByRole('button', { name: words('保存', 'Save') }).click();

async function beginInline(page) {
  const pencil = page.getByRole('button', { name: words('修改经营范围', 'Change Business scope') }).first();
  await pencil.scrollIntoViewIfNeeded();
  await pencil.click();
  await page.locator('.editor textarea').fill('');
  await page.locator('.editor textarea').focus();
}

/** What was typed and not saved is offered again. */
async function leftUnsaved(page) {
  await fill(page, 'shortName', '青禾试制');
  await page.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes('青禾试制')));
  page.once('dialog', (leaving) => leaving.accept());
  await page.reload();
  await page.locator('.draft').waitFor();
}

/** A view of the manager that has been changed twice. */
async function viewWithVersions(stage) {
  const grade = (values) => JSON.stringify({ grade: { in: values } });
  const { it } = await stage.ask(
    'manager',
    'mutation($i: SavedViewInput!) { it: createSavedView(input: $i) { savedView { id version } userErrors { message } } }',
    { i: { list: 'Customer', name: '重点跟进', columns: ['name', 'grade'], filter: grade(['A']) } },
  );
  assert.deepEqual(it.userErrors, []);
  const { id } = it.savedView;
  let { version } = it.savedView;
  for (const patch of [
    { filter: grade(['A', 'B']), columns: ['name', 'grade', 'industry', 'owner.name', 'registeredCapital'] },
    { orderBy: JSON.stringify([{ name: { direction: 'DESC' } }]), search: '有限公司', density: 'COMPACT' },
  ]) {
    const { changed } = await stage.ask(
      'manager',
      'mutation($id: ID!, $v: Int!, $p: SavedViewPatch!) { changed: updateSavedView(id: $id, expectedVersion: $v, patch: $p) { savedView { version } userErrors { message } } }',
      { id, v: version, p: patch },
    );
    assert.deepEqual(changed.userErrors, []);
    version = changed.savedView.version;
  }
  return id;
}

async function versions(page) {
  await press(['视图操作', 'View actions'])(page);
  await overlay(page, () => page.getByRole('menuitem', { name: words('历史版本', 'Versions') }).click());
  await page.locator('.version').first().waitFor();
}

async function goOffline(page) {
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    window.dispatchEvent(new Event('offline'));
  });
  await page.locator('.offline').waitFor();
}

/** A `before` after which this question, or every one, finds no server. */
function cut(operation) {
  return (page) =>
    page.route('**/graphql', (route) =>
      !operation || route.request().postDataJSON()?.operationName === operation ? route.abort() : route.fallback(),
    );
}
/** Saved at the end of a long form: the reason is read without looking for it. */
async function saveInVain(page) {
  await page.locator('.form-item textarea').last().fill('下月初回访。');
  await cut('UpdateCustomer')(page);
  await save(page)();
  await page.waitForFunction(() => {
    const box = document.querySelector('form [role="alert"]')?.getBoundingClientRect();
    return box && box.top >= 56 && box.bottom <= innerHeight;
  });
}
async function inlineInVain(page) {
  await beginInline(page);
  await page.keyboard.type('水处理设备的制造与销售。');
  await cut('UpdateCustomer')(page);
  await page
    .locator('.editor')
    .getByRole('button', { name: words('保存', 'Save') })
    .click();
  await page.locator('.el-message').waitFor();
}
