import type { Field, Label } from '@dossier/shared';
import type { Column } from './column';
import type { Entity, Row } from './entity';
import type { GraphFilter, Group } from './filter';
import type { SortKey } from './order';
import type { ListViewsModel } from './views';

export interface Option {
  value: string;
  label: string;
  /** Shown under a heading of this text. */
  group?: string;
}

/** One of the few filters that stand open above a list. */
export interface QuickFilter {
  /** Name in the URL. */
  key: string;
  label: Label;
  field?: Field;
  /** The choices; asked for when the filter is first opened. */
  options: () => Option[] | Promise<Option[]>;
  /** One choice only. */
  single?: boolean;
  toFilter: (values: readonly string[]) => GraphFilter;
}

/** What a reader has chosen; the URL holds it. */
export interface ListChoice {
  text: string;
  quick: Record<string, string[]>;
  where: Group | null;
  sort: SortKey[];
  page: number;
  size: number;
  columns: string[];
}

/** A list as the screens see it. The composable fills it, the parts in `ui/list` show it. */
export interface ListModel {
  name: string;
  entity: Entity;
  choice: ListChoice;
  allColumns: readonly Column[];
  defaultColumns: readonly string[];
  columns: readonly Column[];
  quick: readonly QuickFilter[];
  rows: readonly Row[];
  total: number | null;
  loading: boolean;
  error: Error | null;
  /** Whether anything narrows the list. */
  filtered: boolean;
  deleted: boolean;
  /** Ways to see it that can be chosen again; null for a list inside another page. */
  views: ListViewsModel | null;
  patch: (change: Partial<ListChoice>) => void;
  sortBy: (path: string, keepOthers: boolean) => void;
  clear: () => void;
  refetch: () => void;
  count: (filter: GraphFilter | undefined) => Promise<number | null>;
  /** Takes the whole list, or these of its records, out as a file; null when the reader may not. */
  exportRows: ((ids?: readonly string[]) => void) | null;
  /** The filter a builder tree makes together with everything else that narrows the list. */
  filterWith: (where: Group | null) => GraphFilter | undefined;
}

/** `offset` beyond this is refused by the graph: a reader narrows, a program pages by cursor. */
export const MAX_OFFSET = 10_000;
export const PAGE_SIZES = [20, 50, 100, 200] as const;
