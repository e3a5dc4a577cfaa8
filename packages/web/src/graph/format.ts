import { compactMoney, formatMoney, type Locale, type Money } from '@dossier/shared';
import { Decimal } from 'decimal.js';

export type MoneyUnit = 'yuan' | 'wan' | 'yi';
export type { Locale };

const SIZE: Readonly<Record<Exclude<MoneyUnit, 'yuan'>, string>> = { wan: '10000', yi: '100000000' };

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

/** An amount in the unit the clerk chose. In 万 and 亿 it is cut to two places for reading; the exact figure stays in the title. */
export function moneyText(money: Money, unit: MoneyUnit = 'yuan'): string {
  if (unit === 'yuan') return formatMoney(money);
  const value = new Decimal(money.amount).div(SIZE[unit]).toFixed(2);
  const [whole = '0', fraction = '00'] = value.split('.');
  return `${signOf(money)}${withThousands(whole)}.${fraction}`;
}

/** The sign of the currency alone, taken from the exact form. */
const signOf = (money: Money): string => formatMoney({ amount: '0', currency: money.currency }).replace('0.00', '');

/** A large amount as a reader would say it: 1.2 亿, 350 万, 2.5 M. */
export const moneyShort = (money: Money, locale: Locale): string => compactMoney(money, locale);

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
  const format = new Intl.RelativeTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', { numeric: 'auto' });
  const [unit, size] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? ['minute', 60];
  return format.format(Math.trunc(seconds / size), unit);
}

/** Whole days from today to a calendar date: negative when it has passed. */
export function daysUntil(date: string, today = localDate()): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}

/** Today's calendar date where the reader is. */
export function localDate(at = new Date()): string {
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}
