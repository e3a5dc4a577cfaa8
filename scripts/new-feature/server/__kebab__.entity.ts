import { __camel__Fields } from '@dossier/shared';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';

/** A __en__ of a customer. */
export const __camel__: EntityDeclaration = {
  name: '__Pascal__',
  plural: '__plural__',
  table: '__table__',
  prefix: '__prefix__',
  label: { zh: '__zh__', en: '__En__' },
  description: 'A __en__ of a customer.',
  fields: __camel__Fields,
  readScope: '__camel__:read',
  rows: () => null,
  inverses: { customerId: '__plural__' },
  childOf: 'customerId',
  pinyinSorted: ['name'],
  order: [{ updatedAt: { direction: 'DESC' } }],
};

export const __Pascal__ = entityType(__camel__);
export const __Pascal__Input = inputType('__Pascal__Input', __camel__Fields, 'create', 'A new __en__ of a customer.');
export const __Pascal__Patch = inputType('__Pascal__Patch', __camel__Fields, 'update', 'Changes of a __en__; null empties a field.');
