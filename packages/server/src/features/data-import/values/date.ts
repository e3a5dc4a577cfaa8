import { daysInMonth } from '@dossier/shared';
import { serialToDate, type Cell } from '../../../platform/sheet/sheet';
import { chineseDigits } from './chinese-number';
import { flatten, isBlankWord, nothing, read, unreadable, type ReadContext, type Reading } from './reading';

/** Serials of a column that lost its date format: 1910 to 2119. */
const [FIRST_SERIAL, LAST_SERIAL] = [3654, 80_000];
const ENDLESS = /^(?:长期|永久|永续|无固定期限|无期限|不约定期限|长期有效)$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A calendar date however it is written, `YYYY-MM-DD`. */
export function readDate(cell: Cell, context: ReadContext): Reading {
  const text = flatten(cell);
  if (isBlankWord(text) || ENDLESS.test(text)) return nothing;
  if (cell.kind === 'date') return read(text.slice(0, 10));
  if (/^\d{4,5}(\.\d+)?$/.test(text)) return readSerial(text, context);
  const plain = chineseDigits(
    text
      .replace(/[Tt ]?\s*\d{1,2}[:时点].*$/, '')
      .replace(/\s*(?:星期|周).$/, '')
      .trim(),
  );
  const [year, month, day] = partsOf(plain) ?? [];
  if (year !== undefined) return build(text, context, year, month!, day!);
  return unreadable(context, failureOf(plain), text);
}

function readSerial(text: string, context: ReadContext): Reading {
  const serial = Number(text);
  const date =
    serial >= FIRST_SERIAL && serial <= LAST_SERIAL && text.length > 4 ? serialToDate(serial, context.date1904) : null;
  return date ? read(date.slice(0, 10)) : unreadable(context, 'DATE_INCOMPLETE', text);
}

/** Year, month and day of the writings that leave no doubt. */
function partsOf(text: string): [number, number, number] | null {
  const ordered =
    /^(\d{4})\s*[-/.年\\]\s*(\d{1,2})\s*[-/.月\\]\s*(\d{1,2})\s*[日号]?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (ordered) return [Number(ordered[1]), Number(ordered[2]), Number(ordered[3])];
  const named = /^(\d{1,2})[-\s/]([a-z]{3})[a-z]*[-\s/,]+(\d{4})$/i.exec(text);
  if (named) return [Number(named[3]), monthOf(named[2]!), Number(named[1])];
  const american = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})$/i.exec(text);
  if (american) return [Number(american[3]), monthOf(american[1]!), Number(american[2])];
  const trailing = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (!trailing) return null;
  // 25/3/2024 and 3/25/2024 leave no doubt; 3/5/2024 does.
  const [first, second, year] = [Number(trailing[1]), Number(trailing[2]), Number(trailing[3])];
  if (first > 12 && second <= 12) return [year, second, first];
  if (second > 12 && first <= 12) return [year, first, second];
  return first === second ? [year, first, second] : null;
}

const monthOf = (name: string): number => MONTHS.indexOf(name.toLowerCase()) + 1;

function build(text: string, context: ReadContext, year: number, month: number, day: number): Reading {
  const exists = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!exists) return unreadable(context, 'INVALID_DATE', text);
  const pad = (value: number) => String(value).padStart(2, '0');
  return read(`${year}-${pad(month)}-${pad(day)}`);
}

function failureOf(text: string) {
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/.test(text)) return 'IMPORT_DATE_AMBIGUOUS' as const;
  if (/^'?\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/.test(text)) return 'DATE_SHORT_YEAR' as const;
  if (/^\d{4}([-/.年]\d{1,2}月?)?年?$|^\d{1,2}[-/.月]\d{1,2}日?$/.test(text)) return 'DATE_INCOMPLETE' as const;
  return 'INVALID_DATE' as const;
}

/** `2010-01-01至2040-01-01`, `2010年1月1日—长期`: both ends of a term. */
export function readTerm(cell: Cell, context: ReadContext): { from: Reading; to: Reading } {
  const text = flatten(cell);
  if (isBlankWord(text) || ENDLESS.test(text)) return { from: nothing, to: nothing };
  const [from, to, ...more] = text.split(/\s*(?:至|到|~|—+|–|\s-+\s|--+)\s*/);
  if (more.length > 0) return { from: unreadable(context, 'INVALID_DATE', text), to: nothing };
  const part = (value: string | undefined) =>
    value ? readDate({ kind: cell.kind, text: value.replace(/^自/, '').replace(/[止起]$/, '') }, context) : nothing;
  return { from: part(from), to: part(to) };
}
