import type { Queryable } from '../../platform/db/database';
import type { SearchText } from '../../platform/search/tokens';

interface CustomerRow {
  id: string;
  name: string;
  short_name: string | null;
  former_names: string | null;
  code: string | null;
  unified_social_credit_code: string | null;
  switchboard: string | null;
  legal_representative_phone: string | null;
}
interface ContactRow {
  customer_id: string;
  name: string;
  mobile: string | null;
  office_phone: string | null;
}

const present = (values: readonly (string | null)[]): string[] =>
  values.filter((value): value is string => Boolean(value));

/** A customer is found by its names, codes and phones, and by the names and phones of its contacts. */
export async function collectCustomerTexts(
  connection: Queryable,
  ids: readonly string[],
): Promise<Map<string, SearchText>> {
  const marks = ids.map(() => '?').join(',');
  const customers = await connection.query<CustomerRow>(
    `SELECT id, name, short_name, former_names, code, unified_social_credit_code, switchboard, legal_representative_phone FROM customer WHERE id IN (${marks}) AND deleted_at IS NULL`,
    ids,
  );
  const contacts = await connection.query<ContactRow>(
    `SELECT customer_id, name, mobile, office_phone FROM contact WHERE customer_id IN (${marks}) AND deleted_at IS NULL ORDER BY id`,
    ids,
  );
  const byCustomer = new Map<string, ContactRow[]>();
  for (const contact of contacts)
    byCustomer.set(contact.customer_id, [...(byCustomer.get(contact.customer_id) ?? []), contact]);
  return new Map(
    customers.map((row) => {
      const people = byCustomer.get(row.id) ?? [];
      return [
        row.id,
        {
          names: present([row.name, row.short_name, ...(JSON.parse(row.former_names ?? '[]') as string[])]),
          codes: present([row.unified_social_credit_code]),
          numbers: present([row.code]),
          phones: present([
            row.switchboard,
            row.legal_representative_phone,
            ...people.flatMap((person) => [person.mobile, person.office_phone]),
          ]),
          people: people.map((person) => person.name),
        },
      ];
    }),
  );
}
