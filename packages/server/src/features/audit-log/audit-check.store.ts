import type { Queryable } from '../../platform/db/database';
import { insertRows } from '../../platform/db/insert';
import type { Problem } from '../../platform/audit/problem';

export type CheckState = 'RUNNING' | 'SOUND' | 'BROKEN' | 'FAILED';

/** One verification of the operation log, as it is kept. */
export interface Check {
  id: string;
  startedAt: string;
  startedById: string | null;
  /** When its process last told how far it is. */
  seenAt: string;
  finishedAt: string | null;
  state: CheckState;
  checked: number;
  total: number;
  unsealed: number | null;
  anchors: number | null;
  problem: Problem | null;
}

interface Row {
  id: string;
  started_at: string;
  started_by_id: string | null;
  seen_at: string;
  finished_at: string | null;
  state: CheckState;
  checked: number;
  total: number;
  unsealed: number | null;
  anchors: number | null;
  problem: string | null;
}

const toCheck = (row: Row): Check => ({
  id: row.id,
  startedAt: row.started_at,
  startedById: row.started_by_id,
  seenAt: row.seen_at,
  finishedAt: row.finished_at,
  state: row.state,
  checked: Number(row.checked),
  total: Number(row.total),
  unsealed: row.unsealed,
  anchors: row.anchors,
  problem: row.problem ? (JSON.parse(row.problem) as Problem) : null,
});

/** The last checks, newest first. */
export async function lastChecks(connection: Queryable, limit = 1): Promise<Check[]> {
  const rows = await connection.query<Row>(
    `SELECT * FROM audit_check ORDER BY started_at DESC, id DESC LIMIT ${limit}`,
  );
  return rows.map(toCheck);
}

export const insertCheck = (
  connection: Queryable,
  { id, startedAt, startedById }: Pick<Check, 'id' | 'startedAt' | 'startedById'>,
): Promise<void> =>
  insertRows(connection, 'audit_check', [
    {
      id,
      started_at: startedAt,
      started_by_id: startedById,
      seen_at: startedAt,
      state: 'RUNNING',
      checked: 0,
      total: 0,
    },
  ]);

/** How far it is, and in the end what was found. */
export const saveCheck = (
  connection: Queryable,
  id: string,
  {
    seenAt,
    finishedAt,
    state,
    checked,
    total,
    unsealed,
    anchors,
    problem,
  }: Omit<Check, 'id' | 'startedAt' | 'startedById'>,
) =>
  connection.execute(
    'UPDATE audit_check SET seen_at = ?, finished_at = ?, state = ?, checked = ?, total = ?, unsealed = ?, anchors = ?, problem = ? WHERE id = ?',
    [seenAt, finishedAt, state, checked, total, unsealed, anchors, problem && JSON.stringify(problem), id],
  );
