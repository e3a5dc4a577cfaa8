import type { Cell } from '../../../platform/sheet/sheet';
import { readAmount } from './amount';
import { flatten, isBlankWord, nothing, read, remark, unreadable, type ReadContext, type Reading } from './reading';

const MEASURE = /(?:人|名|位|个|家|员工|职工|年度|年|%|万人)+$/;
const ABOUT = /^(?:大约|约|近|≈|~)|(?:左右|上下|余|多)$/;

/** `约 1,200 人`, `2023年`, `13%` → digits. A range is not a number. */
export function readNumber(cell: Cell, context: ReadContext): Reading {
  const text = flatten(cell);
  if (isBlankWord(text)) return nothing;
  if (/\d\s*[人名]?\s*[-~至到—–]\s*\d|以上|以下|以内|[<>≤≥]/.test(text))
    return unreadable(context, 'NUMBER_RANGE', text);
  const tens = text.endsWith('万人') ? '万' : '';
  const bare = text.replace(ABOUT, '').replace(MEASURE, '').replace(ABOUT, '').trim() + tens;
  const amount = readAmount(bare);
  if (!amount) return unreadable(context, 'INVALID_NUMBER', text, { field: context.title });
  const about = ABOUT.test(text) || /[余多]\D*$/.test(text);
  return read(amount.digits, ...(about ? [remark(context, 'APPROXIMATE', text, { kept: amount.digits })] : []));
}
