import { contactFields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

/** The contact as the console asks for it. */
export const contactEntity: Entity = {
  name: 'contact',
  plural: 'contacts',
  type: 'Contact',
  label: { zh: '联系人', en: 'Contact' },
  fields: contactFields,
  title: 'name',
  relations: {
    customer: { to: 'Customer', many: false, label: { zh: '客户', en: 'Customer' } },
    reportsTo: { to: 'Contact', many: false, label: { zh: '直属上级', en: 'Reports to' } },
    reports: { to: 'Contact', many: true, label: { zh: '下属', en: 'Reports' } },
  },
  searchable: true,
  keyword: { zh: '姓名、拼音、电话、邮箱', en: 'Name, phone, email' },
};
