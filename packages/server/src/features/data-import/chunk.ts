import type { TxContext } from '../../platform/context/context';
import type { RowDraft } from './draft';
import type { Problem } from './import-problem';
import type { ImportOnDuplicate, ImportOutcome } from './import-job.entity';
import type { ImportTarget } from './import-target';
import type { JudgedDraft } from './judge-draft';
import type { Mapping } from './mapping';
import type { SeenChunk, SeenCustomer } from './seen-customers';

/** What became of one row. */
export interface RowResult {
  row: number;
  outcome: ImportOutcome;
  customerName: string | null;
  /** Raw id. */
  customerId: string | null;
  contactCount: number;
  problems: Problem[];
}

/** A row on its way through a chunk. */
export interface ChunkRow {
  draft: RowDraft;
  judged: JudgedDraft;
  result: RowResult;
  /** Its customer, once known. */
  seen: SeenCustomer | null;
  /** The customer was created by this very row. */
  isNew: boolean;
  /** What may be written to a customer that exists. */
  merge: 'fill' | 'overwrite';
}

/** What the steps of a chunk share. */
export interface ChunkContext {
  tx: TxContext;
  target: ImportTarget;
  mapping: Mapping;
  onDuplicate: ImportOnDuplicate;
  seen: SeenChunk;
  /** Names of users by raw id. */
  users: ReadonlyMap<string, string>;
}

export function fail(row: ChunkRow, ...problems: Problem[]): void {
  row.result.outcome = 'ERROR';
  row.result.problems.push(...problems);
}

export const isOpen = (row: ChunkRow): boolean => row.result.outcome !== 'ERROR' && row.result.outcome !== 'SKIPPED';
