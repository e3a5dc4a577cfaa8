import { openTestApp, type TestApp } from '../../test/test-app';
import { createContacts } from './contact.service';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const CREATE = `mutation ($input: ContactInput!) { createContact(input: $input) { contact { id version isPrimary employmentStatus reportsTo { name } } userErrors { code path } } }`;
const UPDATE = `mutation ($id: ID!, $v: Int!, $patch: ContactPatch!) { updateContact(id: $id, expectedVersion: $v, patch: $patch) { contact { id version isPrimary } userErrors { code path } } }`;
const REMOVE = `mutation ($id: ID!, $v: Int!) { removeContact(id: $id, expectedVersion: $v, reason: "离职") { contact { id version deletedAt isPrimary } userErrors { code path } } }`;
const RESTORE = `mutation ($id: ID!) { restoreContact(id: $id) { contact { id version deletedAt isPrimary } userErrors { code path } } }`;

async function newCustomer(name: string): Promise<{ id: string; version: number }> {
  const { data } = await app.ask(
    'mutation ($n: String!) { createCustomer(input: {name: $n}) { customer { id version } userErrors { code } } }',
    { n: name },
  );
  return data.createCustomer.customer;
}
const create = async (input: object) => (await app.ask(CREATE, { input })).data.createContact;
const update = async (id: string, v: number, patch: object) =>
  (await app.ask(UPDATE, { id, v, patch })).data.updateContact;
const primaryOf = async (id: string) =>
  (
    await app.ask(
      'query ($id: ID!) { customer(id: $id) { primaryContact { name } contacts { nodes { name isPrimary version } } } }',
      { id },
    )
  ).data.customer;

