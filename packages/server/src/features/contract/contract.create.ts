import {
  applyOverrides,
  contractFields,
  contractRules,
  defaultNumbering,
  overrideReason,
  type FieldError,
  type Override,
} from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { nextNumbers } from '../../platform/db/numbering';
import { judge, resolveRefs } from '../../platform/db/parse';
import { createMany } from '../../platform/db/write';
import { UserFault, type UserErrorData } from '../../platform/graphql/user-fault';
import { initialAmount, moneyOf, newAmountFaults, withTax } from './contract.amounts';
import { numberFaults, signatoryFaults, takenNumbers } from './contract.checks';
import { createItems, judgeItems } from './contract.items';

export interface ContractRow {
  /** Fields of the contract and `items`. */
  input: unknown;
  overrides?: readonly Override[] | null;
  /** Raw id of the contract that this one renews. */
  renewedFromId?: string;
  /** Currency of the sum of the items where no amount is said; CNY if left out. */
  currency?: string;
}
export type ContractOutcome = { id: string; errors: null } | { id: null; errors: UserErrorData[] };

interface Judged {
  values: Values;
  lines: Values[];
  errors: FieldError[];
  /** Why an amount that differs from its items was accepted. */
  reason: string | null;
}
const model = (tx: TxContext) => tx.models.get('Contract');

/** An input is one object for callers: its own fields and the lines. */
export function splitItems(input: unknown): { fields: unknown; items: unknown[] | null } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { fields: input, items: null };
  const { items, ...fields } = input as { items?: unknown };
  return { fields, items: Array.isArray(items) ? items : null };
}

function judgeContract(tx: TxContext, { input, overrides, currency }: ContractRow): Judged {
  const { fields, items } = splitItems(input);
  const { values: read, errors } = judge(tx, contractFields, fields, {
    entity: 'Contract',
    mode: 'create',
    overrides,
    rules: contractRules,
  });
  const own = judgeItems(tx, items ?? [], new Map(), overrides);
  const values: Values = { ...read };
  // an amount is compared with its items as soon as both can be read, whatever else is wrong
  if (own.errors.length || errors.some(({ path }) => path[0] === 'amount'))
    return { values, lines: own.lines, errors: [...errors, ...own.errors], reason: null };
  const amount = initialAmount(values, own.lines, currency);
  const sum = applyOverrides(newAmountFaults(amount, own.lines), overrides ?? []);
  Object.assign(values, withTax(amount, (values.taxRate as string | null | undefined) ?? null));
  return {
    values,
    lines: own.lines,
    errors: [...errors, ...sum.errors],
    reason: overrideReason(sum.overridden, 'CONTRACT_AMOUNT_MISMATCH', ['amount']),
  };
}

/**
 * Creates contract drafts with their items, each judged on its own: a faulty row does not keep the others out. The same rules
 * for form, API and import. A contract without a number gets the next one; without an amount it gets the sum of its items.
 */
export async function createContracts(tx: TxContext, rows: readonly ContractRow[]): Promise<ContractOutcome[]> {
  const judged = rows.map((row) => judgeContract(tx, row));
  const values = judged.map((one) => one.values);
  const refs = await resolveRefs(tx, model(tx), values);
  const strangers = await signatoryFaults(
    tx,
    values.map((row, i) => (refs[i]!.length || !row.customerId ? {} : row)),
  );
  const doubles = await numberFaults(tx, values);
  const errors = judged.map((one, i): UserErrorData[] => [
    ...one.errors,
    ...refs[i]!,
    ...strangers[i]!,
    ...doubles[i]!,
  ]);
  const good = rows.flatMap((row, i) =>
    errors[i]!.length === 0 ? [{ i, ...judged[i]!, renewedFromId: row.renewedFromId ?? null }] : [],
  );
  const numbers = await nextNumbersFor(tx, good.filter((one) => !one.values.number).length);
  const owner = tx.actor?.userId ?? null;
  const ready = good.map((one) => ({
    ...one,
    values: {
      ...one.values,
      number: one.values.number ?? numbers.shift(),
      ownerId: one.values.ownerId ?? owner,
      renewedFromId: one.renewedFromId,
      itemsRevision: one.lines.length ? 1 : 0,
    },
  }));
  const ids = await insert(tx, ready);
  const outcome = rows.map((_, i): ContractOutcome => ({ id: null, errors: errors[i]! }));
  ready.forEach(({ i }, at) => (outcome[i] = { id: ids[at]!, errors: null }));
  return outcome;
}

/** Writes contracts and lines; an accepted difference keeps its reason in the trail of its own contract. */
async function insert(tx: TxContext, ready: readonly (Judged & { values: Values })[]): Promise<string[]> {
  const plain = ready.filter(({ reason }) => !reason);
  const ids = new Map<Judged, string>();
  const made = await createMany(
    tx,
    model(tx),
    plain.map(({ values }) => values),
  );
  plain.forEach((one, at) => ids.set(one, made[at]!));
  for (const one of ready)
    if (one.reason) ids.set(one, (await createMany(tx, model(tx), [one.values], { reason: one.reason }))[0]!);
  await createItems(
    tx,
    ready.map((one) => ({
      id: ids.get(one)!,
      customerId: one.values.customerId as string,
      lines: one.lines,
      amount: moneyOf(one.values),
    })),
  );
  return ready.map((one) => ids.get(one)!);
}

async function nextNumbersFor(tx: TxContext, count: number): Promise<string[]> {
  return count === 0
    ? []
    : nextNumbers(tx, 'contract', defaultNumbering.contract, count, (numbers) => takenNumbers(tx, numbers));
}

/** Creates one contract; throws what is wrong with it. Returns the raw id. */
export async function createContract(tx: TxContext, row: ContractRow): Promise<string> {
  const [outcome] = await createContracts(tx, [row]);
  if (outcome!.errors) throw new UserFault(outcome!.errors);
  return outcome!.id;
}
