import { addMonths, customerFields, nameCore, normaliseName } from '@dossier/shared';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { sql, column, raw } from '../../platform/query/sql';
import { customersInRange, isNarrower } from '../access/range';
import { collectCustomerTexts } from './customer.search';

/** A new customer's first deal is less than a year old; before a first deal there is no answer. */
const tenure = {
  kind: 'enum',
  type: 'CustomerTenure',
  values: { NEW: { zh: '新客户', en: 'New customer' }, ESTABLISHED: { zh: '老客户', en: 'Established customer' } },
  access: 'system',
  label: { zh: '新老客户', en: 'Tenure' },
  hint: { zh: '首次成交不满一年为新客户', en: 'New for one year from the first deal; computed, never stored.' },
} as const;

/** A corporate customer: the root of its file. */
export const customer: EntityDeclaration = {
  name: 'Customer',
  plural: 'customers',
  table: 'customer',
  prefix: 'cus',
  label: { zh: '客户', en: 'Customer' },
  description: 'A corporate customer, the root of its file.',
  fields: customerFields,
  readScope: 'customer:read',
  rows: () => null,
  range: customersInRange,
  inverses: { ownerId: 'ownedCustomers' },
  hasOne: {
    primaryContact: {
      target: 'Contact',
      by: 'customerId',
      filter: { isPrimary: { eq: true } },
      order: [{ createdAt: { direction: 'ASC' } }],
      label: { zh: '主要联系人', en: 'Primary contact' },
      description: 'The contact marked as primary; at most one.',
    },
    latestAssessment: {
      target: 'Assessment',
      by: 'customerId',
      order: [{ assessedOn: { direction: 'DESC' } }, { createdAt: { direction: 'DESC' } }],
      label: { zh: '最近评估', en: 'Latest assessment' },
      description: 'The latest assessment by date; the grade comes from it.',
    },
  },
  computed: {
    tenure: {
      field: tenure,
      sql: (alias, clock) =>
        sql`CASE WHEN ${column(alias, 'first_deal_on')} IS NULL THEN NULL WHEN ${column(alias, 'first_deal_on')} > ${addMonths(clock.today(), -12)} THEN ${raw("'NEW'")} ELSE ${raw("'ESTABLISHED'")} END`,
      past: ({ firstDealOn }, day) =>
        firstDealOn ? (String(firstDealOn) > addMonths(day, -12) ? 'NEW' : 'ESTABLISHED') : null,
    },
  },
  pinyinSorted: ['name'],
  keys: [
    {
      column: 'live_credit_code',
      fields: ['unifiedSocialCreditCode'],
      code: 'DUPLICATE_CREDIT_CODE',
      key: ({ unifiedSocialCreditCode: code }) => (code as string | null) ?? null,
    },
    {
      column: 'live_code',
      fields: ['code'],
      code: 'DUPLICATE_CODE',
      key: ({ code }) => (code as string | null) ?? null,
    },
    { column: 'live_name_key', fields: ['name'], key: ({ name }) => normaliseName(String(name)).slice(0, 200) },
    { column: 'live_name_core', fields: ['name'], key: ({ name }) => nameCore(String(name)).slice(0, 200) || null },
  ],
  asOf: true,
  indexed: [
    'blacklisted',
    'code',
    'created_at',
    'grade',
    'industry',
    'name_folded',
    'name_pinyin',
    'next_follow_up_at',
    'next_review_on',
    'owner_id',
    'region',
    'registered_capital_minor',
    'relationship_stage',
    'relationship_stage,last_interaction_at',
    'updated_at',
  ],
  order: [{ updatedAt: { direction: 'DESC' } }],
  search: {
    collect: collectCustomerTexts,
    fields: {
      names: ['Customer.name'],
      codes: ['Customer.unifiedSocialCreditCode'],
      numbers: ['Customer.code'],
      phones: ['Customer.switchboard', 'Customer.legalRepresentativePhone', 'Contact.mobile', 'Contact.officePhone'],
      people: ['Contact.name'],
    },
    // who may see fewer contacts than customers does not find a customer by them
    outOfReach: (actor) => (isNarrower(actor, 'contact', 'customer') ? ['phones', 'people'] : []),
  },
};

export const Customer = entityType(customer);
export const CustomerInput = inputType(
  'CustomerInput',
  customerFields,
  'create',
  'A new customer. Rules are those of the data dictionary; all faults are answered at once in `userErrors`.',
);
export const CustomerPatch = inputType(
  'CustomerPatch',
  customerFields,
  'update',
  'Changes of a customer: only the fields that are given change; null empties a field.',
);
