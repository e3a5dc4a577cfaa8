import type { ExportKind, Scope } from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import type { FieldChange } from '../../platform/audit/record';
import type { EntityModel } from '../../platform/query/model';
import type { OutputRow } from '../../platform/sheet/sheet-writer';

/** Rows to write, wherever they come from: the same for a file that is streamed at once and for one that is made by a job. */
export interface ExportSource {
  kind: ExportKind;
  model: EntityModel;
  header: readonly string[];
  /** Paths of the columns. */
  paths: readonly string[];
  /** Scopes without which nobody takes these rows. */
  needs: readonly Scope[];
  /** Scopes for what stands beside them; where they are missing, it stays empty. */
  reads: readonly Scope[];
  /** The question as the operation log tells it. */
  told: readonly FieldChange[];
  /** Refuses, before anything is read, what the caller may not ask by and what is too dear. */
  check(ctx: RequestContext): Promise<void>;
  /** How many rows there are; null where only the end knows. */
  count(ctx: RequestContext): Promise<number | null>;
  rows(ctx: RequestContext): AsyncIterable<ExportedRow>;
}
export interface ExportedRow {
  cells(): OutputRow;
  /** The same as an object of a JSON line. */
  object(): unknown;
}

/** Scopes for reading a list and taking it away. */
export const scopesOf = ({ readScope, exportScope }: EntityModel): Scope[] => [
  ...(readScope ? [readScope] : []),
  exportScope ?? 'export:create',
];
