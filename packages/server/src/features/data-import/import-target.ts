import type { Override } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { UserErrorData } from '../../platform/graphql/user-fault';

export interface TargetRow {
  input: unknown;
  overrides?: readonly Override[] | null;
}
export interface TargetUpdate {
  /** Raw id. */
  id: string;
  expectedVersion: number;
  patch: unknown;
  overrides?: readonly Override[] | null;
}
/** Raw id of what was created, or why it was not. */
export type TargetOutcome = { id: string; errors: null } | { id: null; errors: UserErrorData[] };

/** The services that an import writes through: the same that forms and API use. The assembly hands them in. */
export interface ImportTarget {
  createCustomers(tx: TxContext, rows: readonly TargetRow[]): Promise<TargetOutcome[]>;
  updateCustomer(tx: TxContext, update: TargetUpdate): Promise<string>;
  createContacts(tx: TxContext, rows: readonly TargetRow[]): Promise<TargetOutcome[]>;
  updateContact(tx: TxContext, update: TargetUpdate): Promise<string>;
}
