import { contactFields, customerFields, type Field, type Label, type Locale } from '@dossier/shared';
import type { OutputTable } from '../../platform/sheet/sheet-writer';

/** Columns of the template, in the order clerks fill them in; every other column the dictionary knows is welcome, too. */
const COLUMNS: ReadonlyArray<readonly ['customer' | 'contact', string]> = [
  ['customer', 'name'],
  ['customer', 'unifiedSocialCreditCode'],
  ['customer', 'type'],
  ['customer', 'ownership'],
  ['customer', 'industry'],
  ['customer', 'region'],
  ['customer', 'registeredCapital'],
  ['customer', 'establishedOn'],
  ['customer', 'legalRepresentative'],
  ['customer', 'headcount'],
  ['customer', 'relationshipStage'],
  ['customer', 'source'],
  ['customer', 'tags'],
  ['customer', 'switchboard'],
  ['customer', 'website'],
  ['customer', 'ownerId'],
  ['customer', 'remarks'],
  ['contact', 'name'],
  ['contact', 'title'],
  ['contact', 'mobile'],
  ['contact', 'officePhone'],
  ['contact', 'email'],
];

const EXAMPLE: readonly string[] = [
  '苏州示例精密机械有限公司（示例，请删除本行）',
  '91310115MA1K00015K',
  '企业',
  '民营',
  '通用设备制造业',
  '江苏省苏州市',
  '1,200万元',
  '2015-03-05',
  '王示例',
  '200',
  '意向',
  '展会',
  '重点、华东',
  '0512-66668888',
  'https://www.example.com',
  '',
  '',
  '张示例',
  '采购经理',
  '13800138000',
  '0512-66668801',
  'zhang@example.com',
];

const titleOf = (entity: 'customer' | 'contact', name: string, locale: Locale): string => {
  const field = (entity === 'customer' ? customerFields : contactFields)[name as never] as Field & { label: Label };
  const contactName = entity === 'contact' && name === 'name' ? { zh: '联系人', en: 'Contact' } : field.label;
  const mark = entity === 'customer' && field.required ? '*' : '';
  return contactName[locale] + mark;
};

/** An empty sheet with the headers the import knows, and one row that shows how they are filled. */
export function importTemplate(locale: Locale): OutputTable {
  const header = COLUMNS.map(([entity, name]) => titleOf(entity, name, locale));
  const reason = { zh: '覆盖原因', en: 'Override reason' };
  return { sheetName: locale === 'zh' ? '客户' : 'Customers', header: [...header, reason[locale]], rows: [EXAMPLE] };
}
