import { contractTotals, splitTax, type Money } from '@dossier/shared';
import type { Values } from '../../platform/db/columns';
import { contractWords, goods, type Good } from './data/goods';
import { chooser, type Random } from './random';

/** What is bought, for how much and on which terms. */
export interface Terms {
  good: Good;
  values: Values;
  lines: Values[];
  /** Days from the first to the last day it is in force. */
  days: number;
}

const choosePayment = chooser([
  [['MONTHLY', 30], 26],
  [['MONTHLY', 60], 16],
  [['INSTALMENTS', null], 20],
  [['ON_DELIVERY', null], 16],
  [['PREPAID', null], 14],
  [['RETENTION', 90], 8],
] as const);
const chooseSettlement = chooser([
  ['WIRE_TRANSFER', 56],
  ['BANK_ACCEPTANCE', 20],
  ['ONLINE_TRANSFER', 14],
  ['COMMERCIAL_ACCEPTANCE', 5],
  ['CHEQUE', 3],
  ['ALIPAY', 2],
] as const);
const taxRates: Readonly<Record<Good['kind'], string>> = {
  SALES: '13.00',
  FRAMEWORK: '13.00',
  SERVICE: '6.00',
  LEASE: '13.00',
};
const termDays: Readonly<Record<Good['kind'], readonly number[]>> = {
  SALES: [60, 90, 120, 180, 270],
  FRAMEWORK: [365, 365, 730],
  SERVICE: [90, 180, 365, 365],
  LEASE: [180, 365],
};

/** Prices end evenly; hundreds for totals. */
const evenly = (value: number, step: number): string => `${Math.max(step, Math.round(value / step) * step)}.00`;

function line(good: Good, target: number, random: Random): Values {
  const unitPrice = evenly(good.price * random.between(0.88, 1.12), good.price > 1000 ? 10 : 1);
  const quantity = Math.max(1, Math.round(target / Number(unitPrice)));
  return {
    product: good.product,
    specification: good.specification,
    unit: good.unit,
    quantity: `${quantity}.0000`,
    unitPrice: `${unitPrice}0000`,
    discount: random.chance(0.15) ? random.pick(['3.00', '5.00', '8.00', '10.00']) : null,
    remarks: null,
  };
}

/** One to four lines around the main good, of goods of its kind. */
function linesOf(good: Good, target: number, random: Random): Values[] {
  const others = goods.filter((one) => one.kind === good.kind && one !== good);
  const count = random.pick([1, 1, 2, 2, 3, 4]);
  const chosen = [good, ...Array.from({ length: count - 1 }, () => random.pick(others))];
  return [...new Set(chosen)].map((one, i) => line(one, (target / chosen.length) * (i === 0 ? 1.3 : 0.8), random));
}

export interface Buyer {
  /** 1 = an ordinary customer; large ones buy more at once. */
  size: number;
  currency: string;
  /** What it mostly buys. */
  good: Good;
}

/** Invents an order. Amounts are skewed: many small ones, a few very large. */
export function inventTerms(buyer: Buyer, year: string, random: Random): Terms {
  const good = random.chance(0.6) ? buyer.good : random.pick(goods);
  const target = Math.min(30_000_000, Math.max(good.price, random.skewed(120_000 * buyer.size, 1.15)));
  const lines = random.chance(0.36) ? linesOf(good, target, random) : [];
  const taxRate = taxRates[good.kind];
  const totals = lines.length ? contractTotals(lines as never, null) : null;
  const amount: Money = { amount: totals?.amount ?? evenly(target, 100), currency: buyer.currency };
  const split = splitTax(amount.amount, taxRate)!;
  const [paymentMethod, paymentDays] = choosePayment(random);
  const word = random.pick(contractWords[good.kind]);
  return {
    good,
    days: random.pick(termDays[good.kind]),
    lines: lines.map((one, i) => ({
      ...one,
      lineNo: i + 1,
      amount: { amount: totals!.lines[i]!, currency: amount.currency },
    })),
    values: {
      name: good.kind === 'FRAMEWORK' ? `${year} 年${good.product}${word}` : good.product + word,
      type: good.kind,
      amount,
      taxRate,
      netAmount: { amount: split.net, currency: amount.currency },
      taxAmount: { amount: split.tax, currency: amount.currency },
      itemsRevision: lines.length ? 1 : 0,
      paymentMethod,
      paymentDays,
      settlementMethod: chooseSettlement(random),
    },
  };
}
