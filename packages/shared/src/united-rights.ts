/** Several roles of one person as one: scopes united, the widest range, the strongest right of each field. */
import { isScope, type RoleRights, type Scope } from './permissions';
import { rangesByWidth, resources, rightsByStrength, type FieldRight, type Range, type Resource } from './rights';

export interface UnitedRights {
  scopes: ReadonlySet<Scope>;
  ranges: Readonly<Record<Resource, Range>>;
  fieldRights: ReadonlyMap<string, FieldRight>;
}

const widest = (a: Range, b: Range): Range => (rangesByWidth.indexOf(a) >= rangesByWidth.indexOf(b) ? a : b);
const strongest = (a: FieldRight, b: FieldRight): FieldRight =>
  rightsByStrength.indexOf(a) >= rightsByStrength.indexOf(b) ? a : b;

/** Entities that are read with the scope of another. */
const readWith: Readonly<Record<string, string>> = { ContractItem: 'contract' };
const resourceOf = (entity: string): string => readWith[entity] ?? entity[0]!.toLowerCase() + entity.slice(1);

/** Whether the role lets its bearers read records of the entity at all. */
function reads(role: RoleRights, entity: string): boolean {
  const scope = `${resourceOf(entity)}:read`;
  // an entity without a scope of its own is read with its customer
  return role.scopes.includes((isScope(scope) ? scope : 'customer:read') as Scope);
}

/**
 * A role widens the range of what it lets its bearers read, and no other: a role that cannot read contracts does not open
 * the contracts of the department. In the same way a role that is silent about a field frees it only if it reads the record.
 */
export function uniteRights(roles: readonly RoleRights[]): UnitedRights {
  const ranges = Object.fromEntries(
    resources.map((resource) => [
      resource,
      roles
        .filter((role) => role.scopes.includes(`${resource}:read`))
        .reduce<Range>((range, role) => widest(range, role.ranges[resource]), 'OWN'),
    ]),
  ) as Record<Resource, Range>;
  const fieldRights = new Map<string, FieldRight>();
  for (const field of new Set(roles.flatMap((role) => role.fieldRights.map((one) => one.field)))) {
    const right = rightOf(roles, field);
    if (right !== 'EDIT') fieldRights.set(field, right);
  }
  return { scopes: new Set(roles.flatMap((role) => role.scopes)), ranges, fieldRights };
}

function rightOf(roles: readonly RoleRights[], field: string): FieldRight {
  const readers = roles.filter((role) => reads(role, field.slice(0, field.indexOf('.'))));
  const given = readers.map((role) => role.fieldRights.find((one) => one.field === field)?.right ?? 'EDIT');
  // nobody reads the record with these roles: what is said of the field stands for the day that somebody does
  return given.length === 0 ? 'HIDDEN' : given.reduce(strongest);
}
