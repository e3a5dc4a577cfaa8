import {
  contractApprovalStatus,
  contractFields,
  contractPerformanceStatus,
  fieldError,
  type ContractState,
  type FieldError,
  type Label,
} from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';

/** Where a stored contract stands. */
export const stateOf = (values: Values): ContractState => ({
  approvalStatus: values.approvalStatus as ContractState['approvalStatus'],
  performanceStatus: values.performanceStatus as ContractState['performanceStatus'],
  statusBeforeChange: values.statusBeforeChange as ContractState['statusBeforeChange'],
});

/** The status that people name: performance once there is one. */
export const statusLabel = ({ approvalStatus, performanceStatus }: ContractState): Label =>
  performanceStatus ? contractPerformanceStatus[performanceStatus] : contractApprovalStatus[approvalStatus];

/** Their signatories must be contacts of the contract's customer; one look-up for all rows. */
export async function signatoryFaults(tx: TxContext, rows: readonly Values[]): Promise<FieldError[][]> {
  const asked = [...new Set(rows.flatMap((row) => (row.theirSignatoryId ? [row.theirSignatoryId as string] : [])))];
  if (asked.length === 0) return rows.map(() => []);
  const found = await tx.connection.query<{ id: string; customer_id: string }>(
    `SELECT id, customer_id FROM contact WHERE id IN (${asked.map(() => '?').join(',')})`,
    asked,
  );
  const customerOf = new Map(found.map((row) => [row.id, row.customer_id]));
  return rows.map(({ theirSignatoryId, customerId }) =>
    theirSignatoryId && customerOf.get(theirSignatoryId as string) !== customerId
      ? [fieldError('OTHER_CUSTOMER', ['theirSignatoryId'], { field: contractFields.theirSignatoryId.label })]
      : [],
  );
}

/** Numbers that a live contract or an earlier row of the same call holds; the unique index has the last word. */
export async function numberFaults(tx: TxContext, rows: readonly Values[]): Promise<FieldError[][]> {
  const numbers = rows.map((row) => (row.number as string | null | undefined) ?? null);
  const seen = await takenNumbers(
    tx,
    numbers.filter((number): number is string => number !== null),
  );
  return numbers.map((number) => {
    if (number === null) return [];
    if (seen.has(number)) return [fieldError('DUPLICATE_CODE', ['number'], { value: number })];
    seen.add(number);
    return [];
  });
}

/** Those of these numbers that live contracts hold. */
export async function takenNumbers(tx: TxContext, numbers: readonly string[]): Promise<Set<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await tx.connection.query<{ number: string }>(
    `SELECT live_number AS number FROM contract WHERE live_number IN (${numbers.map(() => '?').join(',')})`,
    numbers,
  );
  return new Set(rows.map((row) => row.number));
}
