import {
  computeScale,
  customerFields,
  customerRules,
  defaultNumbering,
  fieldError,
  overrideReason,
  type FieldError,
  type Money,
  type Override,
} from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { nextNumbers } from '../../platform/db/numbering';
import { deletedRecord, expectVersion, liveRecord, removalFaults } from '../../platform/db/one';
import { judge, parseRecord, resolveRefs } from '../../platform/db/parse';
import { removeMany, restoreMany } from '../../platform/db/bin';
import type { WriteOptions } from '../../platform/db/traces';
import { createMany, updateMany } from '../../platform/db/write';
import { UserFault, type UserErrorData } from '../../platform/graphql/user-fault';
import { duplicateFaults } from './customer.duplicates';

export interface CustomerRow {
  input: unknown;
  overrides?: readonly Override[] | null;
}
export type CustomerOutcome = { id: string; errors: null } | { id: null; errors: UserErrorData[] };

const model = (tx: TxContext) => tx.models.get('Customer');

/** Scale by the rule in force, from the figures of the record; the manual scale wins. */
function withScale(tx: TxContext, values: Values): Values {
  const figures = {
    industry: (values.industry as string | null) ?? null,
    headcount: (values.headcount as number | null) ?? null,
    annualRevenue: (values.annualRevenue as Money | null) ?? null,
    totalAssets: (values.totalAssets as Money | null) ?? null,
  };
  return { ...values, scale: values.scaleOverride ?? computeScale(figures, tx.clock.today()).scale };
}

/** A code that fails its check character is kept with the reason; a code that passes needs none. */
const checkReason = (overridden: readonly Override[]): string | null =>
  overrideReason(overridden, 'CREDIT_CODE_CHECK_DIGIT', ['unifiedSocialCreditCode']);

/**
 * Creates customers, each judged on its own: a faulty row does not keep the others out. The same rules for form, API and import.
 * All rows of one call also see each other as duplicates.
 */
export async function createCustomers(tx: TxContext, rows: readonly CustomerRow[]): Promise<CustomerOutcome[]> {
  const judged = rows.map(({ input, overrides }) =>
    judge(tx, customerFields, input, { entity: 'Customer', mode: 'create', overrides, rules: customerRules }),
  );
  const values = judged.map((one) => one.values);
  const refs = await resolveRefs(tx, model(tx), values);
  const doubles = await duplicateFaults(
    tx,
    values,
    rows.map((row) => row.overrides ?? []),
  );
  const seen = new Map<string, string>();
  const errors = judged.map((one, i): UserErrorData[] => [
    ...one.errors,
    ...refs[i]!,
    ...doubles[i]!,
    ...(one.parsed ? twiceHere(one.parsed.values, seen) : []),
  ]);
  const good = judged.flatMap((one, i) => (one.parsed && errors[i]!.length === 0 ? [{ i, ...one.parsed }] : []));
  const codes = await codesFor(tx, good.filter(({ values: v }) => !v.code).length);
  const owner = tx.actor?.userId ?? null;
  const ids = await createMany(
    tx,
    model(tx),
    good.map(({ values: v, overridden }) =>
      withScale(tx, {
        ...v,
        code: v.code ?? codes.shift(),
        ownerId: v.ownerId ?? owner,
        creditCodeOverrideReason: checkReason(overridden),
      }),
    ),
  );
  const outcome = rows.map((_, i): CustomerOutcome => ({ id: null, errors: errors[i]! }));
  good.forEach(({ i }, at) => (outcome[i] = { id: ids[at]!, errors: null }));
  return outcome;
}

/** The same code or number twice in one call. */
function twiceHere(values: Values, seen: Map<string, string>): FieldError[] {
  const faults: FieldError[] = [];
  for (const [field, code] of [
    ['unifiedSocialCreditCode', 'DUPLICATE_CREDIT_CODE'],
    ['code', 'DUPLICATE_CODE'],
  ] as const) {
    const value = values[field];
    if (typeof value !== 'string') continue;
    const key = `${field} ${value}`;
    if (seen.has(key)) faults.push(fieldError(code, [field], { name: seen.get(key)!, value }));
    else seen.set(key, String(values.name));
  }
  return faults;
}

async function codesFor(tx: TxContext, count: number): Promise<string[]> {
  if (count === 0) return [];
  return nextNumbers(tx, 'customer', defaultNumbering.customer, count, async (numbers) => {
    const rows = await tx.connection.query<{ code: string }>(
      `SELECT live_code AS code FROM customer WHERE live_code IN (${numbers.map(() => '?').join(',')})`,
      numbers,
    );
    return new Set(rows.map((row) => row.code));
  });
}

/** Creates one customer; throws what is wrong with it. Returns the raw id. */
export async function createCustomer(tx: TxContext, row: CustomerRow): Promise<string> {
  const [outcome] = await createCustomers(tx, [row]);
  if (outcome!.errors) throw new UserFault(outcome!.errors);
  return outcome!.id;
}

export interface UpdateCustomer {
  id: string;
  expectedVersion: number;
  patch: unknown;
  overrides?: readonly Override[] | null;
  /** How the trail names the change. */
  trace?: WriteOptions;
}

/** Changes fields; keeps the former name, recomputes the scale. */
export async function updateCustomer(
  tx: TxContext,
  { id, expectedVersion, patch, overrides, trace }: UpdateCustomer,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const { values, overridden } = await parseRecord(tx, model(tx), customerFields, patch, {
    mode: 'update',
    overrides,
    rules: customerRules,
    current,
  });
  const faults = (await duplicateFaults(tx, [values], [overrides ?? []], [id]))[0]!;
  if (faults.length) throw new UserFault(faults);
  const change: Values = { ...values };
  if ('name' in values && values.name !== current.name)
    change.formerNames = [
      ...new Set([...((current.formerNames as string[] | null) ?? []), String(current.name)]),
    ].filter((name) => name !== values.name);
  if ('unifiedSocialCreditCode' in values && values.unifiedSocialCreditCode !== current.unifiedSocialCreditCode)
    change.creditCodeOverrideReason = checkReason(overridden);
  change.scale = withScale(tx, { ...current, ...change }).scale;
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: change }], trace);
  return id;
}

export interface RemoveCustomer {
  id: string;
  expectedVersion: number;
  reason?: string | null;
  overrides?: readonly Override[] | null;
}

/** Moves a customer with all that belongs to it to the recycle bin; contracts that stay on file must be let go with a reason. */
export async function removeCustomer(
  tx: TxContext,
  { id, expectedVersion, reason, overrides }: RemoveCustomer,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  expectVersion(current, expectedVersion);
  const against = await removalFaults(tx, model(tx), id, overrides ?? []);
  if (against.errors.length) throw new UserFault(against.errors);
  await removeMany(tx, model(tx), [id], { reason: against.reason ?? reason ?? null });
  return id;
}

/** Back from the recycle bin, with what went there together with it. */
export async function restoreCustomer(tx: TxContext, id: string): Promise<string> {
  const values = await deletedRecord(tx, model(tx), id);
  const faults = (
    await duplicateFaults(tx, [values], [[{ code: 'DUPLICATE_NAME', path: ['name'], reason: 'restored' }]], [id])
  )[0]!;
  if (faults.length) throw new UserFault(faults);
  await restoreMany(tx, model(tx), [id]);
  return id;
}
