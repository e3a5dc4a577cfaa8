import { withinReach, type RangedResource } from '@dossier/shared';
import type { Actor } from '../../platform/context/actor';
import type { RangePlace, RangeRule } from '../../platform/query/model';
import { and, column, inList, join, or, raw, sql, TRUE, type Sql } from '../../platform/query/sql';

type Person = Pick<Actor, 'userId' | 'reach'>;

/**
 * Customers that a person reaches as far as this kind of record goes: those they or the people of their range look after, and those
 * where they are collaborators; each way by itself. Null: all.
 */
export function waysTo(
  resource: RangedResource,
  { actor, alias, today, write }: Pick<RangePlace, 'alias' | 'today' | 'write'> & { actor: Person },
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

function reached(resource: RangedResource, at: RangePlace): Sql | null {
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

/** The kind of record by which few are known to be in reach: a record is in its own range and in the customer's, so the smaller decides. */
const fewBy = (resource: RangedResource, { fewIn, reach }: Actor): RangedResource | undefined =>
  ([resource, 'customer'] as const).find((one) => fewIn?.has(one) && !reach.ranges[one].includes('ALL'));

/** The few customers in reach as far as this kind of record goes. Each way has an index, and their union none twice. */
const fewCustomers = (resource: RangedResource, at: RangePlace): Sql =>
  join(
    waysTo(fewBy(resource, at.actor)!, { ...at, alias: 'c' })!.map(
      (way) => sql`SELECT c.id AS id FROM customer c WHERE ${way}`,
    ),
    ' UNION ',
  );

/** The rule of records whose customers `reference` leads to; `from` makes of customers the ids that it is compared with. */
function rule(
  resource: RangedResource,
  condition: (at: RangePlace) => Sql | null,
  reference: string,
  from = (customers: Sql): Sql => customers,
): RangeRule {
  const few = (actor: Actor) => fewBy(resource, actor) !== undefined;
  const ids = (at: RangePlace, alias: string) => sql`(${from(fewCustomers(resource, at))}) ${raw(alias)}`;
  const judge = (at: RangePlace) => {
    if (!at.asSet || !few(at.actor)) return condition(at);
    const start = sql`${column(at.alias, reference)} IN (SELECT f.id FROM ${ids(at, 'f')})`;
    return and([start, condition({ ...at, asSet: false }) ?? TRUE]);
  };
  const start = (at: RangePlace) => {
    const alias = at.inner();
    return { rows: ids(at, alias), on: sql`${column(at.alias, reference)} = ${column(alias, 'id')}` };
  };
  return Object.assign(judge, { few, start });
}

/** The range over customers themselves. */
export const customersInRange: RangeRule = rule('customer', (at) => reached('customer', at), 'id');

/** A record of a customer's file: its own range and the customer's both hold, judged by who looks after the customer. */
export const inFileOf = (resource: RangedResource, reference: string): RangeRule =>
  rule(resource, (at) => fileCondition(resource, reference, at), reference);

function fileCondition(resource: RangedResource, reference: string, at: RangePlace): Sql | null {
  if (reachesAll(at.actor, resource)) return null;
  const inner = at.inner();
  const there = { ...at, alias: inner };
  const kinds = isSame(at.actor, resource) ? (['customer'] as const) : ([resource, 'customer'] as const);
  const condition = and(kinds.map((kind) => reached(kind, there) ?? TRUE));
  return within(at, reference, 'customer', inner, condition);
}

const isSame = ({ reach: { ranges } }: Actor, resource: RangedResource): boolean =>
  ranges[resource].join() === ranges.customer.join();

const reachesAll = ({ reach: { ranges } }: Actor, resource: RangedResource): boolean =>
  ranges[resource].includes('ALL') && ranges.customer.includes('ALL');

/** The lines of a contract go with it. */
export const linesInRange: RangeRule = rule(
  'contract',
  (at) => {
    const inner = at.inner();
    const condition = fileCondition('contract', 'customer_id', { ...at, alias: inner });
    return condition && within(at, 'contract_id', 'contract', inner, condition);
  },
  'contract_id',
  (customers) => sql`SELECT k.id AS id FROM (${customers}) f CROSS JOIN contract k ON k.customer_id = f.id`,
);

/** That the record of another table which a row refers to meets a condition. */
function within({ alias, asSet }: RangePlace, reference: string, table: string, inner: string, condition: Sql): Sql {
  const id = column(inner, 'id');
  const from = sql`SELECT ${id} FROM ${raw(table)} ${raw(inner)} WHERE`;
  return asSet
    ? sql`${column(alias, reference)} IN (${from} ${condition})`
    : // no engine makes a set of this form, so that one row costs one look
      sql`(${from} ${id} = ${column(alias, reference)} AND ${condition}) IS NOT NULL`;
}

/** Kinds of record in the trail whose range may be narrower than the customer's. */
const kinds: readonly (readonly [RangedResource, readonly string[]])[] = [
  ['contact', ['Contact']],
  ['contract', ['Contract', 'ContractItem']],
  ['assessment', ['Assessment']],
];

/**
 * The trail of a customer's file: what is not about a customer is everybody's, the rest follows the record it is about. With many
 * customers in reach each line is judged as it comes, newest first, for no index holds all of theirs in that order. The security officer
 * reaches no customer and still sees what was done to each.
 */
function trail(at: RangePlace): Sql | null {
  const { alias, actor } = at;
  if (seesTrail(actor)) return null;
  const about = (resource: RangedResource) => fileCondition(resource, 'customer_id', at) ?? TRUE;
  const parts = [about('customer')];
  for (const [resource, entities] of kinds)
    if (isNarrower(actor, resource, 'customer'))
      parts.push(sql`(NOT ${inList(column(alias, 'entity'), entities)} OR ${about(resource)})`);
  const all = and(parts);
  return all === TRUE ? null : sql`CASE WHEN ${column(alias, 'customer_id')} IS NULL THEN 1 ELSE ${all} END = 1`;
}
const seesTrail = ({ scopes }: Actor): boolean => scopes.has('audit:read');

export const trailInRange: RangeRule = Object.assign(trail, {
  few: (actor: Actor) => !seesTrail(actor) && fewBy('customer', actor) !== undefined,
  start(at: RangePlace) {
    const few = at.inner();
    const same = raw(at.dialect === 'sqlite' ? 'IS' : '<=>');
    return {
      // a null leads to the lines that are about no customer
      rows: sql`(${fewCustomers('customer', at)} UNION SELECT NULL) ${raw(few)}`,
      on: sql`${column(at.alias, 'customer_id')} ${same} ${column(few, 'id')}`,
    };
  },
  walked: true,
});
