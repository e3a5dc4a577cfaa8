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
  relations: {
    department: { to: 'Department', many: false, label: { zh: '部门', en: 'Department' } },
    manager: { to: 'User', many: false, label: { zh: '直属上级', en: 'Manager' } },
    subordinates: { to: 'User', many: true, label: { zh: '下属', en: 'Subordinates' } },
  },
  searchable: false,
};
