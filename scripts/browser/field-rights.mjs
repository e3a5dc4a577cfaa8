import assert from 'node:assert/strict';
import { exportFile } from './exports.mjs';
import { settled, visit } from './harness.mjs';
import { give, setRoles } from './rights.mjs';

/** Kept back from the salesperson of this flow. */
const fieldRights = [
  { field: 'Customer.registeredCapital', right: 'HIDDEN' },
  { field: 'Customer.switchboard', right: 'MASKED' },
  { field: 'Customer.headcount', right: 'READ' },
  { field: 'Contact.mobile', right: 'MASKED' },
];
const rows = (page) => page.locator('table tbody tr:not(.skeleton)');
const heads = (page) => page.locator('table thead th').allInnerTexts();

/** A customer of the salesperson with all the figures, as the administrator sees it. */
async function ownCustomer(stage) {
  const { customers } = await stage.ask(
    'admin',
    `{ customers(first: 1, filter: { owner: { userName: { eq: "sales" } }, switchboard: { isNull: false }, headcount: { isNull: false },
       registeredCapital: { isNull: false }, contacts: { some: { mobile: { isNull: false } } } })
       { nodes { id name version switchboard headcount registeredCapital { amount } contacts(first: 20) { nodes { mobile } } } } }`,
  );
  return customers.nodes[0];
}

/** A role that hides a field, masks others and leaves one for reading: nothing is offered that would be refused. */
export const fieldRightFlows = [
  {
    name: 'field rights: lines of a contract with a masked price: what one may write is written, amounts stay',
    userName: 'admin',
    async run({ stage, open }) {
      await give(stage, [{ field: 'ContractItem.unitPrice', right: 'MASKED' }]);
      try {
        const contract = await ownDraft(stage);
        const { page, problems } = await open({ userName: 'sales' });
        await lines(page, stage, contract);
        assert.deepEqual(problems, []);
      } finally {
        await setRoles(stage, 'sales', ['SALES']);
      }
    },
  },
  {
    name: 'field rights: list, filter, export, record and form keep back what the role keeps back',
    userName: 'admin',
    async run({ page, stage, open }) {
      await give(stage, fieldRights);
      try {
        const customer = await ownCustomer(stage);
        const sales = await open({ userName: 'sales' });
        await list(sales.page, customer);
        await filter(sales.page);
        await download(sales.page, customer);
        await record(sales.page, customer);
        await form(sales.page, stage, customer);
        assert.deepEqual(sales.problems, []);
        await viewAs(page, customer);
      } finally {
        await setRoles(stage, 'sales', ['SALES']);
      }
    },
  },
  {
    name: 'field rights: a new record that needs a closed field names whom to ask',
    userName: 'admin',
    async run({ stage, open }) {
      await give(stage, [
        { field: 'Contract.number', right: 'READ' },
        { field: 'BankAccount.accountNumber', right: 'MASKED' },
      ]);
      try {
        const customer = await ownCustomer(stage);
        const { page, problems } = await open({ userName: 'sales' });
        await visit(page, `/bank-accounts/new?customerId=${customer.id}`);
        const notice = page.getByRole('alert').filter({ hasText: '“银行账号”为必填项' });
        await notice.waitFor();
        assert.match(await notice.innerText(), /系统管理员/);
        assert.ok(await page.getByRole('button', { name: '保存', exact: true }).isDisabled());
        assert.deepEqual(problems, []);
      } finally {
        await setRoles(stage, 'sales', ['SALES']);
      }
    },
  },
];

/** A draft of the salesperson with one line. */
async function ownDraft(stage) {
  const customer = await ownCustomer(stage);
  const { it } = await stage.ask(
    'admin',
    'mutation($i: ContractInput!) { it: createContract(input: $i) { contract { id } userErrors { message } } }',
    {
      i: {
        customerId: customer.id,
        name: '闭列试验合同',
        items: [{ product: '轴承', quantity: '10', unitPrice: '12.5' }],
      },
    },
  );
  assert.deepEqual(it.userErrors, []);
  return it.contract.id;
}

async function lines(page, stage, id) {
  await visit(page, `/contracts/${id}/edit`);
  const table = page.getByRole('region', { name: '合同明细' });
  await table.waitFor();
  assert.ok(!(await table.innerText()).includes('12.5'));
  assert.equal(await table.getByLabel('1 单价').count(), 0, 'no input');
  assert.equal(await page.getByRole('button', { name: '添加一行' }).count(), 0);
  await table.getByLabel('1 数量').fill('20');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText(/这样改会改变金额，而您不能查看“单价”/).waitFor();
  await table.getByLabel('1 数量').fill('10');
  await table.getByLabel('1 产品/服务').fill('深沟球轴承');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.waitForURL(/\/contracts\/con_\w+$|\/contracts\/\w+$/);
  const { contract } = await stage.ask(
    'admin',
    'query($id: ID!) { contract(id: $id) { amount { amount } items { nodes { product quantity unitPrice } } } }',
    { id },
  );
  assert.equal(contract.amount.amount, '125.00');
  assert.deepEqual(contract.items.nodes, [{ product: '深沟球轴承', quantity: '10.0000', unitPrice: '12.500000' }]);
}

