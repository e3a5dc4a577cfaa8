import {
  contractAmountFaults,
  contractTotals,
  defaultCurrency,
  splitTax,
  type FieldError,
  type Money,
  type PricedItem,
} from '@dossier/shared';
import type { Values } from '../../platform/db/columns';

/** The amounts that a contract keeps. */
export interface Amounts {
  amount: Money | null;
  netAmount: Money | null;
  taxAmount: Money | null;
}

export const moneyOf = (values: Values): Money | null => (values.amount as Money | null | undefined) ?? null;
const pricesOf = (items: readonly Values[]): PricedItem[] => items as unknown as PricedItem[];

/** Sum of the lines, two places. */
export const totalOf = (items: readonly Values[]): string => contractTotals(pricesOf(items), null).amount;
/** Amount of every line, in order. */
export const lineAmounts = (items: readonly Values[]): string[] => contractTotals(pricesOf(items), null).lines;

/** Net and tax of an amount; both null without an amount or a rate. */
export function withTax(amount: Money | null, taxRate: string | null): Amounts {
  const split = amount && splitTax(amount.amount, taxRate);
  const money = (value: string): Money => ({ amount: value, currency: amount!.currency });
  return { amount, netAmount: split ? money(split.net) : null, taxAmount: split ? money(split.tax) : null };
}

/** The amount of a new contract: what is said, else the sum of its items. */
export const initialAmount = (
  values: Values,
  items: readonly Values[],
  currency: string = defaultCurrency,
): Money | null => moneyOf(values) ?? (items.length ? { amount: totalOf(items), currency } : null);

export interface AmountChange {
  current: Values;
  currentItems: readonly Values[];
  patch: Values;
  items: readonly Values[];
}

/** The amount after an edit: what is said, else the sum where the items came to another one, else as it was. */
export function changedAmount({ current, currentItems, patch, items }: AmountChange): Money | null {
  const said = moneyOf(patch);
  if (said) return said;
  const before = moneyOf(current);
  const emptied = 'amount' in patch;
  const moved = totalOf(items) !== totalOf(currentItems);
  if (items.length && (emptied || moved))
    return { amount: totalOf(items), currency: before?.currency ?? defaultCurrency };
  return emptied ? null : before;
}

/** Faults of the amount after an edit; a difference that stood before and did not change is not asked about again. */
export function changedAmountFaults(change: AmountChange, amount: Money | null): FieldError[] {
  const before = moneyOf(change.current);
  const same = before?.amount === amount?.amount && totalOf(change.items) === totalOf(change.currentItems);
  return same ? [] : contractAmountFaults(amount, pricesOf(change.items));
}

/** Faults of the amount of a new contract. */
export const newAmountFaults = (amount: Money | null, items: readonly Values[]): FieldError[] =>
  contractAmountFaults(amount, pricesOf(items));
