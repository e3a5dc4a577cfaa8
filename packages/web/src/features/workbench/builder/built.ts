import { entityOf } from '../../../graph/entity';
import type { Group } from '../../../graph/filter';

export const FUNCTIONS = ['count', 'sum', 'avg', 'min', 'max', 'countDistinct', 'share'] as const;
export type MeasureFunction = (typeof FUNCTIONS)[number];
export interface Measure {
  fn: MeasureFunction;
  /** Empty for the number of records, and for what part of it. */
  field: string;
}
/** What groups have in common. */
export interface Key {
  /** Dotted path of the field. */
  path: string;
  /** Part of the calendar or level of the code; empty for the value itself. */
  way: string;
  /** Where ranges of figures begin and end; empty for each value. */
  edges: string[];
  /** Of the edges, where the figure is money. */
  currency: string;
}
export interface Sort {
  /** Path of a column; of groups `count`, `sum.amount`, `key.signedOn`. */
  target: string;
  descending: boolean;
  /** Amounts of groups are compared in one currency. */
  currency: string;
}
export const BOUNDS = ['gte', 'gt', 'lte', 'lt', 'eq'] as const;
/** A condition on groups. */
export interface Having {
  /** Path of a measure, such as `count` or `sum.amount`. */
  target: string;
  operator: (typeof BOUNDS)[number];
  value: string;
  currency: string;
}
/** A question put together by clicks. */
export interface Built {
  /** Type of the records. */
  type: string;
  mode: 'rows' | 'groups';
  /** Paths of what is shown of each record, such as `owner.name`. */
  columns: string[];
  /** Words that records are searched by; empty for all. */
  search: string;
  where: Group | null;
  by: Key[];
  measures: Measure[];
  /** What the groups come to by their first keys, and all of them together. */
  rollUp: boolean;
  having: Having[];
  sort: Sort[];
  first: number;
}

export const YUAN = 'CNY';
export const MOST = { rows: 200, groups: 1000, keys: 4 } as const;
export const FIRST = { rows: 50, groups: 200 } as const;

/** Where a measure stands in an aggregate; a share stands in the group itself. */
export function measurePath({ fn, field }: Measure): string {
  if (fn === 'share') return field ? `share.sum.${field}` : 'share.count';
  return fn === 'count' ? 'count' : `${fn}.${field}`;
}

/** An empty question about records of a type. */
export const emptyBuilt = (type: string): Built => ({
  type,
  mode: 'rows',
  columns: [entityOf(type).title],
  search: '',
  where: null,
  by: [],
  measures: [{ fn: 'count', field: '' }],
  rollUp: false,
  having: [],
  sort: [],
  first: FIRST.rows,
});

export type Values = Record<string, unknown>;
/** A selection as data: a leaf is `true`. */
export interface Tree {
  [name: string]: true | Tree;
}
export const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
