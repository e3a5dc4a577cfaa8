const places = (text: string): number => text.split('.')[1]?.length ?? 0;
const whole = (text: string, scale: number): bigint => {
  const [before = '0', after = ''] = text.replace('-', '').split('.');
  const digits = BigInt(before + after.padEnd(scale, '0'));
  return text.startsWith('-') ? -digits : digits;
};

/** Two decimals added, exactly: sums of money are not a matter of floating point. */
export function addDecimals(a: string, b: string): string {
  const scale = Math.max(places(a), places(b));
  const sum = whole(a, scale) + whole(b, scale);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, '0');
  const text = scale > 0 ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
  return sum < 0n ? `-${text}` : text;
}
