import { formatMoney, fromMinor, toMinor, type Locale, type Money } from '@dossier/shared';
import { today } from './today';

export type MoneyUnit = 'yuan' | 'wan' | 'yi';
export type { Locale };

/** `1234567` → `1,234,567`. */
export const withThousands = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** Thousands in the whole part, the places as they are. */
export function withThousandsKept(amount: string): string {
  const [whole = '', fraction] = amount.split('.');
  return fraction === undefined ? withThousands(whole) : `${withThousands(whole)}.${fraction}`;
}

/** A decimal for reading: thousands, and no zeros that say nothing. */
export function numberText(amount: string): string {
  const [whole = '', fraction = ''] = plainDecimal(amount).split('.');
  return fraction ? `${withThousands(whole)}.${fraction}` : withThousands(whole);
}

/** `20.00` → `20`, `0.5000` → `0.5`. */
export const plainDecimal = (amount: string): string => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);

const WAN = 10_000n;
const YI = 100_000_000n;
const STEP: Readonly<Record<Exclude<MoneyUnit, 'yuan'>, bigint>> = { wan: WAN, yi: YI };

/** An amount divided by a step and rounded half up to two places. On whole numbers, so that lists need no decimal library. */
function scaled(money: Money, step: bigint): string {
  const minor = toMinor(money.amount);
  if (minor === null) return formatMoney(money);
  const half = step / 2n;
  return formatMoney({ amount: fromMinor((minor + (minor < 0n ? -half : half)) / step), currency: money.currency });
}

/** An amount in the unit the clerk chose; in 万 and 亿 the exact figure stays in the title. */
export const moneyText = (money: Money, unit: MoneyUnit = 'yuan'): string =>
  unit === 'yuan' ? formatMoney(money) : scaled(money, STEP[unit]);

/** From which size on an amount is said in which unit. */
const WORDS: Readonly<Record<Locale, readonly (readonly [bigint, string])[]>> = {
  zh: [
    [YI, ' 亿'],
    [WAN, ' 万'],
  ],
  en: [
    [1_000_000_000n, ' bn'],
    [1_000_000n, ' m'],
  ],
};

/** A large amount as a reader would say it: 1.2 亿, 350 万, 2.5 m. */
export function moneyShort(money: Money, locale: Locale): string {
  const minor = toMinor(money.amount) ?? 0n;
  const found = WORDS[locale].find(([step]) => (minor < 0n ? -minor : minor) >= step * 100n);
  return found ? scaled(money, found[0]).replace(/\.?0+$/, '') + found[1] : formatMoney(money);
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** An instant in the reader's zone, to the minute. */
export function instantText(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** “3 天前”; the caller shows the absolute time on hover. */
export function relativeText(iso: string, locale: Locale, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  if (seconds <= 0 && seconds > -60) return locale === 'zh' ? '刚刚' : 'just now';
  const format = new Intl.RelativeTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', { numeric: 'auto' });
  const [unit, size] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? ['minute', 60];
  return format.format(Math.trunc(seconds / size), unit).replace(/(\d)(?=\p{Script=Han})/u, '$1 ');
}

/** Whole days from today to a calendar date: negative when it has passed. */
export function daysUntil(date: string, from = today()): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The calendar date of an instant where the reader is. */
export function localDate(at: Date): string {
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** `3.4 MB`: a size as people read it. */
export function sizeText(bytes: number | string | null | undefined): string {
  if (bytes === null || bytes === undefined) return '—';
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = Number(bytes);
  let unit = 0;
  for (; size >= 1000 && unit < units.length - 1; unit++) size /= 1000;
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}
