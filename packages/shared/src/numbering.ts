/** Numbering rules: fixed text + date + serial, the serial starting again each period. */

export type ResetPeriod = 'DAY' | 'MONTH' | 'YEAR' | 'NEVER';
export type DatePart = 'NONE' | 'YYYY' | 'YYYYMM' | 'YYYYMMDD';

/** How numbers of one kind are made: `{text: 'KH', date: 'YYYYMM', digits: 4, reset: 'MONTH'}` → `KH2026030001`. */
export interface NumberingRule {
  text: string;
  date: DatePart;
  /** Width of the serial; it grows beyond when needed. */
  digits: number;
  reset: ResetPeriod;
}

export const defaultNumbering = {
  customer: { text: 'KH', date: 'YYYY', digits: 5, reset: 'YEAR' },
  contract: { text: 'HT', date: 'YYYYMM', digits: 4, reset: 'MONTH' },
} as const satisfies Record<string, NumberingRule>;

const dateLength: Readonly<Record<DatePart, number>> = { NONE: 0, YYYY: 4, YYYYMM: 6, YYYYMMDD: 8 };
const periodLength: Readonly<Record<ResetPeriod, number>> = { NEVER: 0, YEAR: 4, MONTH: 6, DAY: 8 };
const compact = (date: string): string => date.replaceAll('-', '');

/** Why a rule cannot be used: it would give a number twice, or one that cannot be stored. Null when it is sound. */
export function numberingProblem(rule: NumberingRule): 'REPEATS' | 'TEXT' | 'DIGITS' | null {
  if (periodLength[rule.reset] > dateLength[rule.date]) return 'REPEATS';
  if (!/^[A-Z0-9_/-]{0,20}$/.test(rule.text)) return 'TEXT';
  return Number.isInteger(rule.digits) && rule.digits >= 1 && rule.digits <= 12 ? null : 'DIGITS';
}

/** What a serial counts within: `2026`, `202603`, `20260315` or the empty text. */
export const periodKey = (rule: NumberingRule, today: string): string =>
  compact(today).slice(0, periodLength[rule.reset]);

const prefixOf = (rule: NumberingRule, today: string): string =>
  rule.text + compact(today).slice(0, dateLength[rule.date]);

/** The number with a given serial. */
export const formatNumber = (rule: NumberingRule, today: string, serial: number): string =>
  prefixOf(rule, today) + String(serial).padStart(rule.digits, '0');

/** The serial of a number this rule made on some day of the period of `today`; null for any other text. */
export function serialOf(rule: NumberingRule, today: string, number: string): number | null {
  const fixed = rule.text + compact(today).slice(0, periodLength[rule.reset]);
  const start = rule.text.length + dateLength[rule.date];
  const rest = number.slice(start);
  if (!number.startsWith(fixed) || !/^\d*$/.test(number.slice(fixed.length, start)) || !/^\d{1,15}$/.test(rest))
    return null;
  return rest.length < rule.digits ? null : Number(rest);
}
