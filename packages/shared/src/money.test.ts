import fc from 'fast-check';
import { addMoney, compactMoney, formatMoney, fromMinor, maxMinor, parseMoneyText, toMinor } from './money';
import { decimalText, roundTo } from './decimal';

const cny = (amount: string): { amount: string; currency: string } => ({ amount, currency: 'CNY' });

test('text → minor units → text is exact', () => {
  fc.assert(fc.property(fc.bigInt({ min: -maxMinor, max: maxMinor }), (minor) => toMinor(fromMinor(minor)) === minor));
});

test.each([
  ['1', 100n],
  ['1.5', 150n],
  ['1.50000', 150n],
  ['-0.01', -1n],
  ['+3.', 300n],
  ['0', 0n],
  ['9999999999999.99', maxMinor],
])('%s is %s minor units', (text, minor) => expect(toMinor(text)).toBe(minor));

test.each(['', '1.005', '1,000', '1e3', 'abc', '.5', '１', '--1'])('%p is no exact amount', (text) =>
  expect(toMinor(text)).toBeNull(),
);

test('sums do not drift, and do not mix currencies', () => {
  const cents = Array.from({ length: 1000 }, () => cny('0.10'));
  expect(addMoney(cny('0.00'), ...cents)).toEqual(cny('100.00'));
  expect(() => addMoney(cny('1'), { amount: '1', currency: 'USD' })).toThrow('USD');
});

test('shown with thousands', () => {
  expect(formatMoney(cny('1234567.8'))).toBe('¥1,234,567.80');
  expect(formatMoney({ amount: '-999.99', currency: 'USD' })).toBe('-US$999.99');
});

test.each([
  ['9999.99', '¥9,999.99', '¥10K'],
  ['12345', '¥1.23 万', '¥12.35K'],
  ['120000000', '¥1.2 亿', '¥120M'],
  ['-35000000', '-¥3,500 万', '-¥35M'],
])('%s in short', (amount, zh, en) => {
  expect(compactMoney(cny(amount), 'zh')).toBe(zh);
  expect(compactMoney(cny(amount), 'en')).toBe(en);
});

test.each([
  ['1,000 万元', '10000000.00', 'CNY'],
  ['¥5,000.00', '5000.00', 'CNY'],
  ['500万美元', '5000000.00', 'USD'],
  ['人民币 1.2亿元整', '120000000.00', 'CNY'],
  ['１００', '100.00', 'CNY'],
  ['US$ 12.5', '12.50', 'USD'],
  ['3千万', '30000000.00', 'CNY'],
  ['0.123456万', '1234.56', 'CNY'],
  ['HK$100', '100.00', 'HKD'],
])('%s as written in sheets', (text, amount, currency) => expect(parseMoneyText(text)).toEqual({ amount, currency }));

test.each(['', '面议', '1.2345', '约100万', '10-20万', '1万2千'])('%p cannot be told', (text) =>
  expect(parseMoneyText(text)).toBeNull(),
);

test('decimals round half up and never silently', () => {
  expect(roundTo('1.005', 2)).toBe('1.01');
  expect(roundTo('-1.005', 2)).toBe('-1.01');
  expect(decimalText('12.5', 2)).toBe('12.50');
  expect(decimalText('-0.00', 2)).toBe('0.00');
  expect(decimalText('1.005', 2)).toBeNull();
});
