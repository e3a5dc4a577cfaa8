import Decimal from 'decimal.js';
import { serialToDate, serialToTime } from './excel-date';
import { PLAIN, type NumberStyle } from './number-format';
import type { Cell } from './sheet-types';
import type { StringTable } from './string-table';

/** A cell as the XML has it. */
export interface RawCell {
  type: string;
  style: number;
  /** Text of `<v>` or of `<is>`. */
  value: string;
  hasFormula: boolean;
}

export interface CellContext {
  strings: Pick<StringTable, 'at'>;
  styles: readonly NumberStyle[];
  date1904: boolean;
}

/** The value of a cell as its reader sees it. */
export function readCell(raw: RawCell, context: CellContext): Cell | null {
  switch (raw.type) {
    case 's':
      return textCell(context.strings.at(Number(raw.value)) ?? '');
    case 'str':
    case 'inlineStr':
      return textCell(raw.value);
    case 'b':
      return { kind: 'bool', text: raw.value === '1' || raw.value === 'true' ? 'TRUE' : 'FALSE' };
    case 'e':
      return { kind: 'error', text: raw.value };
    case 'd':
      return { kind: 'date', text: raw.value.replace('T', ' ').replace(/ 00:00:00.*$|\.\d+|Z$/g, '') };
    default:
      return numberCell(raw, context);
  }
}

const textCell = (text: string): Cell | null => (text === '' ? null : { kind: 'text', text });

function numberCell(raw: RawCell, context: CellContext): Cell | null {
  // A program may write a formula without its result; silence would lose the value.
  if (raw.value === '') return raw.hasFormula ? { kind: 'error', text: '#FORMULA' } : null;
  const style = context.styles[raw.style] ?? PLAIN;
  const value = Number(raw.value);
  if (!Number.isFinite(value)) return { kind: 'error', text: raw.value };
  if (style.kind === 'date') {
    const text = serialToDate(value, context.date1904);
    if (text) return { kind: 'date', text };
  }
  if (style.kind === 'time' && value >= 0) return { kind: 'text', text: serialToTime(value) };
  if (style.kind === 'percent') return { kind: 'percent', text: `${plain(raw.value, 2)}%` };
  const digits = plain(raw.value);
  if (style.pad) return { kind: 'text', text: digits.padStart(style.pad, '0') };
  if (style.unit) return { kind: 'text', text: digits + style.unit };
  return { kind: 'number', text: digits };
}

/** Exact decimal digits. Excel keeps 15; what lies beyond is noise of binary fractions (0.30000000000000004). */
function plain(value: string, shift = 0): string {
  if (shift === 0 && /^-?\d{1,15}$/.test(value)) return value;
  const decimal = new Decimal(value).toSignificantDigits(15);
  return (shift ? decimal.times(new Decimal(10).pow(shift)) : decimal).toFixed();
}
