/** Exact decimals: enough digits that no product of the archive's numbers is ever cut. */
import { Decimal } from 'decimal.js';

/** decimal.js with 60 significant digits and half-up rounding. */
export const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 60 });
export type Exact = Decimal;

/** Rounds half up to some places and writes all of them: `roundTo('1.005', 2)` → `1.01`. */
export const roundTo = (value: Decimal.Value, places: number): string =>
  new Exact(value).toFixed(places, Decimal.ROUND_HALF_UP);

/** Canonical text of a decimal with fixed places; null when it is no number or has more places than that. */
export function decimalText(value: string, places: number): string | null {
  if (!/^[+-]?\d+(\.\d*)?$/.test(value)) return null;
  const number = new Exact(value);
  return number.decimalPlaces() > places ? null : number.toFixed(places).replace(/^-(0(?:\.0*)?)$/, '$1');
}
