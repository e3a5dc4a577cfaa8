import { becameLost } from '@dossier/shared';
import type { Answer, Told } from './cookbook.fixture';

const seen = "a.entity IN ('Customer', 'Contact', 'Contract', 'Assessment')";
/** Month of an instant in Shanghai. */
const month = (dialect: string): string =>
  dialect === 'sqlite'
    ? "strftime('%Y-%m', a.at, '+8 hours')"
    : "DATE_FORMAT(CAST(REPLACE(REPLACE(a.at, 'T', ' '), 'Z', '') AS DATETIME(3)) + INTERVAL 8 HOUR, '%Y-%m')";

/** Answers out of the trail. */
export const historyAnswers: Readonly<Record<string, Answer>> = {
  LostByMonth: {
    lines: (data) => data.changeGroups.nodes.map((group: Told) => [group.key.at.label, group.count]),
    sql: (dialect) =>
      `SELECT ${month(dialect)} AS m, COUNT(*) FROM audit_event a WHERE a.entity = 'Customer' AND a.changes LIKE '%"field":"${becameLost.field}"%"after":"${becameLost.after}"%' GROUP BY m ORDER BY m`,
    ordered: true,
  },
  ChangesByPersonAndMonth: {
    lines: (data) => data.changeGroups.nodes.map((group: Told) => [...group.keys, group.count]),
    sql: (dialect) =>
      `SELECT u.user_name, ${month(dialect)} AS m, COUNT(*) FROM audit_event a LEFT JOIN user_account u ON u.id = a.actor_id WHERE ${seen} AND a.at >= '2026-05-31T16:00:00.000Z' GROUP BY u.user_name, m`,
  },
};
