import { __camel__Fields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

/** The __en__ as the console asks for it. */
export const __camel__Entity: Entity = {
  name: '__camel__',
  plural: '__plural__',
  type: '__Pascal__',
  label: { zh: '__zh__', en: '__En__' },
  fields: __camel__Fields,
  title: 'name',
  relations: { customer: { to: 'Customer', many: false, label: { zh: '客户', en: 'Customer' } } },
  searchable: false,
};
