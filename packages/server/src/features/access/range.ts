import { withinReach, type RangedResource } from '@dossier/shared';
import type { Actor } from '../../platform/context/actor';
import type { RangeRule } from '../../platform/query/model';
import { and, column, inList, or, raw, sql, TRUE, type Sql } from '../../platform/query/sql';

type At = Parameters<RangeRule>[0];

/**
 * Customers that a person reaches as far as this kind of record goes: those they or the people of their range look after, and those
 * where they are collaborators. Null: all.
 */
function reached(resource: RangedResource, { actor, alias, today, write }: At): Sql | null {
  const ranges = actor.reach.ranges[resource];
  if (ranges.includes('ALL')) return null;
  const owner = column(alias, 'owner_id');
  const people = peopleOf(actor, resource);
  const departments = departmentsOf(actor, resource);
  const parts: Sql[] = [];
  if (people.length > 0) parts.push(inList(owner, people));
  if (departments.length > 0)
    parts.push(sql`${owner} IN (SELECT u.id FROM user_account u WHERE ${inList(raw('u.department_id'), departments)})`);
  const access = write ? sql` AND l.access = ${'EDIT'}` : raw('');
  parts.push(
    sql`${column(alias, 'id')} IN (SELECT l.customer_id FROM collaborator l WHERE l.user_id = ${actor.userId} AND l.deleted_at IS NULL AND (l.until IS NULL OR l.until >= ${today})${access})`,
  );
  return or(parts);
}

function peopleOf({ userId, reach }: Actor, resource: RangedResource): readonly string[] {
  const ranges = reach.ranges[resource];
  if (ranges.length === 0) return [];
  return ranges.includes('SUBORDINATES') ? [userId, ...reach.subordinateIds] : [userId];
}

function departmentsOf({ reach }: Actor, resource: RangedResource): readonly string[] {
  const ranges = reach.ranges[resource];
  if (ranges.includes('DEPARTMENT_TREE')) return reach.treeDepartmentIds;
  return ranges.includes('DEPARTMENT') ? reach.departmentIds : [];
}

/** Whether records of the one kind may be out of range where those of the other are in it. */
export const isNarrower = ({ reach: { ranges } }: Actor, resource: RangedResource, than: RangedResource): boolean =>
  !ranges[than].every((range) => withinReach(ranges[resource], range));

/** The range over customers themselves. */
export const customersInRange: RangeRule = (at) => reached('customer', at);

/** A record of a customer's file: its own range and the customer's both hold, judged by who looks after the customer. */
export const inFileOf =
  (resource: RangedResource, reference: string): RangeRule =>
  (at) => {
    if (reachesAll(at.actor, resource)) return null;
    const inner = at.inner();
    const there = { ...at, alias: inner };
    const condition = and([reached(resource, there) ?? TRUE, reached('customer', there) ?? TRUE]);
    return within(column(at.alias, reference), 'customer', inner, condition);
  };

const reachesAll = ({ reach: { ranges } }: Actor, resource: RangedResource): boolean =>
  ranges[resource].includes('ALL') && ranges.customer.includes('ALL');

/** The lines of a contract go with it. */
export const linesInRange: RangeRule = (at) => {
  if (reachesAll(at.actor, 'contract')) return null;
  const inner = at.inner();
  const condition = inFileOf('contract', 'customer_id')({ ...at, alias: inner });
  return condition && within(column(at.alias, 'contract_id'), 'contract', inner, condition);
};

const within = (reference: Sql, table: string, alias: string, condition: Sql): Sql =>
  sql`${reference} IN (SELECT ${column(alias, 'id')} FROM ${raw(table)} ${raw(alias)} WHERE ${condition})`;

/** Kinds of record in the trail whose range may be narrower than the customer's. */
const kinds: readonly (readonly [RangedResource, readonly string[]])[] = [
  ['contact', ['Contact']],
  ['contract', ['Contract', 'ContractItem']],
  ['assessment', ['Assessment']],
];

/** The trail of a customer's file: what is not about a customer is everybody's, the rest follows the record it is about. */
export const trailInRange: RangeRule = (at) => {
  const { alias } = at;
  const file = column(alias, 'customer_id');
  const customers = inFileOf('customer', 'customer_id')(at);
  const parts = kinds.map(([resource, entities]): Sql => {
    const inside = inFileOf(resource, 'customer_id')(at);
    return inside ? sql`(NOT ${inList(column(alias, 'entity'), entities)} OR ${inside})` : TRUE;
  });
  const all = and([customers ?? TRUE, ...parts]);
  return all === TRUE ? null : sql`(${file} IS NULL OR ${all})`;
};
