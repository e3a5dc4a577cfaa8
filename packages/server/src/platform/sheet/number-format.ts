/** How a number format changes the meaning of the stored number. */
export interface NumberStyle {
  kind: 'number' | 'date' | 'time' | 'percent';
  /** `000000`: pad with zeros to this width (postal codes, serial numbers). */
  pad?: number;
  /** `0"万元"`: the unit that is shown after the stored number. */
  unit?: string;
}

export const PLAIN: NumberStyle = { kind: 'number' };

const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47]);
const BUILT_IN_PERCENTS = new Set([9, 10]);

/** Formats without a text in the file (ECMA-376 §18.8.30, with the ids Chinese Excel adds). */
export function builtInStyle(id: number): NumberStyle {
  if (BUILT_IN_DATES.has(id)) return { kind: 'date' };
  if (BUILT_IN_TIMES.has(id)) return { kind: 'time' };
  if (BUILT_IN_PERCENTS.has(id)) return { kind: 'percent' };
  return PLAIN;
}

/** Reads a format text such as `yyyy"年"m"月"d"日"`, `0.00%`, `000000`, `#,##0"万元"`. */
export function readNumberFormat(format: string): NumberStyle {
  const positive = format.split(';')[0] ?? '';
  const bare = positive
    .replace(/\[[^\]]*\]/g, '')
    .replace(/"[^"]*"|\\./g, '')
    .replace(/[_*]./g, '');
  if (/general/i.test(bare)) return PLAIN;
  if (/[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))) return { kind: 'date' };
  if (/[hs]/i.test(bare)) return { kind: 'time' };
  if (bare.includes('%')) return { kind: 'percent' };
  if (/^0{2,}$/.test(bare)) return { kind: 'number', pad: bare.length };
  return withUnit(positive, bare);
}

/** A unit only counts when the number is shown as stored: `0!.0,"万"` shows a scaled number whose stored value is whole. */
function withUnit(positive: string, bare: string): NumberStyle {
  const literals = positive.match(/"[^"]*"|\\./g) ?? [];
  const shown = literals.map((literal) => literal.replace(/["\\]/g, '')).join('') + bare;
  const unit = /(亿|千万|百万|万)/.exec(shown)?.[1];
  const scaled = /[0#],+(?![0#])/.test(bare) || bare.includes('!');
  return unit && !scaled ? { kind: 'number', unit } : PLAIN;
}
