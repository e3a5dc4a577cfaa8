import { numberText } from '../../graph/format';

/** A price for reading: two places at least, so that it lines up with amounts; finer ones as they are. */
export function priceText(amount: string): string {
  const text = numberText(amount);
  const [, places = ''] = text.split('.');
  return places ? text.padEnd(text.length + Math.max(0, 2 - places.length), '0') : text && `${text}.00`;
}

/** Whether a text is a plain decimal number, as exact arithmetic takes it. */
export const isExactNumber = (text: string | null | undefined): text is string =>
  !!text && /^\d{1,15}(\.\d{1,10})?$/.test(text);
