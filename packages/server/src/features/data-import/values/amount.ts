import Decimal from 'decimal.js';
import { readChineseNumber } from './chinese-number';

const Exact = Decimal.clone({ precision: 60 });
const UNITS: Readonly<Record<string, string>> = {
  万亿: '1000000000000',
  亿: '100000000',
  千万: '10000000',
  百万: '1000000',
  十万: '100000',
  万: '10000',
  千: '1000',
  百: '100',
  k: '1000',
  m: '1000000',
};
const PART = /([\d.]+)(万亿|千万|百万|十万|亿|万|千|百|k|m)?/gy;

/** An amount as people write it. */
export interface Amount {
  /** Plain decimal digits. */
  digits: string;
  /** It carried a unit of its own (万, 亿 …). */
  hasUnit: boolean;
}

/** `1,200万`, `1亿2000万`, `一百二十万`, `-12.5` → plain digits. Null when the text is no number. */
export function readAmount(text: string): Amount | null {
  const flat = text.replace(/[\s,，']/g, '').toLowerCase();
  const sign = /^[-−]|^\(.*\)$/.test(flat) ? '-' : '';
  const bare = flat.replace(/^[+\-−]|^\(|\)$/g, '');
  const chinese = readChineseNumber(bare);
  if (chinese !== null) return { digits: sign + chinese.toString(), hasUnit: /[万萬亿]/.test(bare) };
  const parts = readParts(bare);
  if (!parts) return null;
  const sum = parts.reduce(
    (total, [number, unit]) => total.plus(new Exact(number).times(UNITS[unit] ?? '1')),
    new Exact(0),
  );
  return { digits: sign + sum.toFixed(), hasUnit: parts.some(([, unit]) => unit !== '') };
}

function readParts(bare: string): Array<[string, string]> | null {
  const parts: Array<[string, string]> = [];
  PART.lastIndex = 0;
  let end = 0;
  for (let match = PART.exec(bare); match; match = PART.exec(bare)) {
    if (!/^\d+(\.\d*)?$|^\.\d+$/.test(match[1]!)) return null;
    parts.push([match[1]!, match[2] ?? '']);
    end = PART.lastIndex;
    if (end === bare.length) break;
  }
  return parts.length > 0 && end === bare.length ? parts : null;
}

/** Digits times the factor a header names (`万元`). */
export const scale = (digits: string, factor: string): string => new Exact(digits).times(factor).toFixed();

export const isSmall = (digits: string, limit: string): boolean =>
  new Exact(digits).abs().lt(limit) && !new Exact(digits).isZero();
