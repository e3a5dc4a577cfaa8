import type { DashboardContractsQuery, DashboardCustomersQuery } from '../../gql/types';
import type { Entity } from '../../graph/entity';
import { moneyText, withThousands } from '../../graph/format';
import type { Bar, Chart } from './bars';
import { byIdAlone, linkTo, linkToLost } from './link';
import { instantsOf, monthsOf, monthWithin, type Period } from './period';

type Contracts = DashboardContractsQuery;
type Month = { value: number; text: string; to: string | null };

const figure = (value: number): string => withThousands(String(value));
const byMonth = (period: Period, found: ReadonlyMap<string, Month>, none: string): Bar[] =>
  monthsOf(period).map((month) => ({
    key: month,
    label: month,
    ...(found.get(month) ?? { value: 0, text: none, to: null }),
  }));
const monthOf = ({ keys }: { keys: readonly (string | null)[] }): string => keys[0] ?? '';

/** Contracts signed in each month: what they come to. */
export function amountChart({ months }: Contracts, period: Period, contract: Entity, name: string): Chart {
  const found = new Map(
    months.nodes.map((node) => {
      const money = node.aggregate.sum.amount?.[0];
      const month = { value: Number(money?.amount ?? 0), text: money ? moneyText(money) : '0' };
      return [monthOf(node), { ...month, to: linkTo(contract, node.drillDown) }];
    }),
  );
  return { lying: false, series: [{ name, colour: '--chart-1', bars: byMonth(period, found, '0') }] };
}

/** Contracts signed in each month: how many. */
export function countChart({ months }: Contracts, period: Period, contract: Entity, name: string): Chart {
  const found = new Map(
    months.nodes.map((node) => [
      monthOf(node),
      { value: node.count, text: figure(node.count), to: linkTo(contract, node.drillDown) },
    ]),
  );
  return { lying: false, series: [{ name, colour: '--chart-3', bars: byMonth(period, found, '0') }] };
}

interface Turnover {
  created: string;
  lost: string;
  becameLost: (month: string) => string;
}

/** Customers that came and went in each month. */
export function turnoverChart(
  { created, lost }: DashboardCustomersQuery,
  { period, customer, timeZone }: { period: Period; customer: Entity; timeZone: string },
  words: Turnover,
): Chart {
  const came = new Map(
    created.nodes.map((node) => [
      monthOf(node),
      { value: node.count, text: figure(node.count), to: linkTo(customer, node.drillDown) },
    ]),
  );
  const went = new Map(
    lost.nodes.map((node) => {
      const month = monthOf(node);
      const at = instantsOf(monthWithin(period, month), timeZone);
      const to = linkToLost(customer, at, words.becameLost(month));
      return [month, { value: node.count, text: figure(node.count), to }];
    }),
  );
  return {
    lying: false,
    series: [
      { name: words.created, colour: '--chart-1', bars: byMonth(period, came, '0') },
      { name: words.lost, colour: '--chart-4', bars: byMonth(period, went, '0') },
    ],
  };
}

const partOf = (node: Contracts['top']['nodes'][number]): number => Number(node.share?.sum.amount?.[0]?.share ?? 0);

/** The largest customers with their running share. */
export function paretoChart(
  { top }: Contracts,
  contract: Entity,
  { amount, total, none }: { amount: string; total: string; none: string },
): Chart {
  let running = 0;
  const values = top.nodes.map((node) => (running += partOf(node)));
  const bars = top.nodes.map((node): Bar => {
    const [name = null, id] = node.keys;
    const money = node.aggregate.sum.amount?.[0];
    return {
      key: id ?? '',
      label: name ?? none,
      value: Number(money?.amount ?? 0),
      text: money ? moneyText(money) : '0',
      to: linkTo(contract, byIdAlone(node.drillDown), { customerId: name ?? none }),
    };
  });
  return { lying: false, series: [{ name: amount, colour: '--chart-1', bars }], line: { name: total, values } };
}

/** What part of the whole the ten largest have; null when there is nothing. */
export const topShare = ({ top }: Contracts): number | null =>
  top.nodes.length > 0 ? top.nodes.reduce((sum, node) => sum + partOf(node), 0) : null;
