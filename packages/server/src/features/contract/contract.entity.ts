import { addDays, contractFields, contractItemFields, contractTimeState, contractTimeStates } from '@dossier/shared';
import { Field, ID } from 'type-graphql';
import type { Clock } from '../../platform/context/actor';
import type { Queryable } from '../../platform/db/database';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { column, raw, sql, type Sql } from '../../platform/query/sql';
import type { SearchText } from '../../platform/search/tokens';
import { inFileOf, linesInRange } from '../access/range';
import { keptContracts } from './contract.kept';

async function collect(connection: Queryable, ids: readonly string[]): Promise<Map<string, SearchText>> {
  const rows = await connection.query<{
    id: string;
    number: string | null;
    name: string | null;
    customer: string | null;
  }>(
    `SELECT c.id, c.number, c.name, k.name AS customer FROM contract c LEFT JOIN customer k ON k.id = c.customer_id WHERE c.id IN (${ids.map(() => '?').join(',')}) AND c.deleted_at IS NULL`,
    ids,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        names: [],
        titles: row.name ? [row.name] : [],
        codes: [],
        numbers: row.number ? [row.number] : [],
        phones: [],
        people: [],
        owners: row.customer ? [row.customer] : [],
      },
    ]),
  );
}

/** Days before its end at which a contract counts as expiring. */
export const EXPIRING_DAYS = 30;

const timeState = {
  kind: 'enum',
  type: 'ContractTimeState',
  values: contractTimeStates,
  access: 'system',
  label: { zh: '时效状态', en: 'Time state' },
  hint: {
    zh: '只由生效与到期日期按今天计算，与审批、履行无关：草稿与已完成的合同也有时效状态，查“在履行”请同时限定履行状态',
    en: 'Computed from the effective and expiry dates alone, as of today in the business time zone; expiring = within 30 days. A draft and a completed contract have one too: for contracts in force ask `performanceStatus` as well. Never stored.',
  },
} as const;

/** The same rule as `contractTimeState` of the dictionary, in SQL. */
function timeStateSql(alias: string, clock: Clock): Sql {
  const today = clock.today();
  const from = column(alias, 'effective_on');
  const to = column(alias, 'expires_on');
  return sql`CASE WHEN ${from} IS NULL AND ${to} IS NULL THEN NULL WHEN ${from} > ${today} THEN ${raw("'NOT_YET_EFFECTIVE'")} WHEN ${to} < ${today} THEN ${raw("'EXPIRED'")} WHEN ${to} <= ${addDays(today, EXPIRING_DAYS)} THEN ${raw("'EXPIRING'")} ELSE ${raw("'IN_FORCE'")} END`;
}

const timeStateOn = (values: Readonly<Record<string, unknown>>, day: string) =>
  contractTimeState(values.effectiveOn as string | null, values.expiresOn as string | null, day, EXPIRING_DAYS);

/** A contract with a customer. Status has two axes: approval and performance; the time state is computed. */
export const contract: EntityDeclaration = {
  name: 'Contract',
  plural: 'contracts',
  table: 'contract',
  prefix: 'ctr',
  label: { zh: '合同', en: 'Contract' },
  description: 'A contract with a customer.',
  fields: contractFields,
  readScope: 'contract:read',
  rows: () => null,
  range: inFileOf('contract', 'customer_id'),
  inverses: { customerId: 'contracts', renewedFromId: 'renewals' },
  childOf: 'customerId',
  againstRemoval: keptContracts,
  computed: { timeState: { field: timeState, sql: timeStateSql, past: timeStateOn } },
  pinyinSorted: ['name'],
  keys: [
    {
      column: 'live_number',
      fields: ['number'],
      code: 'DUPLICATE_CODE',
      key: ({ number }) => (number as string | null) ?? null,
    },
  ],
  asOf: true,
  indexed: [
    'amount_minor',
    'approval_status',
    'created_at',
    'expires_on',
    'number',
    'performance_status',
    'signed_on',
    'updated_at',
  ],
  order: [{ updatedAt: { direction: 'DESC' } }],
  search: {
    collect,
    fields: { titles: ['Contract.name'], numbers: ['Contract.number'], owners: ['Customer.name'] },
  },
  searchFollows: { customerId: ['name'] },
};

/** One line of a contract. */
export const contractItem: EntityDeclaration = {
  name: 'ContractItem',
  plural: 'contractItems',
  table: 'contract_item',
  prefix: 'cti',
  label: { zh: '合同明细', en: 'Contract item' },
  description: 'A line of a contract.',
  fields: contractItemFields,
  readScope: 'contract:read',
  rows: () => null,
  range: linesInRange,
  inverses: { contractId: 'items' },
  childOf: 'contractId',
  asOf: true,
  indexed: [],
  order: [{ lineNo: { direction: 'ASC' } }],
};

export const Contract = entityType(contract);
export const ContractItem = entityType(contractItem);

export const ContractItemInput = inputType(
  'ContractItemInput',
  contractItemFields,
  'create',
  'A line of a contract, given whole: what is left out is empty.',
);
Field(() => ID, {
  nullable: true,
  description: 'The line that this one continues: it keeps its id and history. Empty for a new line.',
})(ContractItemInput.prototype as object, 'id');

const { customerId: _customer, ...renewalFields } = contractFields;
export const ContractInput = inputType(
  'ContractInput',
  contractFields,
  'create',
  'A new contract draft. Without a number it gets the next one; without an amount, the sum of its items.',
);
export const ContractPatch = inputType(
  'ContractPatch',
  contractFields,
  'update',
  'Changes of a contract: only the fields that are given change; null empties a field.',
);
export const ContractRenewalInput = inputType(
  'ContractRenewalInput',
  renewalFields,
  'create',
  'What differs from the contract that is renewed. Dates go on where it ends; its items are copied unless given.',
);
for (const input of [ContractInput, ContractPatch, ContractRenewalInput])
  Field(() => [ContractItemInput], {
    nullable: true,
    description: 'All lines in their order; given, they are the whole new set.',
  })(input.prototype as object, 'items');
