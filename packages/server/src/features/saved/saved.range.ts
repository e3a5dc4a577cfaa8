import type { RangeRule } from '../../platform/query/model';
import { and, column, FALSE, or, raw, sql, TRUE } from '../../platform/query/sql';

type At = Parameters<RangeRule>[0];

/**
 * What people keep reaches its owner and those it is shared with. It is changed by its owner; what is shared also by those who administer
 * people, as its owner may have left.
 */
export const savedRange: RangeRule = ({ actor, alias, write }) => {
  const own = sql`${column(alias, 'owner_id')} = ${actor.userId}`;
  const visibility = column(alias, 'visibility');
  if (write) return actor.scopes.has('user:update') ? or([own, sql`${visibility} <> ${'PRIVATE'}`]) : own;
  const colleague = sql`${column(alias, 'owner_id')} IN (SELECT u.id FROM user_account u JOIN user_account me ON me.department_id = u.department_id WHERE me.id = ${actor.userId})`;
  return or([own, sql`${visibility} = ${'ALL'}`, and([sql`${visibility} = ${'DEPARTMENT'}`, colleague])]);
};

/** Versions are seen with what they are versions of. */
export const revisionRange: RangeRule = (at: At) => {
  const inside = (key: string, table: string) => {
    const inner = at.inner();
    // what was taken away is its owner's alone
    const kept = sql`(${column(inner, 'deleted_at')} IS NULL OR ${column(inner, 'owner_id')} = ${at.actor.userId})`;
    const where = and([savedRange({ ...at, alias: inner }) ?? TRUE, kept]);
    return sql`${column(at.alias, key)} IN (SELECT ${column(inner, 'id')} FROM ${raw(table)} ${raw(inner)} WHERE ${where})`;
  };
  const parts = [
    ...(at.actor.scopes.has('view:read') ? [inside('view_id', 'saved_view')] : []),
    ...(at.actor.scopes.has('query:read') ? [inside('query_id', 'saved_query')] : []),
  ];
  return parts.length > 0 ? or(parts) : FALSE;
};
