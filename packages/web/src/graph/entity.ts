import type { Fields, Label, Scope } from '@dossier/shared';

/** How one entity reaches another in the graph. */
export interface Relation {
  /** GraphQL type at the other end. */
  to: string;
  many: boolean;
  label: Label;
}

/** What the console knows about an entity: enough to write its documents, filters, columns and forms. */
export interface Entity {
  /** Root field of one record, such as `customer`. */
  name: string;
  /** Root field of the list, such as `customers`. */
  plural: string;
  /** GraphQL type, such as `Customer`. */
  type: string;
  label: Label;
  fields: Fields;
  /** The field that names a record to a person. */
  title: string;
  /** The field that says whom a record without a name is about. */
  about?: string;
  relations: Readonly<Record<string, Relation>>;
  /** Append-only rows: no version, no one who changed them last. */
  log?: boolean;
  /** Scope to take the list away as a file, where it is not the usual one. */
  exportScope?: Scope;
  /** Whether the list takes `search`. */
  searchable: boolean;
  /** What the search of the list finds, where it is not what a customer's finds. */
  keyword?: Label;
}

/** A value that rights may hide. (Templates read `|` as something else, so they need the word.) */
export type Maybe<T> = T | null;

/** A row as the graph answers it: known keys, everything else by the asked columns. */
export type Row = { id: string; version?: number } & Record<string, unknown>;

const registry = new Map<string, Entity>();

/** Makes an entity known to builders that walk relations; called once per feature at start. */
export function registerEntity(entity: Entity): Entity {
  registry.set(entity.type, entity);
  return entity;
}

/** The entity of this GraphQL type; a missing one is a fault of the program, not of the user. */
export function entityOf(type: string): Entity {
  const entity = registry.get(type);
  if (!entity) throw new Error(`unknown entity: ${type}`);
  return entity;
}

/** Whether an entity of this type is known. */
export const hasEntity = (type: string): boolean => registry.has(type);

/** `ownerId` in an input is `owner` in the graph. */
export const relationName = (refField: string): string => refField.replace(/Id$/, '');

/** Whether a value is a reference to a record in the recycle bin. */
export const isRemoved = (value: unknown): boolean => typeof valueAt(value, 'deletedAt') === 'string';

/** Whether the record that holds the value at a dotted path was removed; the row itself does not count. */
export const isOfRemoved = (row: unknown, path: string): boolean =>
  path.includes('.') && isRemoved(valueAt(row, path.slice(0, path.lastIndexOf('.'))));

/** The value at a dotted path of a row, or null. */
export function valueAt(row: unknown, path: string): unknown {
  let value: unknown = row;
  for (const key of path.split('.')) {
    if (value === null || typeof value !== 'object') return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value ?? null;
}

/** Every entity that is known. */
export const allEntities = (): Entity[] => [...registry.values()];
