import { roleFields } from '@dossier/shared';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';

/** A role: what its bearers may do, how far they see, which fields are kept from them. */
export const role: EntityDeclaration = {
  name: 'Role',
  plural: 'roles',
  table: 'role',
  prefix: 'rol',
  label: { zh: '角色', en: 'Role' },
  description: 'What its bearers may do, how far they see, and which fields are kept from them.',
  fields: roleFields,
  readScope: 'role:read',
  rows: () => null,
  keys: [{ column: 'live_code', fields: ['code'], code: 'DUPLICATE_ROLE_CODE', key: ({ code }) => String(code) }],
  order: [{ builtIn: { direction: 'DESC' } }, { code: { direction: 'ASC' } }],
};

export const Role = entityType(role);
export const RoleInput = inputType('RoleInput', roleFields, 'create', 'A new role.');
export const RolePatch = inputType('RolePatch', roleFields, 'update', 'Changes of a role; null empties a field.');
