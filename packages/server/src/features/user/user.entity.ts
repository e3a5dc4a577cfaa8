import { userFields } from '@dossier/shared';
import { entityType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';

/** A person who works with the archive. Passwords, sessions and tokens are kept in tables of their own. */
export const user: EntityDeclaration = {
  name: 'User',
  plural: 'users',
  table: 'user_account',
  prefix: 'usr',
  label: { zh: '用户', en: 'User' },
  description: 'A person who works with the archive.',
  fields: userFields,
  readScope: 'user:read',
  rows: () => null,
  inverses: { departmentId: 'people', managerId: 'subordinates' },
  pinyinSorted: ['name'],
  keys: [
    {
      column: 'live_user_name',
      fields: ['userName'],
      code: 'DUPLICATE_USER_NAME',
      key: ({ userName }) => String(userName).toLowerCase(),
    },
  ],
  order: [{ name: { direction: 'ASC' } }],
};
export const User = entityType(user);
