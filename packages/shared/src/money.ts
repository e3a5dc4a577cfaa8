/**
 * Exact money. In the store an amount is an integer of hundredths (minor units, whatever the currency); on the wire it is
 * a decimal string of major units. No floating point on the way.
 */
import { Exact } from './decimal';
import { label, type Label, type Money } from './dictionary';
import type { Locale } from './errors';

/** Currencies on offer: ISO 4217 code → label and sign. */
export const currencies = {
  CNY: { label: label('人民币', 'Chinese yuan'), sign: '¥' },
  USD: { label: label('美元', 'US dollar'), sign: 'US$' },
  EUR: { label: label('欧元', 'Euro'), sign: '€' },
  HKD: { label: label('港元', 'Hong Kong dollar'), sign: 'HK$' },
  JPY: { label: label('日元', 'Japanese yen'), sign: 'JP¥' },
  GBP: { label: label('英镑', 'Pound sterling'), sign: '£' },
  TWD: { label: label('新台币', 'New Taiwan dollar'), sign: 'NT$' },
  MOP: { label: label('澳门元', 'Macanese pataca'), sign: 'MOP$' },
  KRW: { label: label('韩元', 'South Korean won'), sign: '₩' },
  SGD: { label: label('新加坡元', 'Singapore dollar'), sign: 'S$' },
  AUD: { label: label('澳大利亚元', 'Australian dollar'), sign: 'A$' },
  CAD: { label: label('加拿大元', 'Canadian dollar'), sign: 'C$' },
  NZD: { label: label('新西兰元', 'New Zealand dollar'), sign: 'NZ$' },
  CHF: { label: label('瑞士法郎', 'Swiss franc'), sign: 'CHF ' },
  SEK: { label: label('瑞典克朗', 'Swedish krona'), sign: 'SEK ' },
  NOK: { label: label('挪威克朗', 'Norwegian krone'), sign: 'NOK ' },
  DKK: { label: label('丹麦克朗', 'Danish krone'), sign: 'DKK ' },
  RUB: { label: label('俄罗斯卢布', 'Russian rouble'), sign: '₽' },
  INR: { label: label('印度卢比', 'Indian rupee'), sign: '₹' },
  THB: { label: label('泰铢', 'Thai baht'), sign: '฿' },
  MYR: { label: label('马来西亚林吉特', 'Malaysian ringgit'), sign: 'RM' },
  VND: { label: label('越南盾', 'Vietnamese dong'), sign: '₫' },
  IDR: { label: label('印度尼西亚盾', 'Indonesian rupiah'), sign: 'Rp' },
  PHP: { label: label('菲律宾比索', 'Philippine peso'), sign: '₱' },
  AED: { label: label('阿联酋迪拉姆', 'UAE dirham'), sign: 'AED ' },
  SAR: { label: label('沙特里亚尔', 'Saudi riyal'), sign: 'SAR ' },
  BRL: { label: label('巴西雷亚尔', 'Brazilian real'), sign: 'R$' },
  ZAR: { label: label('南非兰特', 'South African rand'), sign: 'ZAR ' },
} as const satisfies Record<string, { label: Label; sign: string }>;

export type Currency = keyof typeof currencies;
export const defaultCurrency: Currency = 'CNY';
/** Whether the archive keeps money of this currency. */
export const isCurrency = (code: string): code is Currency => Object.hasOwn(currencies, code);

/** The largest amount kept, in minor units: 9,999,999,999,999.99. It is exact as a JavaScript number, too. */
export const maxMinor = 999_999_999_999_999n;

const plain = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/** Major units as written → minor units. Null when it is no number or finer than a hundredth (it never rounds). */
export function toMinor(amount: string): bigint | null {
  const match = plain.exec(amount.trim());
  if (!match) return null;
  const [, sign, whole, fraction = ''] = match;
  if (/[^0]/.test(fraction.slice(2))) return null;
  const minor = BigInt(whole!) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, '0'));
  return sign === '-' ? -minor : minor;
}