describe('contact through the graph', () => {
  it('makes the first contact primary and moves the mark with a trace of both', async () => {
    const { id: customerId } = await newCustomer('杭州启明科技有限公司');
    const first = await create({ customerId, name: '张伟', mobile: '138 0013 8000' });
    expect(first).toMatchObject({
      contact: { isPrimary: true, version: 1, employmentStatus: 'EMPLOYED' },
      userErrors: [],
    });
    const second = await create({ customerId, name: '李娜', reportsToId: first.contact.id });
    expect(second.contact).toMatchObject({ isPrimary: false, reportsTo: { name: '张伟' } });
    expect((await update(second.contact.id, 1, { isPrimary: true })).contact).toMatchObject({
      isPrimary: true,
      version: 2,
    });
    expect(await primaryOf(customerId)).toMatchObject({ primaryContact: { name: '李娜' } });
    const third = await create({ customerId, name: '王芳', isPrimary: true });
    expect(third.contact.isPrimary).toBe(true);
    const { data } = await app.ask(
      'query ($id: ID!) { customer(id: $id) { changes(filter: {entity: {eq: "Contact"}, verb: {eq: "UPDATE"}}, orderBy: [{at: {direction: ASC}}]) { nodes { recordId changes { field before after } } } } }',
      { id: customerId },
    );
    const marks = data.customer.changes.nodes.map(
      (node: { recordId: string; changes: { before: string; after: string }[] }) => [
        node.recordId,
        node.changes[0]!.before,
        node.changes[0]!.after,
      ],
    );
    expect(marks).toEqual([
      [first.contact.id, 'true', 'false'],
      [second.contact.id, 'false', 'true'],
      [second.contact.id, 'true', 'false'],
    ]);
  });

  it('keeps superiors within the customer and out of circles', async () => {
    const [a, b] = [await newCustomer('宁波远洋物流有限公司'), await newCustomer('温州华峰服饰有限公司')];
    const boss = (await create({ customerId: a.id, name: '陈强' })).contact;
    const clerk = (await create({ customerId: a.id, name: '刘洋', reportsToId: boss.id })).contact;
    expect(await create({ customerId: b.id, name: '赵敏', reportsToId: boss.id })).toEqual({
      contact: null,
      userErrors: [{ code: 'OTHER_CUSTOMER', path: ['reportsToId'] }],
    });
    expect((await update(clerk.id, 1, { reportsToId: clerk.id })).userErrors).toEqual([
      { code: 'REPORTS_TO_SELF', path: ['reportsToId'] },
    ]);
    expect((await update(boss.id, 1, { reportsToId: clerk.id })).userErrors).toEqual([
      { code: 'REPORTS_TO_SELF', path: ['reportsToId'] },
    ]);
    expect((await update(clerk.id, 1, { reportsToId: null, title: '采购经理' })).userErrors).toEqual([]);
  });

  it('removes the primary one leaving none, restores it, and waits for its customer', async () => {
    const customer = await newCustomer('嘉兴蓝天纺织有限公司');
    const one = (await create({ customerId: customer.id, name: '孙丽' })).contact;
    const two = (await create({ customerId: customer.id, name: '周杰' })).contact;
    expect((await app.ask(REMOVE, { id: one.id, v: 9 })).data.removeContact.userErrors).toEqual([
      { code: 'VERSION_AHEAD', path: ['expectedVersion'] },
    ]);
    const gone = (await app.ask(REMOVE, { id: one.id, v: 1 })).data.removeContact;
    expect(gone.contact).toMatchObject({ isPrimary: false, deletedAt: expect.any(String) });
    expect(await primaryOf(customer.id)).toMatchObject({
      primaryContact: null,
      contacts: { nodes: [{ name: '周杰' }] },
    });
    expect((await app.ask(REMOVE, { id: one.id, v: gone.contact.version })).data.removeContact.userErrors).toEqual([
      { code: 'DELETED', path: [] },
    ]);
    await app.ask(REMOVE, { id: two.id, v: 1 });
    expect((await app.ask(RESTORE, { id: one.id })).data.restoreContact.contact).toMatchObject({
      deletedAt: null,
      isPrimary: true,
    });
    expect((await app.ask(RESTORE, { id: one.id })).data.restoreContact.userErrors).toEqual([
      { code: 'NOT_DELETED', path: [] },
    ]);
    await app.ask(
      'mutation ($id: ID!, $v: Int!) { removeCustomer(id: $id, expectedVersion: $v) { userErrors { code } } }',
      { id: customer.id, v: customer.version },
    );
    expect((await app.ask(RESTORE, { id: two.id })).data.restoreContact.userErrors).toEqual([
      { code: 'PARENT_DELETED', path: ['customerId'] },
    ]);
  });

  it('takes a batch row by row with one primary per customer', async () => {
    const [a, b] = [await newCustomer('绍兴东方印染有限公司'), await newCustomer('金华五金制造有限公司')];
    const outcome = await app.write((tx) =>
      createContacts(tx, [
        { input: { customerId: a.id, name: '甲' } },
        { input: { customerId: a.id, name: '乙', isPrimary: true } },
        { input: { customerId: a.id, name: '' } },
        { input: { customerId: b.id, name: '丙', mobile: '12' } },
        { input: { customerId: b.id, name: '丁' } },
        { input: { customerId: 'cus_nobody', name: '戊' } },
        { input: { customerId: a.id, name: '己', isPrimary: true } },
      ]),
    );
    expect(outcome.map((one) => one.errors?.map(({ code }) => code) ?? null)).toEqual([
      null,
      null,
      ['REQUIRED'],
      ['MOBILE_FORMAT'],
      null,
      ['INVALID_REFERENCE'],
      null,
    ]);
    expect((await primaryOf(a.id)).primaryContact.name).toBe('己');
    expect((await primaryOf(b.id)).primaryContact.name).toBe('丁');
  });

  it('finds a customer by its contact and asks for the right to write', async () => {
    const { data } = await app.ask(
      '{ customers(search: "孙丽") { nodes { name } } contacts(search: "13800138000") { nodes { name } } }',
    );
    expect(data).toMatchObject({ contacts: { nodes: [{ name: '张伟' }] } });
    const refused = await app.ask(CREATE, { input: { name: '外人' } }, 'AUDITOR');
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
