import { entry, more, openRow, overlay, pressFor, scrollTo, words } from './ways.mjs';

/** Customers and what belongs to them: lists, records, forms, their history. */
export const records = ({ customer, contract, draft, sealed, customerName }) => [
  { name: 'customers', path: '/customers' },
  { name: 'customers-filtered', path: '/customers?grade=A,B&q=公司' },
  { name: 'customers-none', picture: true, path: '/customers?q=没有这样的客户' },
  { name: 'customers-picked', path: '/customers', open: pick },
  {
    name: 'customers-bulk',
    path: '/customers',
    picture: true,
    open: async (page) => {
      await pick(page);
      if (await page.locator('.bulk').isVisible()) await pressFor(['添加标签', 'Add tags'])(page);
    },
  },
  { name: 'customers-columns', path: '/customers', picture: true, open: pressFor(['选择列', 'Choose columns']) },
  { name: 'filter-builder', path: '/customers', open: pressFor(['高级筛选', 'Advanced']) },
  { name: 'export-dialog', path: '/customers', open: pressFor(['导出', 'Export']) },
  { name: 'customer-drawer', path: `/customers?open=${customer}` },
  { name: 'customer', path: `/customers/${customer}` },
  {
    name: 'customer-menu',
    path: `/customers/${customer}`,
    picture: true,
    open: (page) =>
      page
        .getByRole('button', { name: words(...more) })
        .first()
        .click(),
  },
  { name: 'customer-missing', path: '/customers/cus_none', picture: true },
  // a form of what is not there says so instead of waiting for ever
  { name: 'customer-edit-missing', path: '/customers/cus_none/edit' },
  { name: 'contact-edit-missing', path: '/contacts/con_none/edit' },
  { name: 'contract-edit-missing', path: '/contracts/ctr_none/edit' },
  { name: 'customer-new', path: '/customers/new' },
  {
    name: 'customer-duplicates',
    path: '/customers/new',
    open: async (page) => {
      await page.locator('.form-item [id$="-f-name"]').fill(customerName);
      await page.locator('.hint li').first().waitFor();
    },
  },
  { name: 'customer-edit', path: `/customers/${customer}/edit` },
  { name: 'customer-edit-masked', path: `/customers/${customer}/edit`, userName: 'auditor', open: scrollTo('.closed') },
  { name: 'customer-masked', path: `/customers/${customer}`, userName: 'auditor', picture: true },
  { name: 'customer-card', path: `/customers/${customer}/card` },
  { name: 'customer-as-of', path: `/customers/${customer}/as-of/${monthsAgo(3)}` },
  {
    name: 'customer-as-of-lists',
    path: `/customers/${customer}/as-of/${monthsAgo(0)}`,
    picture: true,
    open: scrollTo('section.card:last-of-type'),
  },
  { name: 'customer-restore', path: `/customers/${customer}`, open: restore },
  {
    name: 'customer-why',
    path: `/customers/${customer}`,
    userName: 'admin',
    open: (page) =>
      overlay(page, () => entry(page, more, ['为什么能（不能）看到？', 'Why can I \\(not\\) see this\\?'])),
  },
  {
    name: 'customer-collaborators',
    path: `/customers/${customer}`,
    picture: true,
    open: scrollTo('#related-collaborators'),
  },
  {
    name: 'customer-sealed',
    path: `/customers/${sealed}`,
    userName: 'credit',
    picture: true,
    open: scrollTo('#related-bankAccounts'),
  },
  { name: 'customer-reveal', path: `/customers/${sealed}`, userName: 'credit', open: askReveal },
  {
    // thirty an hour may be seen: no check
    name: 'customer-revealed',
    path: `/customers/${sealed}`,
    userName: 'credit',
    picture: true,
    open: async (page) => {
      await askReveal(page);
      await page.getByRole('dialog').locator('textarea').fill('核对付款账号');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('查看', 'Reveal') })
        .click();
      await page.locator('.secret .open').waitFor();
    },
  },
  { name: 'bank-account-new', path: `/bank-accounts/new?customerId=${sealed}`, picture: true },
  { name: 'contacts', path: '/contacts' },
  { name: 'contact-drawer', path: '/contacts', picture: true, open: openRow },
  { name: 'contact-new', path: `/contacts/new?customerId=${customer}` },
  { name: 'contracts', path: '/contracts' },
  { name: 'contract', path: `/contracts/${contract}` },
  { name: 'contract-draft', path: `/contracts/${draft}`, picture: true },
  { name: 'contract-new', path: `/contracts/new?customerId=${customer}` },
  { name: 'contract-masked', path: `/contracts/${draft}/edit`, userName: 'auditor', open: scrollTo('.items') },
  { name: 'assessments', path: '/assessments' },
  { name: 'assessment-drawer', path: '/assessments', picture: true, open: openRow },
  { name: 'assessment-new', path: `/assessments/new?customerId=${customer}` },
];

const monthsAgo = (count) => {
  const day = new Date();
  day.setUTCMonth(day.getUTCMonth() - count, 15);
  return day.toISOString().slice(0, 10);
};

/** A phone has no boxes to tick. */
async function pick(page) {
  if (!(await page.locator('td.pick input').first().isVisible())) return;
  for (const at of [0, 1, 2]) await page.locator('td.pick input').nth(at).click();
}

const askReveal = (page) =>
  overlay(page, () =>
    page
      .locator('#related-bankAccounts')
      .getByRole('button', { name: /^(查看完整的|Reveal: )/ })
      .first()
      .click(),
  );

/** Offers stand beside what is pointed at. */
async function restore(page) {
  const offer = page.locator('.timeline button.quiet').first();
  await offer.scrollIntoViewIfNeeded();
  await offer.locator('xpath=..').hover();
  await overlay(page, () => offer.click());
}
