import assert from 'node:assert/strict';
import { settled, visit } from './harness.mjs';

const dialog = (page) => page.getByRole('dialog', { name: /^查看完整的/ });
const section = (page) => page.locator('#related-bankAccounts');
const REVEAL =
  'mutation($id: ID!) { reveal(id: $id, field: "accountNumber", reason: "试验次数限制") { value userErrors { code } } }';

/** Sealed numbers: opened with a reason, masked again by themselves, not without end, and watched over. */
export const revealFlows = [
  {
    name: 'reveal: a reason first, masked again after its time, then the limit in words, and the alarm in the log',
    userName: 'credit',
    async run({ page, stage, open }) {
      const { customers } = await stage.ask(
        'credit',
        '{ customers(first: 1, filter: { bankAccounts: { count: { gte: 1 } } }) { nodes { id bankAccounts { nodes { id accountNumber } } } } }',
      );
      const [customer] = customers.nodes;
      const mask = customer.bankAccounts.nodes[0].accountNumber;
      await page.clock.install();
      await visit(page, `/customers/${customer.id}`);
      await withReason(page, mask);
      await maskedAgain(page, mask);
      await limit(page, stage, customer.bankAccounts.nodes[0].id);
      await alarm(await open({ userName: 'security' }));
    },
  },
];

/** A reason that is too short is told in the dialog, where it was written. */
async function withReason(page, mask) {
  const eye = section(page).getByRole('button', { name: '查看完整的银行账号' }).first();
  await section(page).getByText(mask).first().waitFor();
  await eye.click();
  await dialog(page).locator('textarea').fill('短');
  await dialog(page).getByRole('button', { name: '查看', exact: true }).click();
  await dialog(page).getByText('请写明原因，至少 4 个字').waitFor();
  await dialog(page).locator('textarea').fill('核对付款账号');
  await dialog(page).getByRole('button', { name: '查看', exact: true }).click();
  const shown = section(page).locator('.secret .open');
  await shown.waitFor();
  assert.match(await shown.innerText(), /^\d{8,32}$/);
}

async function maskedAgain(page, mask) {
  await page.clock.fastForward(20_000);
  await section(page)
    .getByText(/秒后隐藏/)
    .waitFor();
  await page.clock.fastForward(11_000);
  await section(page).locator('.secret .open').waitFor({ state: 'detached' });
  assert.ok((await section(page).innerText()).includes(mask));
}

/** The refusal says how many there may be and when to come back. */
async function limit(page, stage, id) {
  for (let at = 0; at < 40; at++) {
    const { reveal } = await stage.ask('credit', REVEAL, { id });
    if (reveal.userErrors[0]?.code === 'REVEAL_LIMIT') break;
  }
  await section(page).getByRole('button', { name: '查看完整的银行账号' }).first().click();
  await dialog(page).locator('textarea').fill('再看一次账号');
  await dialog(page).getByRole('button', { name: '查看', exact: true }).click();
  await page.getByText(/一小时内最多查看 30 次敏感信息，\d+ 分钟后（\d\d:\d\d）可再次查看/).waitFor();
  assert.equal(await section(page).locator('.secret .open').count(), 0);
}

async function alarm({ page }) {
  await visit(page, '/audit-log');
  const notice = page.getByRole('alert', { name: /短时间内大量查看敏感信息/ });
  await notice
    .getByText(/在十分钟内查看了 11 个账号或证件号码/)
    .first()
    .waitFor();
  await notice.getByRole('link', { name: '查看这些记录和原因' }).first().click();
  await page.waitForURL(/verb=REVEAL,REVEAL_ALARM|verb=REVEAL%2CREVEAL_ALARM/);
  await settled(page);
  const text = await page.locator('table').first().innerText();
  assert.ok(
    text.includes('核对付款账号') || text.includes('试验次数限制') || text.includes('再看一次账号'),
    text.slice(0, 400),
  );
}
