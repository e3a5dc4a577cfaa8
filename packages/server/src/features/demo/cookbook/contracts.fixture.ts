import { Exact, roundTo } from '@dossier/shared';
import { inCurrency, minor, type Answer, type Told } from './cookbook.fixture';

const contracts = 'contract k LEFT JOIN customer c ON c.id = k.customer_id';
const live = 'k.deleted_at IS NULL';
const yuan = "SUM(CASE WHEN k.amount_currency = 'CNY' THEN k.amount_minor END)";
const line = ({ keys, count, aggregate }: Told) => [...keys, count, inCurrency(aggregate.sum.amount)];
const figures = (data: Told) => data.contractGroups.nodes.map(line);
const counted = (data: Told) => data.contractGroups.nodes.map((node: Told) => [...node.keys, node.count]);
const by = (keys: string, where = '1 = 1', rest = '') =>
  `SELECT ${keys}, COUNT(*) AS n, ${yuan} AS amount FROM ${contracts} WHERE ${live} AND ${where} GROUP BY ${keys} ${rest}`;
const quarter = "CONCAT(SUBSTR(k.signed_on, 1, 4), '-Q', FLOOR((SUBSTR(k.signed_on, 6, 2) + 2) / 3))";
const fiscal = `CASE WHEN k.signed_on IS NULL THEN NULL WHEN SUBSTR(k.signed_on, 6, 2) >= '04' THEN CONCAT(SUBSTR(k.signed_on, 1, 4), '/', SUBSTR(SUBSTR(k.signed_on, 1, 4) + 1, 3, 2)) ELSE CONCAT(SUBSTR(k.signed_on, 1, 4) - 1, '/', SUBSTR(k.signed_on, 3, 2)) END`;

