/**
 * Amounts of a contract, exact. A line is quantity × unit price × (1 − discount %), rounded half up to cents; the total is
 * the sum of the rounded lines, so that it always equals what is printed. Prices include tax: net = total ÷ (1 + rate),
 * rounded half up, and tax is the rest.
 */
import { Exact } from './decimal';

/** What a line needs for its amount; numbers are decimal strings. */
export interface PricedItem {
  quantity: string;
  unitPrice: string;
  /** Percent taken off; none when null. */
  discount?: string | null;
}

/** Amount of one line, two places. */
export function itemAmount({ quantity, unitPrice, discount }: PricedItem): string {
  const factor = new Exact(100).minus(discount ?? 0).div(100);
  return new Exact(quantity).mul(unitPrice).mul(factor).toFixed(2, Exact.ROUND_HALF_UP);
}

/** Splits a tax-inclusive amount; without a rate there is nothing to split. */
export function splitTax(amount: string, taxRate: string | null): { net: string; tax: string } | null {
  if (taxRate === null) return null;
  const net = new Exact(amount).div(new Exact(taxRate).div(100).plus(1)).toFixed(2, Exact.ROUND_HALF_UP);
  return { net, tax: new Exact(amount).minus(net).toFixed(2) };
}

/** All amounts of a contract from its lines. */
export interface ContractTotals {
  lines: string[];
  amount: string;
  net: string | null;
  tax: string | null;
}

/** Amounts of every line and of the whole; `taxRate` in percent. */
export function contractTotals(items: readonly PricedItem[], taxRate: string | null): ContractTotals {
  const lines = items.map(itemAmount);
  const amount = lines.reduce((sum, line) => sum.plus(line), new Exact(0)).toFixed(2);
  const split = splitTax(amount, taxRate);
  return { lines, amount, net: split?.net ?? null, tax: split?.tax ?? null };
}
