import { contractItemFields, fieldError, type FieldError, type Money, type Override } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { judge } from '../../platform/db/parse';
import { removeMany } from '../../platform/db/bin';
import { loadValues } from '../../platform/db/stored';
import { createMany, updateMany } from '../../platform/db/write';
import { readableId } from '../../platform/query/ids';
import { lineAmounts } from './contract.amounts';
import { closedLineFaults, withClosed } from './contract.closed';

/** Lines of one contract at most. */
export const MAX_ITEMS = 500;
const model = (tx: TxContext) => tx.models.get('ContractItem');
const label = { zh: '合同明细', en: 'Items' };
/** A line is given whole: what it leaves out is empty. */
const blank: Values = { specification: null, unit: null, discount: null, remarks: null };

export interface JudgedItems {
  /** Parsed lines in their order; `id` is the raw id of a line that is kept. */
  lines: Values[];
  errors: FieldError[];
}

/** Judges lines as given; `known` are the lines that the contract has, by raw id: they keep what their editor may not write. */
export function judgeItems(
  tx: TxContext,
  items: readonly unknown[],
  known: ReadonlyMap<string, Values>,
  overrides?: readonly Override[] | null,
): JudgedItems {
  if (items.length > MAX_ITEMS)
    return {
      lines: [],
      errors: [fieldError('TOO_MANY', ['items'], { field: label, max: MAX_ITEMS, length: items.length })],
    };
  const used = new Set<string>();
  const errors: FieldError[] = [];
  const lines = items.map((item, i): Values => {
    const { id: exposed, ...fields } = (item ?? {}) as Values & { id?: string | null };
    const at = ['items', String(i)];
    const id = exposed ? readableId(model(tx), exposed) : null;
    const closed = closedLineFaults(tx, fields, !id).map((one) => ({ ...one, path: [...at, ...one.path] }));
    const said = withClosed(tx, fields, id ? known.get(id) : undefined);
    const { parsed, errors: faults } = judge(tx, contractItemFields, said, { mode: 'create', overrides, path: at });
    const refused = new Set(closed.map(({ path }) => path.join('.')));
    errors.push(...closed, ...faults.filter(({ path }) => !refused.has(path.join('.'))));
    const line = { ...blank, ...parsed?.values };
    if (!id) return line;
    if (!known.has(id) || used.has(id)) errors.push(fieldError('INVALID_REFERENCE', [...at, 'id'], { field: label }));
    used.add(id);
    return { ...line, id };
  });
  return { lines, errors };
}

/** The live lines of a contract in their order, locked. */
export async function loadItems(tx: TxContext, contractId: string): Promise<Values[]> {
  const rows = await tx.connection.query<{ id: string }>(
    'SELECT id FROM contract_item WHERE contract_id = ? AND deleted_at IS NULL',
    [contractId],
  );
  const items = await loadValues(
    tx,
    model(tx),
    rows.map(({ id }) => id),
  );
  return [...items.values()].sort((a, b) => Number(a.lineNo) - Number(b.lineNo));
}

/** Lines with what the archive knows of them: owner, number, exact amount in the currency of the contract. */
export function completeItems(contractId: string, lines: readonly Values[], amount: Money | null): Values[] {
  const amounts = lineAmounts(lines);
  return lines.map((line, i) => ({
    ...line,
    contractId,
    lineNo: i + 1,
    amount: amount && { amount: amounts[i]!, currency: amount.currency },
  }));
}

/** The new lines of new contracts, by contract; the trail of a line belongs to the file of its customer. */
export async function createItems(
  tx: TxContext,
  contracts: readonly { id: string; customerId: string; lines: readonly Values[]; amount: Money | null }[],
): Promise<void> {
  // the customer is no column of a line: the writer reads it for the trail only
  const rows = contracts.flatMap(({ id, customerId, lines, amount }) =>
    completeItems(id, lines, amount).map((line) => ({ ...line, customerId })),
  );
  await createMany(tx, model(tx), rows);
}

export interface ItemsEdit {
  contractId: string;
  customerId: string;
  before: readonly Values[];
  lines: readonly Values[];
  amount: Money | null;
}

const writable = [
  'product',
  'specification',
  'unit',
  'quantity',
  'unitPrice',
  'discount',
  'remarks',
  'lineNo',
] as const;

/** Whether the lines say anything other than before. */
export function itemsDiffer(before: readonly Values[], lines: readonly Values[]): boolean {
  if (before.length !== lines.length) return true;
  const text = (items: readonly Values[]) =>
    JSON.stringify(
      items.map((item, i) => [
        item.id ?? null,
        ...writable.map((name) => (name === 'lineNo' ? i + 1 : (item[name] ?? null))),
      ]),
    );
  return text(before) !== text(lines);
}

/** Writes the whole new set: lines with an id keep it and their history, the others are new, missing ones go. */
export async function saveItems(
  tx: TxContext,
  { contractId, customerId, before, lines, amount }: ItemsEdit,
): Promise<void> {
  const complete = completeItems(contractId, lines, amount);
  const kept = new Set(complete.flatMap(({ id }) => (id ? [id as string] : [])));
  const options = { customerId };
  await removeMany(
    tx,
    model(tx),
    before.flatMap(({ id }) => (kept.has(id as string) ? [] : [id as string])),
    options,
  );
  const updates = complete.flatMap((line) => {
    const { id, ...rest } = line;
    return id ? [{ id: id as string, patch: pick(rest) }] : [];
  });
  await updateMany(tx, model(tx), updates, options);
  await createMany(
    tx,
    model(tx),
    complete.filter(({ id }) => !id),
    options,
  );
}

const pick = (line: Values): Values =>
  Object.fromEntries([...writable, 'amount'].map((name) => [name, line[name] ?? null]));
