import type { Problem } from './import-problem';

/** A contact as the sheet gives it, before the archive judges it. */
export interface ContactDraft {
  /** Which contact columns it comes from, for the column names of faults. */
  ordinal: number;
  input: Record<string, unknown>;
}

/** One row, read: what it wants to become and everything there is to say about it. */
export interface RowDraft {
  row: number;
  customer: Record<string, unknown>;
  contacts: ContactDraft[];
  /** 覆盖原因: accepts the warnings of this row. */
  overrideReason: string | null;
  problems: Problem[];
}

export const hasError = (draft: Pick<RowDraft, 'problems'>): boolean =>
  draft.problems.some(({ level }) => level === 'ERROR');

/** Adds a line to a text field that collects what has no field of its own. */
export function addRemark(input: Record<string, unknown>, line: string): void {
  const known = typeof input.remarks === 'string' && input.remarks !== '' ? `${input.remarks}\n` : '';
  input.remarks = known + line;
}
