import { contactFields } from '@dossier/shared';
import type { Queryable } from '../../platform/db/database';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import type { SearchText } from '../../platform/search/tokens';
import { inFileOf } from '../access/range';

async function collect(connection: Queryable, ids: readonly string[]): Promise<Map<string, SearchText>> {
  const rows = await connection.query<{
    id: string;
    name: string;
    mobile: string | null;
    office_phone: string | null;
    email: string | null;
  }>(
    `SELECT id, name, mobile, office_phone, email FROM contact WHERE id IN (${ids.map(() => '?').join(',')}) AND deleted_at IS NULL`,
    ids,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        names: [row.name],
        codes: row.email ? [row.email] : [],
        phones: [row.mobile, row.office_phone].filter((p): p is string => Boolean(p)),
        people: [],
      },
    ]),
  );
}

/** A person at a customer. */
export const contact: EntityDeclaration = {
  name: 'Contact',
  plural: 'contacts',
  table: 'contact',
  prefix: 'con',
  label: { zh: '联系人', en: 'Contact' },
  description: 'A person at a customer.',
  fields: contactFields,
  readScope: 'contact:read',
  rows: () => null,
  range: inFileOf('contact', 'customer_id'),
  inverses: { customerId: 'contacts', reportsToId: 'reports' },
  childOf: 'customerId',
  pinyinSorted: ['name'],
  // one live primary contact per customer
  keys: [
    {
      column: 'live_primary',
      fields: ['isPrimary', 'customerId'],
      code: 'DUPLICATE_PRIMARY',
      key: ({ isPrimary, customerId }) => (isPrimary ? String(customerId) : null),
    },
  ],
  asOf: true,
  indexed: ['created_at', 'name_pinyin', 'updated_at'],
  order: [{ updatedAt: { direction: 'DESC' } }],
  search: {
    collect,
    fields: {
      names: ['Contact.name'],
      codes: ['Contact.email'],
      phones: ['Contact.mobile', 'Contact.officePhone'],
    },
  },
  searchTouches: { customerId: 'Customer' },
};

export const Contact = entityType(contact);
export const ContactInput = inputType('ContactInput', contactFields, 'create', 'A new contact of a customer.');
export const ContactPatch = inputType(
  'ContactPatch',
  contactFields,
  'update',
  'Changes of a contact; null empties a field.',
);
