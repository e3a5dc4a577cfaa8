import { contactFields, customerFields, type FieldRight } from '@dossier/shared';
import { canSort, columnOf, columnsOf } from './column';
import { registerEntity, type Entity } from './entity';
import { closedIn, fieldRight, isBlankedOut, mayAsk, mayShow, readableValues, setFieldRights } from './field-rights';
import { formRights } from './form-rights';

const label = { zh: '', en: '' };
const contact: Entity = registerEntity({
  name: 'contact',
  plural: 'contacts',
  type: 'Contact',
  label,
  fields: contactFields,
  title: 'name',
  relations: { customer: { to: 'Customer', many: false, label } },
  searchable: true,
});
const customer: Entity = registerEntity({
  name: 'customer',
  plural: 'customers',
  type: 'Customer',
  label,
  fields: customerFields,
  title: 'name',
  relations: {
    contacts: { to: 'Contact', many: true, label },
    primaryContact: { to: 'Contact', many: true, label },
  },
  searchable: true,
});
const given: Record<string, FieldRight> = {
  'Customer.website': 'HIDDEN',
  'Customer.registeredCapital': 'MASKED',
  'Customer.unifiedSocialCreditCode': 'READ',
  'Customer.owner': 'READ',
  'Contact.mobile': 'MASKED',
  'Contact.email': 'HIDDEN',
};
beforeEach(() => setFieldRights(new Map(Object.entries(given))));
afterAll(() => setFieldRights(new Map()));

test('a right is found by the name in the dictionary and in the graph, and along relations the narrowest holds', () => {
  expect([fieldRight('Customer', 'ownerId'), fieldRight('Customer', 'owner'), fieldRight('Customer', 'name')]).toEqual([
    'READ',
    'READ',
    'EDIT',
  ]);
  expect([mayShow(customer, 'primaryContact.email'), mayShow(customer, 'primaryContact.mobile')]).toEqual([
    false,
    true,
  ]);
  expect([mayAsk(customer, 'primaryContact.mobile'), mayAsk(customer, 'unifiedSocialCreditCode')]).toEqual([
    false,
    true,
  ]);
});

test('a list offers no hidden column and orders by nothing that is masked', () => {
  const keys = columnsOf(customer, [columnOf(customer, 'primaryContact.email')]).map(({ key }) => key);
  expect(keys).not.toContain('website');
  expect(keys).not.toContain('primaryContact.email');
  expect(keys).toContain('registeredCapital');
  expect(columnOf(customer, 'registeredCapital')).toMatchObject({ sort: null, right: 'MASKED' });
  expect(canSort(customer, 'registeredCapital')).toBe(false);
  expect(canSort(customer, 'unifiedSocialCreditCode')).toBe(true);
});

test('a filter names the closed fields that it asks for, however deep', () => {
  const closed = (filter: Record<string, unknown>) => closedIn(customer, filter).map(({ zh }) => zh);
  expect(closed({ name: { contains: '钢' }, owner: { id: { eq: 'usr_1' } } })).toEqual([]);
  expect(closed({ or: [{ not: { website: { isNull: false } } }, { grade: { in: ['A'] } }] })).toEqual([
    customerFields.website.label.zh,
  ]);
  const mobile = { mobile: { startsWith: '138' } };
  for (const test of [{ some: mobile }, { none: mobile }, { count: { gte: 1, where: mobile } }])
    expect(closed({ contacts: test })).toEqual([contactFields.mobile.label.zh]);
  expect(closedIn(contact, { customer: { website: { eq: '1' } } })).toHaveLength(1);
});

test('a form has no hidden field, and a new record none that one may not fill in', () => {
  const update = formRights({ type: 'Customer', fields: customerFields, mode: 'update' });
  expect([...update.absent]).toEqual(['website']);
  expect(Object.fromEntries(update.closed)).toEqual({
    unifiedSocialCreditCode: 'READ',
    registeredCapital: 'MASKED',
    ownerId: 'READ',
  });
  const create = formRights({ type: 'Customer', fields: customerFields, mode: 'create' });
  expect([...create.absent].sort()).toEqual(['ownerId', 'registeredCapital', 'unifiedSocialCreditCode', 'website']);
  expect([create.closed.size, create.lacking]).toEqual([0, []]);
});

test('a required field that one may not fill in is told', () => {
  setFieldRights(new Map([['Contact.customer', 'READ']]));
  expect(formRights({ type: 'Contact', fields: contactFields, mode: 'create' }).lacking).toEqual([
    contactFields.customerId.label,
  ]);
  expect(formRights({ type: 'Contact', fields: contactFields, mode: 'update' }).lacking).toEqual([]);
});

test('what comes masked is shown so; what does not come at all is not taken for empty, nor judged', () => {
  expect([
    isBlankedOut('MASKED', customerFields.registeredCapital),
    isBlankedOut('MASKED', customerFields.website),
    isBlankedOut('READ', customerFields.registeredCapital),
  ]).toEqual([true, false, false]);
  expect(readableValues('Contact', { mobile: '138****8000', name: '张三' })).toEqual({ mobile: null, name: '张三' });
});