/** Answers about contracts: trends, concentration, the pipeline. */
export const contractAnswers: Readonly<Record<string, Answer>> = {
  SignedByMonth: {
    lines: (data) => figures(data).filter((one: unknown[]) => one[1] !== 0),
    sql: by('SUBSTR(k.signed_on, 1, 7)', "k.signed_on BETWEEN '2025-12-01' AND '2026-11-30'"),
  },
  QuarterByGrade: {
    lines: ({ contractGroups: { nodes, subtotals, total } }) => [
      ...nodes.map(line),
      ...subtotals.map((node: Told) => [node.keys[0], 'all', node.count, inCurrency(node.aggregate.sum.amount)]),
      ['all', 'all', total.count, inCurrency(total.sum.amount)],
    ],
    sql: ['c.grade', "'all'"]
      .map(
        (grade) =>
          `SELECT q, g, COUNT(*), SUM(a) FROM (SELECT ${quarter} AS q, ${grade} AS g, CASE WHEN k.amount_currency = 'CNY' THEN k.amount_minor END AS a FROM ${contracts} WHERE ${live} AND k.signed_on >= '2025-01-01') x GROUP BY q, g`,
      )
      .concat(`SELECT 'all', 'all', COUNT(*), ${yuan} FROM ${contracts} WHERE ${live} AND k.signed_on >= '2025-01-01'`)
      .join(' UNION ALL '),
  },
  YearOnYear: {
    lines: figures,
    sql: `SELECT SUBSTR(k.signed_on, 6, 2) + 0 AS m, SUBSTR(k.signed_on, 1, 4) AS y, COUNT(*), ${yuan} FROM contract k WHERE ${live} AND k.signed_on BETWEEN '2025-01-01' AND '2026-12-31' GROUP BY m, y ORDER BY m, y`,
    ordered: true,
  },
  ByFiscalYear: { lines: figures, sql: by(fiscal, 'k.signed_on IS NOT NULL') },
  TypeAndSettlement: {
    lines: counted,
    sql: `SELECT type, settlement_method, COUNT(*) FROM contract k WHERE ${live} GROUP BY type, settlement_method`,
  },
  ByCurrency: {
    lines: ({ contractGroups }) =>
      contractGroups.nodes.map(({ keys: [currency], count, aggregate }: Told) => [
        currency,
        count,
        inCurrency(aggregate.sum.amount, currency),
        inCurrency(aggregate.max.amount, currency),
      ]),
    sql: `SELECT amount_currency, COUNT(*), SUM(amount_minor), MAX(amount_minor) FROM contract k WHERE ${live} AND amount_minor IS NOT NULL GROUP BY amount_currency`,
  },
  ByProduct: {
    lines: ({ contractItemGroups }) =>
      contractItemGroups.nodes.map(({ keys, count, aggregate: { sum } }: Told) => [
        ...keys,
        count,
        inCurrency(sum.amount),
        sum.quantity,
      ]),
    sql: `SELECT product, COUNT(*) AS n, SUM(CASE WHEN amount_currency = 'CNY' THEN amount_minor END) AS amount, SUM(quantity) AS quantity FROM contract_item WHERE deleted_at IS NULL GROUP BY product ORDER BY amount DESC, product LIMIT 10`,
    map: (row) => [row.product, row.n, row.amount, roundTo(new Exact(row.quantity).div(10_000), 4)],
    ordered: true,
  },
  TopTenShare: {
    lines: ({ contractGroups }) =>
      contractGroups.nodes.map(({ key, count, aggregate, share }: Told) => [
        key.customer.name,
        count,
        inCurrency(aggregate.sum.amount),
        share.sum.amount[0].share,
      ]),
    sql: `SELECT c.name, COUNT(*) AS n, SUM(k.amount_minor) AS amount, (SELECT SUM(amount_minor) FROM contract WHERE deleted_at IS NULL AND signed_on IS NOT NULL AND amount_currency = 'CNY') AS whole FROM ${contracts} WHERE ${live} AND k.signed_on IS NOT NULL AND k.amount_currency = 'CNY' GROUP BY c.id, c.name ORDER BY amount DESC LIMIT 10`,
    map: (row) => [row.name, row.n, row.amount, roundTo(new Exact(row.amount).div(row.whole), 6)],
    ordered: true,
  },
  LargeIndustries: {
    lines: ({ contractGroups }) =>
      contractGroups.nodes.map((node: Told) => [...line(node), node.aggregate.countDistinct.customerId]),
    sql: `SELECT SUBSTR(c.industry, 1, 3), COUNT(*), ${yuan} AS amount, COUNT(DISTINCT k.customer_id) FROM ${contracts} WHERE ${live} GROUP BY SUBSTR(c.industry, 1, 3) HAVING ${yuan} > 1000000000 ORDER BY amount DESC`,
    ordered: true,
  },
  ExpiringSoon: {
    lines: ({ contracts: { nodes, aggregate, totalCount } }) => [
      ...nodes.map((node: Told) => [node.number, node.expiresOn, node.customer.name, node.customer.grade]),
      ['all', totalCount, inCurrency(aggregate.sum.amount), null],
    ],
    sql: `SELECT k.number, k.expires_on, c.name, c.grade FROM ${contracts} WHERE ${live} AND k.performance_status = 'PERFORMING' AND k.expires_on BETWEEN '2026-11-21' AND '2027-02-19' UNION ALL SELECT 'all', COUNT(*), ${yuan}, NULL FROM ${contracts} WHERE ${live} AND k.performance_status = 'PERFORMING' AND k.expires_on BETWEEN '2026-11-21' AND '2027-02-19'`,
  },
  Renewals: {
    lines: (data) =>
      data.contracts.nodes.map((node: Told) => [
        node.number,
        minor(node.amount),
        node.renewedFrom.number,
        minor(node.renewedFrom.amount),
      ]),
    sql: `SELECT k.number, k.amount_minor, o.number AS old_number, o.amount_minor AS old_amount FROM contract k JOIN contract o ON o.id = k.renewed_from_id WHERE ${live}`,
  },
  EndedWithoutRenewal: {
    lines: counted,
    sql: `SELECT SUBSTR(k.expires_on, 1, 4), COUNT(*) FROM contract k WHERE ${live} AND k.type = 'FRAMEWORK' AND k.expires_on < '2026-11-21' AND NOT EXISTS (SELECT 1 FROM contract r WHERE r.renewed_from_id = k.id AND r.deleted_at IS NULL) GROUP BY SUBSTR(k.expires_on, 1, 4)`,
  },
  Pipeline: {
    lines: ({ contractGroups: { nodes, subtotals } }) => [
      ...nodes.map(line),
      ...subtotals.map((node: Told) => [node.keys[0], 'all', node.count, null]),
    ],
    sql: `${by('k.approval_status, k.performance_status')} UNION ALL SELECT k.approval_status, 'all', COUNT(*), NULL FROM contract k WHERE ${live} GROUP BY k.approval_status`,
  },
};
