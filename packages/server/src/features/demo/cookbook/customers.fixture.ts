import { inCurrency, type Answer, type Told } from './cookbook.fixture';

const live = 'c.deleted_at IS NULL';
const has = (condition: string) =>
  `EXISTS (SELECT 1 FROM contract k WHERE k.customer_id = c.id AND k.deleted_at IS NULL AND ${condition})`;
const signed = 'k.signed_on IS NOT NULL';
const names = (data: Told) => data.customers.nodes.map((node: Told) => [node.name]);
const ofContact = (condition: string) =>
  `SELECT 1 FROM contact p WHERE p.customer_id = c.id AND p.deleted_at IS NULL AND ${condition}`;

/** Answers about customers, by related records and by what they are. */
export const customerAnswers: Readonly<Record<string, Answer>> = {
  LargeRunning: {
    lines: names,
    sql: `SELECT c.name FROM customer c WHERE ${live} AND ${has("k.amount_minor >= 100000000 AND k.amount_currency = 'CNY' AND k.performance_status = 'PERFORMING'")}`,
  },
  WithoutContract: {
    lines: (data) => data.customers.nodes.map((node: Told) => [node.name, node.relationshipStage]),
    sql: `SELECT c.name, c.relationship_stage FROM customer c LEFT JOIN contract k ON k.customer_id = c.id AND k.deleted_at IS NULL WHERE ${live} AND k.id IS NULL`,
  },
  NoMobile: {
    lines: (data) => data.customers.nodes.map((node: Told) => [node.name, node.contacts.totalCount]),
    sql: `SELECT c.name, (SELECT COUNT(*) FROM contact p WHERE p.customer_id = c.id AND p.deleted_at IS NULL) FROM customer c WHERE ${live} AND NOT EXISTS (${ofContact("p.mobile IS NOT NULL AND p.employment_status = 'EMPLOYED'")})`,
  },
  ManyContracts: {
    lines: (data) => data.customers.nodes.map((node: Told) => [node.name, node.contracts.totalCount]),
    sql: `SELECT c.name, COUNT(*) FROM customer c JOIN contract k ON k.customer_id = c.id AND k.deleted_at IS NULL AND ${signed} WHERE ${live} GROUP BY c.id, c.name HAVING COUNT(*) >= 5`,
  },
  NoDecisionMaker: {
    lines: (data) => data.customers.nodes.map((node: Told) => [node.name, node.grade, node.owner?.name]),
    sql: `SELECT c.name, c.grade, u.name AS owner FROM customer c LEFT JOIN user_account u ON u.id = c.owner_id WHERE ${live} AND c.grade IN ('A', 'B') AND NOT EXISTS (${ofContact("p.decision_role = 'DECISION_MAKER'")})`,
  },
  SignedFiveMillion: {
    lines: (data) =>
      data.customers.nodes.map((node: Told) => [node.name, inCurrency(node.contracts.aggregate.sum.amount)]),
    sql: `SELECT c.name, SUM(k.amount_minor) FROM customer c JOIN contract k ON k.customer_id = c.id AND k.deleted_at IS NULL AND ${signed} AND k.amount_currency = 'CNY' WHERE ${live} GROUP BY c.id, c.name HAVING SUM(k.amount_minor) >= 500000000`,
  },
  TopTenThisYear: {
    lines: (data) =>
      data.customers.nodes.map((node: Told) => [
        node.name,
        node.contracts.totalCount,
        inCurrency(node.contracts.aggregate.sum.amount),
      ]),
    sql: `SELECT c.name, COUNT(*), SUM(CASE WHEN k.amount_currency = 'CNY' THEN k.amount_minor END) AS amount FROM customer c JOIN contract k ON k.customer_id = c.id AND k.deleted_at IS NULL AND k.signed_on BETWEEN '2026-01-01' AND '2026-12-31' WHERE ${live} GROUP BY c.id, c.name ORDER BY amount DESC LIMIT 10`,
    ordered: true,
  },
  SilentForAYear: {
    lines: (data) => data.customers.nodes.map((node: Told) => [node.name, node.contracts.aggregate.max.signedOn]),
    sql: `SELECT c.name, MAX(k.signed_on) FROM customer c JOIN contract k ON k.customer_id = c.id AND k.deleted_at IS NULL WHERE ${live} AND c.relationship_stage = 'COOPERATING' GROUP BY c.id, c.name HAVING MAX(k.signed_on) < '2025-11-21'`,
  },
  NoTouch: {
    lines: (data) => data.customers.nodes.map((node: Told) => [node.name, node.owner?.name]),
    // ninety business days in Shanghai, today among them
    sql: `SELECT c.name, u.name AS owner FROM customer c LEFT JOIN user_account u ON u.id = c.owner_id WHERE ${live} AND c.relationship_stage = 'COOPERATING' AND (c.last_interaction_at IS NULL OR c.last_interaction_at < '2026-08-23T16:00:00.000Z' OR c.last_interaction_at >= '2026-11-21T16:00:00.000Z')`,
  },
  FellFromA: {
    lines: (data) =>
      data.customers.nodes.flatMap((node: Told) =>
        node.assessments.nodes.map((one: Told) => [node.name, node.grade, one.assessedOn, one.grade]),
      ),
    sql: `SELECT c.name, c.grade, a.assessed_on, a.grade AS then_grade FROM customer c JOIN assessment a ON a.customer_id = c.id AND a.deleted_at IS NULL WHERE ${live} AND c.grade IN ('C', 'D') AND EXISTS (SELECT 1 FROM assessment b WHERE b.customer_id = c.id AND b.grade = 'A' AND b.deleted_at IS NULL)`,
  },
};