/** A link that names closed columns and an order by one: the columns are not there, the masked one is masked. */
async function list(page, { name, switchboard }) {
  await visit(
    page,
    `/customers?q=${encodeURIComponent(name)}&cols=name,registeredCapital,switchboard,headcount&sort=-switchboard`,
  );
  await rows(page).first().waitFor();
  const titles = (await heads(page)).join('|');
  assert.ok(!titles.includes('注册资本') && titles.includes('总机') && titles.includes('人数'), titles);
  assert.equal(
    await page.locator('table thead th', { hasText: '总机' }).getByRole('button').count(),
    0,
    'no order by it',
  );
  const text = await rows(page).first().innerText();
  assert.ok(text.includes('****') && !text.includes(switchboard), text);
  await page.getByRole('button', { name: '选择列' }).click();
  assert.equal(await page.getByRole('group').getByText('注册资本', { exact: true }).count(), 0);
  await page.keyboard.press('Escape');
}

/** The builder offers neither; a link with such a filter loses it and says so. */
async function filter(page) {
  await page.getByRole('button', { name: '高级筛选' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '添加条件', exact: true }).click();
  const menu = page.getByRole('listbox', { name: '添加条件' });
  await menu.getByRole('option', { name: '员工人数', exact: true }).waitFor();
  for (const closed of ['注册资本', '总机'])
    assert.equal(await menu.getByRole('option', { name: closed, exact: true }).count(), 0, closed);
  await page.keyboard.press('Escape');
  const where = {
    kind: 'group',
    op: 'and',
    not: false,
    items: [{ kind: 'condition', field: 'switchboard', operator: 'startsWith', value: '0' }],
  };
  await visit(page, `/customers?where=${encodeURIComponent(JSON.stringify(where))}`);
  await page.getByText('不能按总机筛选').waitFor();
  await rows(page).first().waitFor();
}

/** The file has the columns of the list and no more than it. */
async function download(page, { name, switchboard }) {
  await visit(page, `/customers?q=${encodeURIComponent(name)}&cols=name,registeredCapital,switchboard,headcount`);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const { text } = await exportFile(page, 'CSV');
  assert.ok(text.includes(name) && text.includes('****'), text);
  assert.ok(!text.includes(switchboard) && !text.includes('注册资本'), text);
}

async function record(page, { id, switchboard, contacts }) {
  await visit(page, `/customers/${id}`);
  await page.getByLabel('显示空字段').or(page.locator('label.empty input')).first().check();
  const text = await page.locator('main').innerText();
  assert.ok(!text.includes('注册资本'));
  assert.ok(text.includes('总机') && !text.includes(switchboard));
  for (const { mobile } of contacts.nodes) assert.ok(!mobile || !text.includes(mobile), mobile);
  const fact = page.locator('.fact', { has: page.locator('dt', { hasText: '总机' }) });
  assert.equal(await fact.locator('.pencil').count(), 0, 'no pencil');
  assert.match(await fact.locator('.lock').getAttribute('title'), /已脱敏/);
  const headcount = page.locator('.fact', { has: page.locator('dt', { hasText: /^员工人数|^人数/ }) });
  assert.match(await headcount.locator('.lock').getAttribute('title'), /只读/);
}

/** The masked value is shown and never sent: what else is changed is saved. */
async function form(page, stage, { id, switchboard, headcount }) {
  await visit(page, `/customers/${id}/edit`);
  const input = (name) => page.locator(`.form-item [id$="-f-${name}"]`);
  await input('shortName').waitFor();
  assert.equal(await input('registeredCapital').count(), 0);
  assert.equal(await page.locator('.form-item .label', { hasText: '注册资本' }).count(), 0);
  assert.equal(await input('switchboard').count(), 0, 'not an input');
  const closed = page.locator('.form-item', { has: page.locator('.label', { hasText: '总机' }) });
  assert.ok((await closed.innerText()).includes('****') && (await closed.innerText()).includes('已脱敏'));
  await input('shortName').fill('外勤简称');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.waitForURL(/\/customers\/cus_\w+$/);
  const { customer } = await stage.ask(
    'admin',
    'query($id: ID!) { customer(id: $id) { shortName switchboard headcount registeredCapital { amount } } }',
    { id },
  );
  assert.equal(customer.shortName, '外勤简称');
  assert.deepEqual([customer.switchboard, customer.headcount], [switchboard, headcount]);
  await visit(page, '/customers/new');
  await input('name').waitFor();
  assert.equal(await input('switchboard').count(), 0, 'a new record has no field that one may not fill in');
}

/** Through the other's eyes the administrator sees what the other sees. */
async function viewAs(page, { id, switchboard }) {
  await visit(page, '/users?q=');
  const row = rows(page).filter({ hasText: '李销售' });
  await row.first().waitFor();
  await page.evaluate(async () => {
    const ask = (query, variables) =>
      fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-requested-with': 'dossier' },
        body: JSON.stringify({ query, variables }),
      }).then((response) => response.json());
    const { data } = await ask('{ users(filter: { userName: { eq: "sales" } }) { nodes { id } } }');
    await ask('mutation($u: ID!) { viewAs(userId: $u) { userErrors { code } } }', { u: data.users.nodes[0].id });
  });
  await visit(page, `/customers/${id}`);
  const text = await page.locator('main').innerText();
  assert.ok(!text.includes('注册资本') && !text.includes(switchboard) && text.includes('总机'));
  await page.getByRole('button', { name: '返回自己的视角' }).or(page.locator('.bar button')).first().click();
  await settled(page);
  await page.getByText(switchboard).first().waitFor();
}
