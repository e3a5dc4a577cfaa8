import { userFields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

/** A person who works with the archive. */
export const userEntity: Entity = {
  name: 'user',
  plural: 'users',
  type: 'User',
  label: { zh: '用户', en: 'User' },
  fields: userFields,
  title: 'name',
  relations: {},
  searchable: false,
};
