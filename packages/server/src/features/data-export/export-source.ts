import type { ExportKind, Scope } from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import type { FieldChange } from '../../platform/audit/record';
import type { EntityModel } from '../../platform/query/model';
import type { OutputRow } from '../../platform/sheet/sheet-writer';

/** Rows to write, wherever they come from: the same for a file that is streamed at once and for one that is made by a job. */
export interface ExportSource {
  kind: ExportKind;
  model: EntityModel;
  /** Paths of the columns that are asked for. */
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
  /** The rows as a sheet has them. Which columns it has, its header, may be known only with the rows. */
  table(ctx: RequestContext): Promise<ExportTable>;
  /** The rows as objects of JSON lines. */
  objects(ctx: RequestContext): AsyncIterable<unknown>;
}
export interface ExportTable {
  header: readonly string[];
  rows: AsyncIterable<OutputRow>;
}

/** Scopes for reading a list and taking it away. */
export const scopesOf = ({ readScope, exportScope }: EntityModel): Scope[] => [
  ...(readScope ? [readScope] : []),
  exportScope ?? 'export:create',
];

/** Each of them, made into something else as it comes. */
export async function* each<T, R>(items: AsyncIterable<T>, make: (item: T) => R): AsyncGenerator<R> {
  for await (const item of items) yield make(item);
}
