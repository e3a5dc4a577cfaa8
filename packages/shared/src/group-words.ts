/** Words for keys and figures of groups: tables of the console and files that are taken out say the same. */
import { label, type Label } from './dictionary';

/** How a key takes a date, an instant or a code with levels, in words. */
export const keyWays: Readonly<Record<string, Label>> = {
  YEAR: label('年', 'year'),
  QUARTER: label('季度', 'quarter'),
  MONTH: label('月', 'month'),
  WEEK: label('周', 'week'),
  DAY: label('日', 'day'),
  HOUR: label('小时', 'hour'),
  FISCAL_YEAR: label('财年', 'fiscal year'),
  FISCAL_QUARTER: label('财年季度', 'fiscal quarter'),
  QUARTER_OF_YEAR: label('一年中的季度', 'quarter of the year'),
  MONTH_OF_YEAR: label('一年中的月份', 'month of the year'),
  DAY_OF_WEEK: label('星期几', 'day of the week'),
  HOUR_OF_DAY: label('一天中的小时', 'hour of the day'),
  PROVINCE: label('省', 'province'),
  CITY: label('市', 'city'),
  DISTRICT: label('区县', 'district'),
  SECTION: label('门类', 'section'),
  DIVISION: label('大类', 'division'),
  GROUP: label('中类', 'group'),
  CLASS: label('小类', 'class'),
};
const levels: ReadonlySet<string> = new Set(['PROVINCE', 'CITY', 'DISTRICT', 'SECTION', 'DIVISION', 'GROUP', 'CLASS']);

/** Stretches of the calendar, one after the other: a line may join them. */
export const isStretch = (way: string): boolean => way !== '' && !levels.has(way) && !way.includes('_OF_');
/** Parts that come again, told by their number. */
export const isCycle = (way: string): boolean => way.includes('_OF_');

const weekDays: Readonly<Record<'zh' | 'en', readonly string[]>> = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `3` of the months of the year → 3月; a stretch is written as it comes. */
export function periodText(way: string, value: string, locale: 'zh' | 'en'): string {
  const number = Number(value);
  if (way === 'DAY_OF_WEEK') return weekDays[locale][number - 1] ?? value;
  if (way === 'MONTH_OF_YEAR') return locale === 'zh' ? `${value}月` : (months[number - 1] ?? value);
  if (way === 'QUARTER_OF_YEAR') return locale === 'zh' ? `${value}季度` : `Q${value}`;
  if (way === 'HOUR_OF_DAY') return `${value}:00`;
  return value;
}

/** What figures of groups are called. */
export const figureWords: Readonly<Record<string, Label>> = {
  count: label('数量', 'Count'),
  totalCount: label('总数', 'Total'),
  countDistinct: label('去重数量', 'Distinct'),
  sum: label('合计', 'Sum'),
  avg: label('平均', 'Average'),
  min: label('最小', 'Least'),
  max: label('最大', 'Greatest'),
  share: label('占比', 'Share'),
  level: label('层级', 'Level'),
};

/** A group whose records have no value, and what stands in a subtotal for all keys of a level. */
export const groupWords = { none: label('未填写', 'Not given'), all: label('合计', 'Total') } as const;

/** What a part of a value adds to the words of its field; empty: nothing. */
export const valueParts: Readonly<Record<string, Label>> = {
  amount: label('', ''),
  label: label('', ''),
  currency: label('币种', 'currency'),
  from: label('起', 'from'),
  to: label('止', 'to'),
  start: label('开始时间', 'start'),
  end: label('结束时间', 'end'),
  number: label('序号', 'number'),
  share: label('', ''),
};

/** The words of a heading, outermost first. */
export const headingText = (words: readonly Label[], locale: 'zh' | 'en', way = ''): string => {
  const text = words
    .map((word) => word[locale])
    .filter(Boolean)
    .join(' · ');
  const how = keyWays[way]?.[locale];
  return how ? inBrackets(text, how, locale) : text;
};

/** `合同金额` of `CNY` → 合同金额（CNY）. */
export const inBrackets = (text: string, added: string, locale: 'zh' | 'en'): string =>
  locale === 'zh' ? `${text}（${added}）` : `${text} (${added})`;
