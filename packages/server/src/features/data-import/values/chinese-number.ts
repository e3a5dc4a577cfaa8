const DIGITS = '零一二三四五六七八九';
const FORMAL = '零壹贰叁肆伍陆柒捌玖';
const SMALL_UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const LARGE_UNITS: Readonly<Record<string, bigint>> = { 万: 10_000n, 萬: 10_000n, 亿: 100_000_000n };
const OTHERS: Readonly<Record<string, number>> = { 〇: 0, 两: 2, 貳: 2, 陸: 6 };

const digitOf = (char: string): number => {
  const index = Math.max(DIGITS.indexOf(char), FORMAL.indexOf(char));
  return index >= 0 ? index : (OTHERS[char] ?? -1);
};

/** 一百二十三万四千 → 1234000. Null when the text is no Chinese number. */
export function readChineseNumber(text: string): bigint | null {
  if (!/^[零一二三四五六七八九壹贰貳叁肆伍陆陸柒捌玖〇两十拾百佰千仟万萬亿]+$/.test(text)) return null;
  let total = 0n;
  let section = 0;
  let digit = 0;
  for (const char of text) {
    const small = SMALL_UNITS[char];
    const large = LARGE_UNITS[char];
    if (small) {
      section += (digit || 1) * small;
      digit = 0;
    } else if (large) {
      // 一万亿 multiplies what is already there; 一亿二千万 adds to it.
      const head = BigInt(section + digit);
      total = total > 0n && total < large ? (total + head) * large : total + head * large;
      section = 0;
      digit = 0;
    } else digit = digitOf(char);
  }
  return total + BigInt(section + digit);
}

/** 二〇二四 → 2024, digit by digit; 十二 → 12. Leaves other text alone. */
export function chineseDigits(text: string): string {
  const spelled = text.replace(/[零一二三四五六七八九〇]{2,}/g, (run) => [...run].map(digitOf).join(''));
  return spelled.replace(/[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]/g, (run) =>
    String(readChineseNumber(run) ?? run),
  );
}
