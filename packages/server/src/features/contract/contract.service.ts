import {
  applyOverrides,
  contractFields,
  contractRules,
  fieldError,
  isContractBinding,
  isContractEditable,
  isContractRemovable,
  overrideReason,
  type FieldError,
  type Override,
} from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { deletedRecord, expectVersion, liveRecord, requireLiveCustomer } from '../../platform/db/one';
import { judge, resolveRefs } from '../../platform/db/parse';
import { removeMany, restoreMany } from '../../platform/db/bin';
import type { WriteOptions } from '../../platform/db/traces';
import { updateMany } from '../../platform/db/write';
import { fault, UserFault } from '../../platform/graphql/user-fault';
import { changedAmount, changedAmountFaults, withTax } from './contract.amounts';
import { unseenAmountFaults, withoutSum } from './contract.closed';
import { signatoryFaults, stateOf, statusLabel } from './contract.checks';
import { splitItems } from './contract.create';
import { itemsDiffer, judgeItems, loadItems, saveItems } from './contract.items';

export interface UpdateContract {
  id: string;
  expectedVersion: number;
  /** Fields to change; `items`, when given, is the whole new set. */
  patch: unknown;
  overrides?: readonly Override[] | null;
  /** How the trail names the change. */
  trace?: WriteOptions;
}

const model = (tx: TxContext) => tx.models.get('Contract');

/** Changes a draft, or a contract whose change is under way. Amounts follow the items. */
export async function updateContract(
  tx: TxContext,
  { id, expectedVersion, patch, overrides, trace }: UpdateContract,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const state = stateOf(current);
  if (!isContractEditable(state)) throw fault('CONTRACT_NOT_EDITABLE', [], { status: statusLabel(state) });
  const before = await loadItems(tx, id);
  const { values, lines, faults } = await judgePatch(tx, { current, expectedVersion, before, patch, overrides });
  // an amount is compared with its items as soon as both can be read, whatever else is wrong
  if (faults.some(({ path }) => path[0] === 'items' || path[0] === 'amount')) throw new UserFault(faults);
  const edit = { current, currentItems: before, patch: values, items: lines };
  const amount = changedAmount(edit);
  const unseen = unseenAmountFaults(tx, edit);
  if (unseen.length > 0) throw new UserFault([...faults, ...unseen]);
  const sum = applyOverrides(withoutSum(tx, changedAmountFaults(edit, amount)), overrides ?? []);
  if (faults.length || sum.errors.length) throw new UserFault([...faults, ...sum.errors]);
  const next = { ...current, ...values };
  const differ = itemsDiffer(before, lines);
  const change: Values = { ...values, ...withTax(amount, next.taxRate as string | null) };
  if (differ) change.itemsRevision = ((current.itemsRevision as number | null) ?? 0) + 1;
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: change }], {
    ...trace,
    reason: overrideReason(sum.overridden, 'CONTRACT_AMOUNT_MISMATCH', ['amount']) ?? trace?.reason,
  });
  // the currency of the contract is that of its lines
  if (differ || before.some((line) => (line.amount as { currency: string } | null)?.currency !== amount?.currency))
    await saveItems(tx, { contractId: id, customerId: current.customerId as string, before, lines, amount });
  return id;
}

interface Patch {
  current: Values;
  expectedVersion: number;
  before: readonly Values[];
  patch: unknown;
  overrides?: readonly Override[] | null;
}

/** The fields and the lines as they are to be, with all that is wrong with them. */
async function judgePatch(
  tx: TxContext,
  { current, expectedVersion, before, patch, overrides }: Patch,
): Promise<{ values: Values; lines: readonly Values[]; faults: FieldError[] }> {
  const { fields, items } = splitItems(patch);
  const { values, errors } = judge(tx, contractFields, fields, {
    entity: 'Contract',
    mode: 'update',
    overrides,
    rules: contractRules,
    current,
  });
  const own = items
    ? judgeItems(tx, items, new Map(before.map((line) => [line.id as string, line])), overrides)
    : { lines: before, errors: [] };
  // a line that somebody else took away meanwhile is a conflict, not a slip of this caller
  if (own.errors.some((error) => error.code === 'INVALID_REFERENCE')) expectVersion(current, expectedVersion);
  const refs = (await resolveRefs(tx, model(tx), [values]))[0]!;
  const next = { ...current, ...values };
  const faults: FieldError[] = [...errors, ...own.errors, ...refs];
  if (refs.length === 0 && values.theirSignatoryId) faults.push(...(await signatoryFaults(tx, [next]))[0]!);
  if (isContractBinding(stateOf(current)) && !next.signedOn)
    faults.push(fieldError('SIGNED_ON_REQUIRED', ['signedOn']));
  return { values, lines: own.lines, faults };
}

/** Moves a contract with its items to the recycle bin. */
export async function removeContract(
  tx: TxContext,
  id: string,
  expectedVersion: number,
  reason: string | null,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  expectVersion(current, expectedVersion);
  const state = stateOf(current);
  if (!isContractRemovable(state)) throw fault('CONTRACT_NOT_REMOVABLE', [], { status: statusLabel(state) });
  await removeMany(tx, model(tx), [id], { reason, customerId: current.customerId as string });
  return id;
}

/** Back from the recycle bin, with the items that went there together with it. */
export async function restoreContract(tx: TxContext, id: string): Promise<string> {
  const values = await deletedRecord(tx, model(tx), id);
  await requireLiveCustomer(tx, values);
  await restoreMany(tx, model(tx), [id], { customerId: values.customerId as string });
  return id;
}
