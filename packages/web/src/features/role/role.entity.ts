import { roleFields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

/** A role: scopes, ranges, field rights. */
export const roleEntity: Entity = {
  name: 'role',
  plural: 'roles',
  type: 'Role',
  label: { zh: '角色', en: 'Role' },
  fields: roleFields,
  title: 'name',
  relations: {},
  searchable: false,
};
