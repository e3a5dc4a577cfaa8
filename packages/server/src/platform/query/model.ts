import type { ErrorCode, Field, FieldError, Fields, Label, Scope } from '@dossier/shared';
import type { Actor, Clock } from '../context/actor';
import type { Dialect, Queryable } from '../db/database';
import type { SearchText } from '../search/tokens';
import type { Sql } from './sql';

/** One entity, declared once. Columns, graph type, filter, order, connections and writers follow from it. */
export interface EntityDeclaration {
  /** Graph type name. */
  name: string;
  /** Root list field. */
  plural: string;
  table: string;
  /** Prefix of exposed ids. */
  prefix: string;
  label: Label;
  description: string;
  fields: Fields;
  /** `record`: versioned, soft-deleted, stamped. `log`: append-only rows without these. */
  base?: 'record' | 'log';
  /** Scope needed to read it on any path; null = everyone signed in. */
  readScope: Scope | null;
  /** Row policy: a filter (as a caller would write it) that every compiled read of the entity carries; null = all rows. */
  rows: (actor: Actor) => Filter | null;
  /** Which rows are in the caller's range, by who looks after them; null = all. Enters every compiled read, and with `write` every write. */
  range?: RangeRule;
  /** Field rights inside values: what a log tells of fields that the caller may not read. */
  redact?: {
    field: string;
    /** Another field that tells how; its value is in the row as `@name`. */
    by: string;
    /** The part of its items that may be asked for by those who may not read all fields. */
    key: string;
    row: (row: Record<string, unknown>, actor: Actor) => void;
  };
  /** For `ref` fields: the name of the connection on the other side. */
  inverses?: Record<string, string>;
  /** A single child picked by a fixed filter and order, e.g. the primary contact. */
  hasOne?: Record<string, HasOneDeclaration>;
  /** Read as of a day: rebuilt from its trail. What the trail does not tell must not be part of it. */
  asOf?: true;
  /** Derived in SQL, never stored. */
  computed?: Record<string, ComputedDeclaration>;
  /** Text fields that have a stored pinyin key and are ordered by it. */
  pinyinSorted?: readonly string[];
  /** Derived key columns of live rows: null when the row is deleted or has no value. Those with a `code` are unique. */
  keys?: readonly KeyDeclaration[];
  /** Scope needed to take the list away as a file; `export:create` when left out. */
  exportScope?: Scope;
  /** `ref` fields whose parent takes this record along into the recycle bin. */
  childOf?: string;
  /** What records of this kind have to say against the removal of the parent that would take them along. */
  againstRemoval?: (connection: Queryable, parentId: string, actor: Actor | null) => Promise<readonly FieldError[]>;
  /**
   * Columns by which an index gives live rows in order, several of one index joined by commas. Lists in another order, or with conditions
   * on other columns, may look at all rows. Left out where a table stays small.
   */
  indexed?: readonly string[];
  /** Default order of lists. */
  order?: readonly OrderInput[];
  /** What search keeps of a record. */
  search?: SearchDeclaration;
  /** `ref` fields → entities whose search document a change of this record makes stale. */
  searchTouches?: Record<string, string>;
  /** `ref` fields → fields of that parent which this record's search document quotes. */
  searchFollows?: Record<string, readonly string[]>;
}

/** Where a range is asked: about rows of `alias`; `inner` gives aliases for statements inside the condition. */
export interface RangePlace {
  actor: Actor;
  alias: string;
  today: string;
  inner: () => string;
  /** Only what the caller may change. */
  write: boolean;
  /** The condition is compared with all that is in reach, found once, instead of each row being judged by itself as it is met. */
  asSet: boolean;
  dialect: Dialect;
}

/** The condition on rows; null where all are in range. The rest decides how rows are found, never which. */
export interface RangeRule {
  (at: RangePlace): Sql | null;
  /** Whether the caller's range is known to hold little. */
  few?(actor: Actor): boolean;
  /** What lists of somebody who reaches few start from: rows, and how they lead to those of the list, to each once. */
  start?(at: RangePlace): { rows: Sql; on: Sql };
  /** Rows are walked until enough are in range, which may take long: such lists are read apart. */
  walked?: boolean;
}

export interface SearchDeclaration {
  /** Where the searchable texts come from, as `Entity.field`: what the caller may not read is not searched. */
  fields: Readonly<Partial<Record<keyof SearchText, readonly string[]>>>;
  /** Parts that quote records which the caller's range may leave out, though it holds the record itself. */
  outOfReach?: (actor: Actor) => readonly (keyof SearchText)[];
  /** The searchable texts of live records; ids that are missing have left the search. */
  collect: (connection: Queryable, ids: readonly string[]) => Promise<Map<string, SearchText>>;
}

export type Filter = { readonly [key: string]: unknown };
export type OrderInput = { readonly [key: string]: unknown };

export interface HasOneDeclaration {
  target: string;
  /** The `ref` field of the target that points here. */
  by: string;
  filter?: Filter;
  order: readonly OrderInput[];
  description: string;
  label: Label;
}

export interface ComputedDeclaration {
  field: Field;
  sql: (alias: string, clock: Clock) => Sql;
  /** The same rule over a record that was rebuilt as of a day. */
  past?: (values: Readonly<Record<string, unknown>>, day: string) => unknown;
}

export interface KeyDeclaration {
  /** Column that carries the value of live rows only. */
  column: string;
  /** Its value for a row (null = none). Gets record values by field name. */
  key: (values: Readonly<Record<string, unknown>>) => string | null;
  /** Fields it depends on; an error is told at the first. */
  fields: readonly string[];
  /** Unique among live rows: the error code when another holds it. The unique index is the judge. */
  code?: ErrorCode;
}

/** A readable scalar of an entity. */
export interface FieldModel {
  readonly name: string;
  readonly field: Field | { kind: 'id'; label: Label; required: true; access: 'system'; hint?: Label };
  /** Main column; money has a second one, see `currencyColumn`. */
  readonly column: string;
  readonly currencyColumn?: string;
  readonly foldedColumn?: string;
  readonly pinyinColumn?: string;
  /** A secret's columns beside its mask. */
  readonly secret?: { readonly sealed: string; readonly blind: string };
  readonly nullable: boolean;
  readonly computed?: ComputedDeclaration['sql'];
}

export interface RelationModel {
  readonly name: string;
  readonly kind: 'one' | 'many' | 'hasOne';
  readonly target: EntityModel;
  /** The foreign key: on this table for `one`, on the target for the others. */
  readonly column: string;
  readonly label: Label;
  readonly description: string;
  readonly filter?: Filter;
  readonly order?: readonly OrderInput[];
  /** To-one: the parent that takes this record along into the recycle bin. */
  readonly owned?: boolean;
}

export interface EntityModel extends Omit<EntityDeclaration, 'fields'> {
  readonly dictionary: Fields;
  readonly base: 'record' | 'log';
  /** Everything readable by name, system fields included; `ref` fields are read through their relation. */
  readonly fields: ReadonlyMap<string, FieldModel>;
  /** `ref` fields of this table. */
  readonly refs: ReadonlyMap<string, FieldModel>;
  readonly relations: ReadonlyMap<string, RelationModel>;
}

/** Name of the root of its groups. */
export const groupsRoot = ({ name }: Pick<EntityModel, 'name'>): string =>
  `${name[0]!.toLowerCase()}${name.slice(1)}Groups`;

/** Raw id → exposed id. */
export const exposeId = (model: Pick<EntityModel, 'prefix'>, id: string): string => `${model.prefix}_${id}`;
