import type { ExportExtent, ExportFormat, ExportKind, Scope } from '@dossier/shared';

/** A list as the console shows it, with columns by path. */
export interface ListQuestion {
  list: string;
  columns: readonly string[];
  /** As they came: read anew, by the schema of the day, each time the question is put. */
  filter: unknown;
  orderBy: unknown;
  search: string | null;
}
/** A document; of its list or groups (`root`: which, by response key) the rows are taken. */
export interface DocumentQuestion {
  document: string;
  variables: Readonly<Record<string, unknown>>;
  root: string | null;
  /** All rows when left out. */
  extent?: ExportExtent;
}
export type Question = ListQuestion | DocumentQuestion;

/** What a job keeps, sealed: a question may hold an account number. */
export interface StoredRequest {
  question: Question;
  /** Of the token that asked; null where a person did. More than these it never gets. */
  scopes: readonly Scope[] | null;
}

/** The schedule that asks; with `dueAt` it asks by itself, without it a person ran it by hand. */
export interface ExportOrigin {
  scheduleId: string;
  dueAt?: string;
  missedRuns?: number;
}

/** What is known of an export before it runs. */
export interface ExportPlan {
  kind: ExportKind;
  entity: string;
  title: string;
  format: ExportFormat;
  columnCount: number;
  needs: readonly Scope[];
  origin?: ExportOrigin;
}
