import type { Answer, Told } from './cookbook.fixture';

const seen = "a.entity IN ('Customer', 'Contact', 'Contract', 'Assessment')";

/** Answers out of the trail. */
export const historyAnswers: Readonly<Record<string, Answer>> = {
  LostByMonth: {
    lines: (data) => data.changes.nodes.map((node: Told) => [node.at, node.customer.name]),
    sql: `SELECT a.at, c.name FROM audit_event a JOIN customer c ON c.id = a.customer_id WHERE a.entity = 'Customer' AND a.changes LIKE '%"after":"LOST"%' ORDER BY a.at, a.id`,
    ordered: true,
  },
  ChangesByPersonAndMonth: {
    lines: (data) => data.changeGroups.map((group: Told) => [group.person?.userName, group.month, group.count]),
    sql: (dialect) => {
      const month =
        dialect === 'sqlite'
          ? "strftime('%Y-%m', a.at, '+8 hours')"
          : "DATE_FORMAT(CAST(REPLACE(REPLACE(a.at, 'T', ' '), 'Z', '') AS DATETIME(3)) + INTERVAL 8 HOUR, '%Y-%m')";
      return `SELECT u.user_name, ${month} AS m, COUNT(*) FROM audit_event a LEFT JOIN user_account u ON u.id = a.actor_id WHERE ${seen} AND a.at >= '2026-05-31T16:00:00.000Z' GROUP BY u.user_name, m`;
    },
  },
};
