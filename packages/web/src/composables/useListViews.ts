import { useApolloClient, useQuery } from '@vue/apollo-composable';
import { computed, reactive, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { SavedViewsDocument } from '../gql/saved-views';
import type { SavedViewsQuery } from '../gql/types';
import type { Entity } from '../graph/entity';
import type { GraphFilter } from '../graph/filter';
import type { ListChoice } from '../graph/list';
import { orderToGraph } from '../graph/order';
import type { ListView, ListViewsModel } from '../graph/views';
import { usePreferences } from '../stores/preferences';
import { useSession } from '../stores/session';
import { builtInViews } from './builtInViews';
import { useAct, useAttempt } from './useAct';
import { useCan } from './useCan';
import { queryFromChoice, type ListDefaults } from './useListState';
import type { ViewChanges, ViewContent } from './viewChanges';

interface Options {
  entity: Entity;
  choice: ListChoice;
  defaults: ListDefaults;
  /** Keys of the quick filters: a list with one of owners has views by owner. */
  quickKeys: readonly string[];
  filter: () => GraphFilter | undefined;
}
type Saved = SavedViewsQuery['savedViews']['nodes'][number];

/** What a view holds of the address: all of it but the page, and always its columns. */
export function viewQuery(choice: ListChoice, defaults: ListDefaults): Record<string, string> {
  const query = { ...queryFromChoice(choice, defaults), cols: choice.columns.join(',') };
  delete (query as Record<string, string>).page;
  return query;
}

function layoutOf(text: string | null): Record<string, string> {
  try {
    const layout = JSON.parse(text ?? '{}') as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(layout).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}

/** The views of a list: the console's own, those of the reader, those that were shared. The address names the one that is chosen. */
export function useListViews({ entity, choice, defaults, quickKeys, filter }: Options): ListViewsModel {
  const route = useRoute();
  const router = useRouter();
  const session = useSession();
  const preferences = usePreferences();
  const can = useCan();
  const { act } = useAct();
  const attempt = useAttempt();
  const { client } = useApolloClient();
  const me = session.user?.id ?? '';
  const { result, refetch } = useQuery(
    SavedViewsDocument,
    { list: entity.type, me },
    { fetchPolicy: 'cache-and-network', errorPolicy: 'all' },
  );

  const builtIn = computed(() => builtInViews(quickKeys.includes('owner'), me, result.value?.user?.department?.id));
  const savedView = (view: Saved): ListView => ({
    key: view.id,
    label: null,
    name: view.name,
    folder: view.folder ?? '',
    query: layoutOf(view.layout),
    compact: view.density ? view.density === 'COMPACT' : null,
    visibility: view.visibility ?? 'PRIVATE',
    ownerName: view.owner?.name ?? '',
    mine: can('view:update') && (view.owner?.id === me || (view.visibility !== 'PRIVATE' && can('user:update'))),
    version: view.version,
  });
  const all = computed(() => [...builtIn.value, ...(result.value?.savedViews.nodes ?? []).map(savedView)]);
  const active = computed(() => all.value.find(({ key }) => key === route.query.view) ?? all.value[0]!);
  const now = computed(() => viewQuery(choice, defaults));
  const changed = computed(() => {
    const { key, query } = active.value;
    if (key === 'all') return false;
    const { cols = now.value.cols, ...rest } = query;
    const sorted = (given: Record<string, string | undefined>) => JSON.stringify(Object.entries(given).sort());
    return sorted({ ...rest, cols }) !== sorted(now.value);
  });
  const defaultKey = computed(() => result.value?.listDefaults.find(({ list }) => list === entity.type)?.view ?? 'all');

  function choose(view: ListView, replace = false): void {
    if (view.compact !== null) preferences.compact = view.compact;
    const query = view.key === 'all' ? {} : { ...view.query, view: view.key };
    void router[replace ? 'replace' : 'push']({ query, hash: route.hash });
  }
  // a list that is opened plainly begins with the reader's choice; a link that says what it wants is left alone
  const plain = Object.keys(route.query).length === 0;
  const stop = watch(
    () => result.value,
    (answer) => {
      if (!answer) return;
      queueMicrotask(() => stop());
      const first = all.value.find(({ key }) => key === defaultKey.value);
      if (plain && first && first.key !== 'all' && Object.keys(route.query).length === 0) choose(first, true);
    },
    { immediate: true },
  );

  const content = (): ViewContent => {
    const wanted = filter();
    return {
      search: choice.text || null,
      filter: wanted ? JSON.stringify(wanted) : null,
      orderBy: JSON.stringify(orderToGraph(choice.sort)),
      columns: [...choice.columns],
      density: preferences.compact ? 'COMPACT' : 'ROOMY',
      layout: JSON.stringify(now.value),
    };
  };
  const changes = async () =>
    (await import('./viewChanges')).viewChanges({
      list: entity.type,
      act,
      attempt,
      client,
      content,
      refetch: async () => refetch(),
      created: (id) => void router.push({ query: { ...now.value, view: id } }),
      removed: () => choose(all.value[0]!),
      restored: (id) => choose(all.value.find(({ key }) => key === id) ?? all.value[0]!),
    });
  /** The list as a version had it; the view stays, so that it can be kept or left again. */
  function preview({ key }: ListView, kept: string): void {
    const { layout, density } = JSON.parse(kept) as Partial<Record<string, string | null>>;
    if (density) preferences.compact = density === 'COMPACT';
    void router.push({ query: { ...layoutOf(layout ?? null), view: key }, hash: route.hash });
  }

  const late: ViewChanges = {
    save: async (about) => (await changes()).save(about),
    update: async (view, about) => (await changes()).update(view, about),
    remove: async (view) => (await changes()).remove(view),
    setDefault: async (view) => (await changes()).setDefault(view),
    versions: async (view, after) => (await changes()).versions(view, after),
    restore: async (view, number) => (await changes()).restore(view, number),
  };

  return reactive({
    all,
    active,
    changed,
    defaultKey,
    canSave: can('view:create'),
    canShare: can('view:share'),
    canRemove: can('view:remove'),
    choose: (view: ListView) => choose(view),
    preview,
    ...late,
  }) as ListViewsModel;
}
