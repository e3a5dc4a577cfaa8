import { reactive, watch } from 'vue';
import { useRoute, useRouter, type LocationQuery } from 'vue-router';
import type { Group } from '../graph/filter';
import { PAGE_SIZES, type ListChoice } from '../graph/list';
import { sortFromText, sortToText, type SortKey } from '../graph/order';

export interface ListDefaults {
  sort: SortKey[];
  columns: string[];
  size?: number;
}
interface Options {
  name: string;
  defaults: ListDefaults;
  quickKeys: readonly string[];
  /** Whether the list can be ordered by a path. */
  canSort?: (path: string) => boolean;
  /** Told the parts of a linked order that the list does not know; the rest of the link holds. */
  onUnknownSort?: (paths: string[]) => void;
  /** False for a list inside another page: its state lives with the component. */
  inUrl: boolean;
}

const one = (value: LocationQuery[string] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? '';

/** A builder tree from the URL; a broken one is no filter rather than an error page. */
function readWhere(text: string): Group | null {
  try {
    const tree = JSON.parse(text) as Group;
    return tree.kind === 'group' && Array.isArray(tree.items) ? tree : null;
  } catch {
    return null;
  }
}

function readColumns(query: LocationQuery, name: string): string[] | null {
  const text = one(query.cols) || (localStorage.getItem(`dossier.columns.${name}`) ?? '');
  const keys = text.split(',').filter(Boolean);
  return keys.length > 0 ? keys : null;
}

/** The parts of a linked order that name nothing to order by. */
export function unknownSort(query: LocationQuery, canSort: (path: string) => boolean): string[] {
  const parts = one(query.sort).split(',').filter(Boolean);
  return parts
    .filter((part) => {
      const [key] = sortFromText(part);
      return !key || !canSort(key.path);
    })
    .map((part) => part.replace(/^-/, ''));
}

/** The choice written in a query string. */
export function choiceFromQuery(
  query: LocationQuery,
  { name, defaults, quickKeys, canSort = () => true }: Omit<Options, 'inUrl'>,
): ListChoice {
  const size = Number(one(query.size));
  const sort = sortFromText(one(query.sort)).filter((key) => canSort(key.path));
  const quick = quickKeys
    .map((key) => [key, one(query[key]).split(',').filter(Boolean)] as const)
    .filter(([, values]) => values.length > 0);
  return {
    text: one(query.q),
    quick: Object.fromEntries(quick),
    where: readWhere(one(query.where)),
    sort: sort.length > 0 ? sort : defaults.sort,
    page: Math.max(1, Math.trunc(Number(one(query.page))) || 1),
    size: PAGE_SIZES.some((known) => known === size) ? size : (defaults.size ?? 50),
    columns: readColumns(query, name) ?? defaults.columns,
  };
}

/** The query string of a choice; what equals the default is left out, so that links stay short. */
export function queryFromChoice(choice: ListChoice, defaults: ListDefaults): Record<string, string> {
  const query: Record<string, string> = {};
  if (choice.text) query.q = choice.text;
  for (const [key, values] of Object.entries(choice.quick)) if (values.length > 0) query[key] = values.join(',');
  if (choice.where) query.where = JSON.stringify(choice.where);
  if (sortToText(choice.sort) !== sortToText(defaults.sort)) query.sort = sortToText(choice.sort);
  if (choice.page > 1) query.page = String(choice.page);
  if (choice.size !== (defaults.size ?? 50)) query.size = String(choice.size);
  if (choice.columns.join() !== defaults.columns.join()) query.cols = choice.columns.join(',');
  return query;
}

/** Filter, order, page and columns of a list, held in the URL so that a link or the back button brings them back. */
export function useListState(options: Options): ListChoice {
  const route = useRoute();
  const router = useRouter();
  const { name, defaults, quickKeys, inUrl, canSort = () => true } = options;
  const read = (query: LocationQuery): ListChoice => choiceFromQuery(query, { name, defaults, quickKeys, canSort });
  const choice = reactive<ListChoice>(read(inUrl ? route.query : {}));

  watch(
    () => choice.columns,
    (columns) => {
      // the columns of a saved view are the view's, not the reader's habit
      if (!inUrl || !route.query.view) localStorage.setItem(`dossier.columns.${name}`, columns.join(','));
    },
  );
  if (!inUrl) return choice;

  const own = new Set([...quickKeys, 'q', 'where', 'sort', 'page', 'size', 'cols']);
  const path = route.path;
  function write(): void {
    if (route.path !== path) return;
    const kept = Object.entries(route.query).filter(([key]) => !own.has(key));
    void router.replace({
      query: { ...Object.fromEntries(kept), ...queryFromChoice(choice, defaults) },
      hash: route.hash,
    });
  }
  /** What a link asked for in vain is said once and leaves the address. */
  function tellUnknown(query: LocationQuery): void {
    const unknown = unknownSort(query, canSort);
    if (unknown.length === 0) return;
    options.onUnknownSort?.(unknown);
    write();
  }
  tellUnknown(route.query);
  watch(choice, write);
  watch(
    () => route.query,
    (query) => {
      if (route.path !== path) return;
      const next = read(query);
      if (JSON.stringify(queryFromChoice(next, defaults)) !== JSON.stringify(queryFromChoice(choice, defaults)))
        Object.assign(choice, next);
      tellUnknown(query);
    },
  );
  return choice;
}
