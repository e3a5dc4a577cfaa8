/** Several roles of one person as one: scopes united, ranges added up, the widest right of each field. */
import { isScope, type RoleRights, type Scope } from './permissions';
import {
  mayRead,
  rangedResources,
  unitedFieldRights,
  type FieldRight,
  type FieldRights,
  type Range,
  type RangedResource,
} from './rights';

export interface UnitedRights {
  scopes: ReadonlySet<Scope>;
  ranges: Readonly<Record<RangedResource, readonly Range[]>>;
  fieldRights: FieldRights;
}

/** Entities that are read with the scope of another. */
const readWith: Readonly<Record<string, string>> = { ContractItem: 'contract' };
const resourceOf = (entity: string): string => readWith[entity] ?? entity[0]!.toLowerCase() + entity.slice(1);
const entityOf = (field: string): string => field.slice(0, field.indexOf('.'));

/** Whether the role lets its bearers read records of the entity at all. */
export function roleReads(role: RoleRights, entity: string): boolean {
  const scope = `${resourceOf(entity)}:read`;
  // an entity without a scope of its own is read with its customer
  return role.scopes.includes((isScope(scope) ? scope : 'customer:read') as Scope);
}

/**
 * A role widens the range of what it lets its bearers read, and no other: a role that cannot read contracts does not open
 * the contracts of the department. In the same way a role that is silent about a field frees it only if it reads the record.
 */
export function uniteRights(roles: readonly RoleRights[]): UnitedRights {
  return {
    scopes: new Set(roles.flatMap((role) => role.scopes)),
    ranges: Object.fromEntries(
      rangedResources.map((resource) => [resource, rangesOf(roles, resource)]),
    ) as unknown as UnitedRights['ranges'],
    fieldRights: fieldRightsOf(roles),
  };
}

function rangesOf(roles: readonly RoleRights[], resource: RangedResource): readonly Range[] {
  const given = new Set(
    roles.filter((role) => role.scopes.includes(`${resource}:read`)).map((role) => role.ranges[resource]),
  );
  if (given.has('ALL')) return ['ALL'];
  return given.size === 0 ? ['OWN'] : [...given];
}

function fieldRightsOf(roles: readonly RoleRights[]): FieldRights {
  const united = new Map<string, FieldRight>();
  for (const entity of new Set(roles.flatMap((role) => role.fieldRights.map(({ field }) => entityOf(field))))) {
    const readers = roles.filter((role) => roleReads(role, entity));
    const named = readers.map(
      (role) =>
        new Map(
          role.fieldRights.filter(({ field }) => entityOf(field) === entity).map((one) => [one.field, one.right]),
        ),
    );
    for (const [field, right] of unitedFieldRights(named)) united.set(field, right);
  }
  return withTold(united);
}

/**
 * Fields that tell another one: net and tax are the amount, so is the sum of its lines; price times quantity is the amount of a line,
 * and the other way round. Who may not read the one reads none of the others.
 */
const tells: Readonly<Record<string, readonly string[]>> = {
  'Contract.amount': ['Contract.netAmount', 'Contract.taxAmount', 'ContractItem.amount'],
  'ContractItem.unitPrice': ['ContractItem.amount'],
  'ContractItem.amount': ['ContractItem.unitPrice'],
};
const grades: readonly FieldRight[] = ['HIDDEN', 'MASKED', 'READ', 'EDIT'];
const isNarrower = (one: FieldRight, other: FieldRight): boolean => grades.indexOf(one) < grades.indexOf(other);

/** The same rights, and what they close along. */
export function withTold(given: FieldRights): FieldRights {
  const rights = new Map(given);
  // each is closed as far as what it tells, in the order of the table: the amount closes its lines, the lines their prices
  for (const [source, derived] of Object.entries(tells)) {
    const most = rights.get(source);
    if (!most || mayRead(most)) continue;
    for (const field of derived) if (isNarrower(most, rights.get(field) ?? 'EDIT')) rights.set(field, most);
  }
  return rights;
}