/** Minor units → decimal string of major units, always two places: `123450` → `1234.50`. */
export function fromMinor(minor: bigint | number | string): string {
  const value = BigInt(minor);
  const digits = String(value < 0n ? -value : value).padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Sum of amounts of one currency. Throws on a mixture: there is no conversion without a dated rate. */
export function addMoney(first: Money, ...rest: readonly Money[]): Money {
  let sum = minorOf(first);
  for (const money of rest) {
    if (money.currency !== first.currency) throw new Error(`Cannot add ${money.currency} to ${first.currency}`);
    sum += minorOf(money);
  }
  return { amount: fromMinor(sum), currency: first.currency };
}

function minorOf(money: Money): bigint {
  const minor = toMinor(money.amount);
  if (minor === null) throw new Error(`Not an amount of money: ${money.amount}`);
  return minor;
}

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const signOf = (currency: string): string => (isCurrency(currency) ? currencies[currency].sign : `${currency} `);

/** Full amount with sign and thousands: `¥1,234,567.89`. */
export function formatMoney(money: Money): string {
  const [whole, fraction] = fromMinor(minorOf(money)).replace('-', '').split('.');
  return `${minorOf(money) < 0n ? '-' : ''}${signOf(money.currency)}${group(whole!)}.${fraction}`;
}

const steps: Readonly<Record<Locale, readonly (readonly [string, string])[]>> = {
  zh: [
    ['100000000', '亿'],
    ['10000', '万'],
  ],
  en: [
    ['1000000000', 'B'],
    ['1000000', 'M'],
    ['1000', 'K'],
  ],
};

/** Short form for tables and tiles, rounded for display only: `¥1,234.57 万`, `¥1.2 亿`, `¥1.23M`. */
export function compactMoney(money: Money, locale: Locale = 'zh'): string {
  const value = new Exact(money.amount);
  const step = steps[locale].find(([size]) => value.abs().gte(size));
  if (!step) return formatMoney(money);
  const short = value.abs().div(step[0]).toDecimalPlaces(2, Exact.ROUND_HALF_UP).toFixed();
  const [whole, fraction] = short.split('.');
  const number = fraction ? `${group(whole!)}.${fraction}` : group(whole!);
  return `${value.isNeg() ? '-' : ''}${signOf(money.currency)}${number}${locale === 'zh' ? ' ' : ''}${step[1]}`;
}

const currencyWords: readonly (readonly [RegExp, Currency])[] = [
  [/人民币|RMB|CNY|[¥￥]/i, 'CNY'],
  [/港币|港元|HKD|HK\$/i, 'HKD'],
  [/新台币|台币|TWD|NT\$/i, 'TWD'],
  [/美元|美金|USD|US\$|\$/i, 'USD'],
  [/欧元|EUR|€/i, 'EUR'],
  [/日元|日圆|JPY/i, 'JPY'],
  [/英镑|GBP|£/i, 'GBP'],
];
const units: readonly (readonly [RegExp, string])[] = [
  [/万亿/, '1000000000000'],
  [/百万/, '1000000'],
  [/千万/, '10000000'],
  [/亿/, '100000000'],
  [/万/, '10000'],
];

/** Money as people write it in sheets: `1,000 万元`, `¥5,000.00`, `500万美元`. Null when it cannot be told. */
export function parseMoneyText(text: string): Money | null {
  const flat = text.normalize('NFKC').replace(/[\s,]/g, '');
  const currency = currencyWords.find(([word]) => word.test(flat))?.[1] ?? defaultCurrency;
  const unit = units.find(([word]) => word.test(flat));
  const number = currencyWords
    .reduce((rest, [word]) => rest.replace(word, ''), flat)
    .replace(/万亿|百万|千万|[亿万]/, '')
    .replace(/[元圆整]/g, '');
  if (!/^[+-]?\d+(\.\d+)?$/.test(number)) return null;
  const amount = unit ? new Exact(number).mul(unit[1]).toFixed() : number;
  const minor = toMinor(amount);
  return minor === null ? null : { amount: fromMinor(minor), currency };
}
