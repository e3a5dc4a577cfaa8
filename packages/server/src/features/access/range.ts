import { withinReach, type RangedResource } from '@dossier/shared';
import type { Actor } from '../../platform/context/actor';
import type { RangeRule } from '../../platform/query/model';
import { and, column, inList, or, raw, sql, TRUE, type Sql } from '../../platform/query/sql';

type At = Parameters<RangeRule>[0];
type Person = Pick<Actor, 'userId' | 'reach'>;

/**
 * Customers that a person reaches as far as this kind of record goes: those they or the people of their range look after, and those
 * where they are collaborators; each way by itself. Null: all.
 */
export function waysTo(
  resource: RangedResource,
  { actor, alias, today, write }: Omit<At, 'inner' | 'actor'> & { actor: Person },
): Sql[] | null {
  const ranges = actor.reach.ranges[resource];
  if (ranges.includes('ALL')) return null;
  const owner = column(alias, 'owner_id');
  const people = peopleOf(actor, resource);
  const departments = departmentsOf(actor, resource);
  const ways: Sql[] = [];
  if (people.length > 0) ways.push(inList(owner, people));
  if (departments.length > 0)
    ways.push(sql`${owner} IN (SELECT u.id FROM user_account u WHERE ${inList(raw('u.department_id'), departments)})`);
  const access = write ? sql` AND l.access = ${'EDIT'}` : raw('');
  ways.push(
    sql`${column(alias, 'id')} IN (SELECT l.customer_id FROM collaborator l WHERE l.user_id = ${actor.userId} AND l.deleted_at IS NULL AND (l.until IS NULL OR l.until >= ${today})${access})`,
  );
  return ways;
}

function reached(resource: RangedResource, at: At): Sql | null {
  const ways = waysTo(resource, at);
  return ways && or(ways);
}

function peopleOf({ userId, reach }: Person, resource: RangedResource): readonly string[] {
  const ranges = reach.ranges[resource];
  if (ranges.length === 0) return [];
  return ranges.includes('SUBORDINATES') ? [userId, ...reach.subordinateIds] : [userId];
}

function departmentsOf({ reach }: Person, resource: RangedResource): readonly string[] {
  const ranges = reach.ranges[resource];
  if (ranges.includes('DEPARTMENT_TREE')) return reach.treeDepartmentIds;
  return ranges.includes('DEPARTMENT') ? reach.departmentIds : [];
}

/** Whether records of the one kind may be out of range where those of the other are in it. */
export const isNarrower = ({ reach: { ranges } }: Actor, resource: RangedResource, than: RangedResource): boolean =>
  !ranges[than].every((range) => withinReach(ranges[resource], range));

/** A range with what is known of how much it holds: a record is in both ranges, so the smaller decides. */
const counted = (resource: RangedResource, rule: RangeRule): RangeRule =>
  Object.assign(rule, { few: ({ fewIn }: Actor) => !!fewIn && (fewIn.has(resource) || fewIn.has('customer')) });

/** The range over customers themselves. */
export const customersInRange: RangeRule = counted('customer', (at) => reached('customer', at));

/** A record of a customer's file: its own range and the customer's both hold, judged by who looks after the customer. */
export const inFileOf = (resource: RangedResource, reference: string): RangeRule =>
  counted(resource, (at) => {
    if (reachesAll(at.actor, resource)) return null;
    const inner = at.inner();
    const there = { ...at, alias: inner };
    const condition = and([reached(resource, there) ?? TRUE, reached('customer', there) ?? TRUE]);
    return within(column(at.alias, reference), 'customer', inner, condition);
  });

const reachesAll = ({ reach: { ranges } }: Actor, resource: RangedResource): boolean =>
  ranges[resource].includes('ALL') && ranges.customer.includes('ALL');

/** The lines of a contract go with it. */
export const linesInRange: RangeRule = counted('contract', (at) => {
  if (reachesAll(at.actor, 'contract')) return null;
  const inner = at.inner();
  const condition = inFileOf('contract', 'customer_id')({ ...at, alias: inner });
  return condition && within(column(at.alias, 'contract_id'), 'contract', inner, condition);
});

const within = (reference: Sql, table: string, alias: string, condition: Sql): Sql =>
  sql`${reference} IN (SELECT ${column(alias, 'id')} FROM ${raw(table)} ${raw(alias)} WHERE ${condition})`;

/** Kinds of record in the trail whose range may be narrower than the customer's. */
const kinds: readonly (readonly [RangedResource, readonly string[]])[] = [
  ['contact', ['Contact']],
  ['contract', ['Contract', 'ContractItem']],
  ['assessment', ['Assessment']],
];

/**
 * The trail of a customer's file: what is not about a customer is everybody's, the rest follows the record it is about. Few customers
 * are where the reading starts; with many each line is judged as it comes, newest first, for no index holds all of theirs in that order.
 * The security officer reaches no customer and still sees what was done to each.
 */
const trail: RangeRule = (at) => {
  const { alias, actor } = at;
  if (seesTrail(actor)) return null;
  const parts = [inFileOf('customer', 'customer_id')(at) ?? TRUE];
  for (const [resource, entities] of kinds)
    if (isNarrower(actor, resource, 'customer'))
      parts.push(
        sql`(NOT ${inList(column(alias, 'entity'), entities)} OR ${inFileOf(resource, 'customer_id')(at) ?? TRUE})`,
      );
  const all = and(parts);
  if (all === TRUE) return null;
  const file = column(alias, 'customer_id');
  return actor.fewIn?.has('customer')
    ? sql`(${file} IS NULL OR ${all})`
    : sql`CASE WHEN ${file} IS NULL THEN 1 ELSE ${all} END = 1`;
};
const seesTrail = ({ scopes }: Actor): boolean => scopes.has('audit:read');
export const trailInRange: RangeRule = Object.assign(trail, {
  few: (actor: Actor) => !seesTrail(actor) && !!actor.fewIn?.has('customer'),
  wide: true,
});
