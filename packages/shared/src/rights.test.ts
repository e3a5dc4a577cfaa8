import { mask, unitedFieldRights, type FieldRight } from './rights';

test.each([
  ['18049531999', '180****1999'],
  ['+86 138 0013 8000', '+86****8000'],
  ['duandazheng@example.com', 'd***@example.com'],
  ['段正淳', '段**'],
  ['段', '*'],
  ['上海恒信机械有限公司', '上********'],
  ['AB', '**'],
  ['91310000MA1K35X987', '9131********X987'],
  ['', '*'],
])('mask(%s) is %s', (text, masked) => expect(mask(text)).toBe(masked));

test('a mask never shows a whole text', () => {
  for (const text of ['a', 'ab', 'abc', 'abcd', 'abcde', '张', '张三', '1', '138', 'a@b.cn']) {
    expect(mask(text)).not.toBe(text);
    expect(mask(text)).not.toContain(text);
  }
});

test('several roles add up: the widest right of each field, and a role that is silent about it allows it', () => {
  const role = (rights: Record<string, FieldRight>) => new Map(Object.entries(rights));
  const sales = role({ 'Customer.annualRevenue': 'HIDDEN', 'Contact.mobile': 'MASKED', 'Contact.email': 'READ' });
  const credit = role({ 'Customer.annualRevenue': 'READ', 'Contact.mobile': 'HIDDEN', 'Contact.birthday': 'HIDDEN' });
  expect(unitedFieldRights([sales])).toEqual(sales);
  expect(Object.fromEntries(unitedFieldRights([sales, credit]))).toEqual({
    'Customer.annualRevenue': 'READ',
    'Contact.mobile': 'MASKED',
  });
  expect(unitedFieldRights([]).size).toBe(0);
});
