import type { Reach, RoleName } from '@dossier/shared';
import type { Actor } from '../../platform/context/context';
import type { Queryable } from '../../platform/db/database';
import { fewIn } from '../access/few';
import { rightsOf } from '../role/role.store';

/** What is needed of a person to act. */
export interface PersonRow {
  user_id: string;
  name: string;
  user_name: string;
  /** Codes as a JSON list. */
  roles: string | null;
  department_id: string | null;
}
export const personColumns = 'u.id AS user_id, u.name, u.user_name, u.roles, u.department_id';
export const rolesOf = ({ roles }: Pick<PersonRow, 'roles'>): string[] => JSON.parse(roles ?? '[]') as string[];
/** SQL: the user `u` has the built-in role. */
export const bears = (role: RoleName): string => `u.roles LIKE '%"${role}"%'`;

/** The person as an actor, with the rights of this moment: up to four statements, one for a salesperson with built-in roles. */
export async function loadActor(
  connection: Queryable,
  row: PersonRow,
  via: Actor['via'],
  sessionId?: string,
): Promise<Actor> {
  const roles = rolesOf(row);
  const { scopes, ranges, fieldRights } = await rightsOf(connection, roles);
  const reach = await reachOf(connection, row, ranges);
  return {
    userId: row.user_id,
    name: row.name,
    userName: row.user_name,
    roles,
    scopes,
    reach,
    fewIn: await fewIn(connection, { userId: row.user_id, reach }),
    fieldRights,
    via,
    ...(sessionId && { sessionId }),
  };
}

/** A person by raw id as an actor; null when switched off or gone. */
export async function findActor(
  connection: Queryable,
  userId: string,
  via: Actor['via'],
  sessionId?: string,
): Promise<Actor | null> {
  const [row] = await connection.query<PersonRow>(
    `SELECT ${personColumns} FROM user_account u WHERE u.id = ? AND u.active = 1 AND u.deleted_at IS NULL`,
    [userId],
  );
  return row ? loadActor(connection, row, via, sessionId) : null;
}

/** Only what the ranges ask for is looked up. */
async function reachOf(connection: Queryable, person: PersonRow, ranges: Reach['ranges']): Promise<Reach> {
  const used = new Set(Object.values(ranges).flat());
  const departments =
    used.has('DEPARTMENT') || used.has('DEPARTMENT_TREE') ? await departmentsOf(connection, person) : [];
  return {
    ranges,
    departmentIds: departments.filter(({ own }) => Number(own) === 1).map(({ id }) => id),
    treeDepartmentIds: departments.map(({ id }) => id),
    subordinateIds: used.has('SUBORDINATES') ? await subordinatesOf(connection, person.user_id) : [],
  };
}

/** The departments that the person belongs to or heads, and all below them. */
async function departmentsOf(connection: Queryable, person: PersonRow): Promise<{ id: string; own: number }[]> {
  const mine = [person.department_id ?? '', person.user_id];
  return connection.query(
    'WITH RECURSIVE below (id) AS (SELECT id FROM department WHERE (id = ? OR head_id = ?) AND deleted_at IS NULL ' +
      'UNION SELECT d.id FROM department d JOIN below b ON d.parent_id = b.id WHERE d.deleted_at IS NULL) ' +
      'SELECT d.id, CASE WHEN d.id = ? OR d.head_id = ? THEN 1 ELSE 0 END AS own FROM below b JOIN department d ON d.id = b.id',
    [...mine, ...mine],
  );
}

/** Everybody who reports to the person, directly or through others; also those who have left, whose customers are still there. */
async function subordinatesOf(connection: Queryable, userId: string): Promise<string[]> {
  const rows = await connection.query<{ id: string }>(
    'WITH RECURSIVE below (id) AS (SELECT id FROM user_account WHERE manager_id = ? ' +
      'UNION SELECT u.id FROM user_account u JOIN below b ON u.manager_id = b.id) SELECT id FROM below WHERE id <> ?',
    [userId, userId],
  );
  return rows.map(({ id }) => id);
}
