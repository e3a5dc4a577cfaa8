import type { Cell } from '../../../platform/sheet/sheet';
import { note } from '../import-problem';
import { isSmall, readAmount, scale } from './amount';
import { flatten, isBlankWord, nothing, read, remark, unreadable, type ReadContext, type Reading } from './reading';

const CURRENCIES: ReadonlyArray<readonly [RegExp, string]> = [
  [/新台币|台币|twd|nt\$/gi, 'TWD'],
  [/港币|港元|hkd|hk\$/gi, 'HKD'],
  [/美元|美金|usd|us\$/gi, 'USD'],
  [/新加坡元|新币|sgd|s\$/gi, 'SGD'],
  [/\$/g, 'USD'],
  [/欧元|eur|€/gi, 'EUR'],
  [/日元|日圆|jpy|円/gi, 'JPY'],
  [/英镑|gbp|£/gi, 'GBP'],
  [/人民币|rmb|cny|[¥￥]/gi, 'CNY'],
];
const ABOUT = /^(?:大约|约为?|近|≈|~)|(?:左右|上下|余)$/g;
const RANGE = /\d\s*(?:万|亿|元|万元)?\s*(?:[-~至到—–])\s*\d|以上|以下|以内|超过|不足|[<>≤≥]/;
/** Below this a figure in a column without a unit was most likely meant in 万元. */
const SUSPICIOUS = '10000';

/** `¥1,200,000.00`, `1,200万元`, `500万美元`, `壹佰万元整`, or a bare number in the unit of the header. */
export function readMoney(cell: Cell, context: ReadContext): Reading {
  const text = flatten(cell);
  if (isBlankWord(text)) return nothing;
  if (RANGE.test(text)) return unreadable(context, 'MONEY_RANGE', text);
  const about = text
    .replace(/[()]/g, (bracket) => (/^\([\d.,]+\)$/.test(text) ? bracket : ''))
    .replace(ABOUT, '')
    .replace(/整$/, '');
  let bare = about;
  let currency: string | null = null;
  for (const [words, code] of CURRENCIES) {
    const rest = bare.replace(words, '');
    if (rest !== bare) currency ??= code;
    bare = rest;
  }
  const amount = readAmount(bare.replace(/[元圆]/g, '').trim());
  if (!amount) return unreadable(context, 'MONEY_FORMAT', text);
  // 万元 is the unit of bare figures; one that carries 元 or ¥ says its own.
  const saysYuan = /[元圆]/.test(bare) || /[¥￥$€£]/.test(text);
  const factor = amount.hasUnit || saysYuan ? '1' : (context.unit?.factor ?? '1');
  const value = { amount: scale(amount.digits, factor), currency: currency ?? context.unit?.currency ?? 'CNY' };
  const ownUnit = factor === '1' && saysYuan && context.unit !== null && context.unit.factor !== '1' && !amount.hasUnit;
  const problems = ABOUT.test(text) || ownUnit ? [remark(context, 'APPROXIMATE', text, { kept: value.amount })] : [];
  ABOUT.lastIndex = 0;
  if (!amount.hasUnit && !saysYuan && !currency && !context.unit && isSmall(amount.digits, SUSPICIOUS)) {
    problems.push(note('MONEY_WITHOUT_UNIT', null, { header: context.title }));
  }
  return read(value, ...problems);
}
