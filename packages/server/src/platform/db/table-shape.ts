import type { Dialect } from './database';

/** `bytes` travel as hexadecimal digits. */
export type ColumnKind = 'integer' | 'real' | 'text' | 'bytes';
export interface ColumnShape {
  name: string;
  kind: ColumnKind;
}
/** A table as both engines describe it: columns by name, so that the order in which steps added them does not matter. */
export interface TableShape {
  name: string;
  columns: ColumnShape[];
  /** In the order of the key; a table without one is read in the order of all its columns. */
  primary: string[];
}

/** The whole database as it stood at one moment, read on a connection of its own while others write. */
export interface Snapshot {
  readonly dialect: Dialect;
  /** Every table but the list of migrations, by name. */
  readonly tables: readonly TableShape[];
  /** Names of the applied migrations, oldest first. */
  readonly migrations: readonly string[];
  /** Rows of a table, each as the text of a JSON array, in the order of the key. The texts are the same on both engines. */
  rows(table: TableShape): AsyncIterable<readonly string[]>;
  count(table: string): Promise<number>;
  close(): Promise<void>;
}

/** The columns that decide in which order rows are read. */
export const orderOf = ({ primary, columns }: TableShape): string =>
  (primary.length > 0 ? primary : columns.map(({ name }) => name)).map((name) => `\`${name}\``).join(', ');

/** The list of applied steps is kept apart: it says which schema the rows belong to. */
export const migrationTable = 'migration';
/** Not part of the archive: how a restore stands. */
export const innerTables: ReadonlySet<string> = new Set([migrationTable, 'restore_journal']);

/** Whether names given by a file can be names of ours: they become part of statements. */
export const isPlainName = (name: unknown): name is string =>
  typeof name === 'string' && /^[a-z_][a-z0-9_]{0,63}$/.test(name);
