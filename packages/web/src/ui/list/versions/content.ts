import type { Label } from '@dossier/shared';
import type { Entity } from '../../../graph/entity';
import { emptyGroup, type GraphFilter, type Group, type Item } from '../../../graph/filter';
import { treeFrom } from '../../../graph/filter-from';
import type { SortKey } from '../../../graph/order';
import { orderFrom } from '../../../graph/order-from';

/** What a version of a view kept, read back. */
export interface KeptView {
  search: string;
  /** The conditions; null where they have no words. */
  where: Group | null;
  sort: SortKey[];
  columns: string[];
  density: string;
}

const isObject = (value: unknown): value is GraphFilter =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : null;
  } catch {
    return null;
  }
}

/** Conditions that stand for themselves: a bracket around all of them says nothing. */
function conditions(entity: Entity, filter: unknown): Group | null {
  if (!isObject(filter)) return emptyGroup();
  const tree = treeFrom(entity, filter);
  const [only] = tree?.items ?? [];
  return tree && tree.items.length === 1 && only?.kind === 'group' && !only.not ? only : tree;
}

/** Reads the content of a version. */
export function keptView(entity: Entity, content: string): KeptView {
  const given = parsed(content);
  const { search, filter, orderBy, columns, density } = isObject(given) ? given : {};
  return {
    search: typeof search === 'string' ? search : '',
    where: conditions(entity, parsed(filter)),
    sort: orderFrom(parsed(orderBy)),
    columns: Array.isArray(columns) ? columns.map(String) : [],
    density: typeof density === 'string' ? density : '',
  };
}

/** How the parts of a view are said. */
export interface Say {
  item: (item: Item) => string;
  column: (key: string) => string;
  sort: (key: SortKey) => string;
  density: (density: string) => string;
  t: (key: string, given?: Record<string, unknown>) => string;
}

const conditionsOf = ({ where }: KeptView, say: Say): string[] => {
  if (!where) return [say.t('views.unreadable')];
  const told = where.items.map(say.item);
  if (where.not) return [`${say.t('filter.not')}（${told.join(` ${say.t(`filter.${where.op}`)} `)}）`];
  return where.op === 'or' && told.length > 1 ? [told.join(` ${say.t('filter.or')} `)] : told;
};

/** A view in words, part by part; `none` stands where there is nothing. */
export function partsOf(view: KeptView, say: Say): { part: Part; words: string[] }[] {
  const all: Record<Part, string[]> = {
    search: view.search ? [view.search] : [],
    filter: conditionsOf(view, say),
    order: view.sort.map(say.sort),
    columns: view.columns.map(say.column),
    density: view.density ? [say.density(view.density)] : [],
  };
  return PARTS.map((part) => ({ part, words: all[part] }));
}
export const PARTS = ['search', 'filter', 'order', 'columns', 'density'] as const;
export type Part = (typeof PARTS)[number];
/** Parts that are a set: what came and what went is told. The others are told as they are now. */
const SETS: ReadonlySet<Part> = new Set(['filter', 'columns']);

export interface Difference {
  part: Part;
  added: string[];
  removed: string[];
  /** The whole part as it became, where it is no set, or the same things stand in another order. */
  now: string[] | null;
}
/** What one save changed, in words. */
export function differences(before: KeptView, after: KeptView, say: Say): Difference[] {
  const was = new Map(partsOf(before, say).map(({ part, words }) => [part, words]));
  return partsOf(after, say).flatMap(({ part, words }): Difference[] => {
    const old = was.get(part) ?? [];
    if (words.join('\n') === old.join('\n')) return [];
    const added = words.filter((one) => !old.includes(one));
    const removed = old.filter((one) => !words.includes(one));
    const set = SETS.has(part) && added.length + removed.length > 0;
    return [{ part, added: set ? added : [], removed: set ? removed : [], now: set ? null : words }];
  });
}

/** The label of a column of the list, or of a path that it has none for. */
export const labelOf = (
  columns: readonly { key: string; sort: string | null; label: Label }[],
  path: string,
): Label | null => columns.find(({ key, sort }) => key === path || sort === path)?.label ?? null;
