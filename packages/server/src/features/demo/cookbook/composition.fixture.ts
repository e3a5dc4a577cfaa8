import { Exact, roundTo } from '@dossier/shared';
import type { Answer, Told } from './cookbook.fixture';

const nodes = (data: Told) => data.customerGroups.nodes;
const counted = (data: Told) => nodes(data).map((node: Told) => [...node.keys, node.count]);
const by = (key: string, where = '1 = 1', rest = '') =>
  `SELECT ${key} AS k, COUNT(*) AS n FROM customer WHERE deleted_at IS NULL AND ${where} GROUP BY ${key} ${rest}`;
const upTo = (characters: number, fill: string) =>
  `CASE WHEN region IS NOT NULL THEN CONCAT(SUBSTR(region, 1, ${characters}), '${fill}') END`;
const shares = (data: Told) => nodes(data).map((node: Told) => [...node.keys, node.count, node.share.count]);
const withShare = (key: string) =>
  `SELECT ${key} AS k, COUNT(*) AS n, (SELECT COUNT(*) FROM customer WHERE deleted_at IS NULL) AS whole FROM customer WHERE deleted_at IS NULL GROUP BY ${key}`;
const share = (row: Told) => [row.k, row.n, roundTo(new Exact(row.n).div(row.whole), 6)];

const bands = ['< 1000000.00', '1000000.00 – 10000000.00', '10000000.00 – 100000000.00', '≥ 100000000.00'];

/** Answers about how the customers are made up. */
export const compositionAnswers: Readonly<Record<string, Answer>> = {
  ByGrade: { lines: shares, sql: withShare('grade'), map: share },
  ByProvince: { lines: shares, sql: withShare(upTo(2, '0000')), map: share },
  CitiesOfJiangsu: { lines: counted, sql: by(upTo(4, '00'), "region LIKE '32%'") },
  ByIndustry: {
    lines: ({ customerGroups }) => [
      ...customerGroups.nodes.map((node: Told) => [...node.keys, node.count]),
      ...customerGroups.subtotals.map((node: Told) => [node.keys[0], 'all', node.count]),
    ],
    sql: `SELECT SUBSTR(industry, 1, 1) AS a, SUBSTR(industry, 1, 3) AS b, COUNT(*) AS n FROM customer WHERE deleted_at IS NULL GROUP BY SUBSTR(industry, 1, 1), SUBSTR(industry, 1, 3) UNION ALL SELECT SUBSTR(industry, 1, 1), 'all', COUNT(*) FROM customer WHERE deleted_at IS NULL GROUP BY SUBSTR(industry, 1, 1)`,
  },
  ScaleByGrade: {
    lines: (data) => counted(data).filter((line: unknown[]) => line[2] !== 0),
    sql: `SELECT scale, grade, COUNT(*) FROM customer WHERE deleted_at IS NULL AND grade IS NOT NULL AND scale IS NOT NULL GROUP BY scale, grade`,
  },
  ByOwner: {
    lines: (data) =>
      nodes(data).map((node: Told) => [node.key.owner.name, node.count, node.aggregate.countDistinct.region]),
    sql: `SELECT u.name, COUNT(*), COUNT(DISTINCT c.region) FROM customer c LEFT JOIN user_account u ON u.id = c.owner_id WHERE c.deleted_at IS NULL GROUP BY u.id, u.name`,
  },
  LargeDepartments: { lines: counted, sql: by('department', '1 = 1', 'HAVING COUNT(*) > 25') },
  CapitalBands: {
    lines: counted,
    sql: `SELECT registered_capital_currency AS currency, CASE WHEN registered_capital_currency <> 'CNY' THEN NULL WHEN registered_capital_minor < 100000000 THEN 0 WHEN registered_capital_minor < 1000000000 THEN 1 WHEN registered_capital_minor < 10000000000 THEN 2 WHEN registered_capital_minor IS NOT NULL THEN 3 END AS band, COUNT(*) AS n FROM customer WHERE deleted_at IS NULL GROUP BY currency, band`,
    map: ({ currency, band, n }) => [band === null ? currency : `${currency} ${bands[Number(band)]}`, n],
  },
  HeadcountBands: {
    lines: (data) =>
      nodes(data).map(({ keys, count, aggregate }: Told) => [
        ...keys,
        count,
        aggregate.avg.headcount,
        aggregate.max.headcount,
      ]),
    sql: `SELECT CASE WHEN headcount < 20 THEN '< 20' WHEN headcount < 100 THEN '20 – 100' WHEN headcount < 300 THEN '100 – 300' ELSE '≥ 300' END AS k, COUNT(*) AS n, SUM(headcount) AS total, MAX(headcount) AS most FROM customer WHERE deleted_at IS NULL AND headcount IS NOT NULL GROUP BY k`,
    map: (row) => [row.k, row.n, roundTo(new Exact(row.total).div(row.n), 2), row.most],
  },
  ByTag: {
    lines: counted,
    sql: (dialect) =>
      `SELECT t.tag, COUNT(*) AS n FROM customer c, ${dialect === 'sqlite' ? '(SELECT x.id, j.value AS tag FROM customer x, json_each(x.tags) j) t WHERE t.id = c.id AND' : "JSON_TABLE(c.tags, '$[*]' COLUMNS (tag VARCHAR(100) PATH '$')) t WHERE"} c.deleted_at IS NULL AND c.tags IS NOT NULL GROUP BY t.tag ORDER BY n DESC, t.tag LIMIT 20`,
    ordered: true,
  },
  NewByMonth: {
    lines: (data) => counted(data).filter((line: unknown[]) => line[1] !== 0),
    sql: (dialect) => {
      const month =
        dialect === 'sqlite'
          ? "strftime('%Y-%m', created_at, '+8 hours')"
          : "DATE_FORMAT(CAST(REPLACE(REPLACE(created_at, 'T', ' '), 'Z', '') AS DATETIME(3)) + INTERVAL 8 HOUR, '%Y-%m')";
      return by(month, "created_at >= '2025-12-31T16:00:00.000Z'");
    },
  },
  FirstDealsByMonth: {
    lines: counted,
    sql: by('SUBSTR(first_deal_on, 1, 7)', "first_deal_on BETWEEN '2026-01-01' AND '2026-12-31'"),
  },
  SameRepresentative: {
    lines: counted,
    sql: by('legal_representative', 'legal_representative IS NOT NULL', 'HAVING COUNT(*) >= 2'),
  },
  SharedMobile: {
    lines: (data) =>
      data.contactGroups.nodes.map((node: Told) => [...node.keys, node.count, node.aggregate.countDistinct.customerId]),
    sql: `SELECT mobile, COUNT(*), COUNT(DISTINCT customer_id) FROM contact WHERE deleted_at IS NULL AND mobile IS NOT NULL GROUP BY mobile HAVING COUNT(DISTINCT customer_id) >= 2`,
  },
};
