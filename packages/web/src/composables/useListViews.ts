import { useQuery } from '@vue/apollo-composable';
import { computed, reactive, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { SavedViewsDocument } from '../gql/saved-views';
import type { SavedViewsQuery } from '../gql/types';
import type { Entity } from '../graph/entity';
import type { GraphFilter } from '../graph/filter';
import type { ListChoice } from '../graph/list';
import { orderToGraph } from '../graph/order';
import type { ListView, ListViewsModel, ViewAbout } from '../graph/views';
import { useText } from '../locales';
import { usePreferences } from '../stores/preferences';
import { useSession } from '../stores/session';
import { useAct } from './useAct';
import { useCan } from './useCan';
import { queryFromChoice, type ListDefaults } from './useListState';

interface Options {
  entity: Entity;
  choice: ListChoice;
  defaults: ListDefaults;
  /** Keys of the quick filters: a list with one of owners has views by owner. */
  quickKeys: readonly string[];
  filter: () => GraphFilter | undefined;
}
type Saved = SavedViewsQuery['savedViews']['nodes'][number];

/** Changing views is rare: its documents come with the first change. */
const changes = () => import('../gql/saved-view-changes');

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

const own = {
  folder: '',
  compact: null,
  visibility: 'PRIVATE',
  ownerName: '',
  mine: false,
  version: 0,
  name: '',
} as const;

/** Those of the department, as the filter builder would write it. */
const byDepartment = (id: string): string =>
  JSON.stringify({
    kind: 'group',
    op: 'and',
    not: false,
    items: [
      {
        kind: 'relation',
        relation: 'owner',
        quantifier: 'some',
        count: 1,
        group: {
          kind: 'group',
          op: 'and',
          not: false,
          items: [{ kind: 'condition', field: 'departmentId', operator: 'in', value: [id] }],
        },
      },
    ],
  });

/** The views of a list: the console's own, those of the reader, those that were shared. The address names the one that is chosen. */
export function useListViews({ entity, choice, defaults, quickKeys, filter }: Options): ListViewsModel {
  const route = useRoute();
  const router = useRouter();
  const session = useSession();
  const preferences = usePreferences();
  const can = useCan();
  const { act } = useAct();
  const { t } = useText();
  const me = session.user?.id ?? '';
  const { result, refetch } = useQuery(
    SavedViewsDocument,
    { list: entity.type, me },
    { fetchPolicy: 'cache-and-network', errorPolicy: 'all' },
  );

  const builtIn = computed<ListView[]>(() => {
    const views: ListView[] = [{ ...own, key: 'all', label: { zh: '全部', en: 'All' }, query: {} }];
    if (!quickKeys.includes('owner')) return views;
    views.push({ ...own, key: 'mine', label: { zh: '我的', en: 'Mine' }, query: { owner: me } });
    const department = result.value?.user?.department?.id;
    if (department)
      views.push({
        ...own,
        key: 'department',
        label: { zh: '本部门的', en: 'My department’s' },
        query: { where: byDepartment(department) },
      });
    return views;
  });
  const savedView = (view: Saved): ListView => ({
    key: view.id,
    label: null,
    name: view.name,
    folder: view.folder ?? '',
    query: layoutOf(view.layout),
    compact: view.density ? view.density === 'COMPACT' : null,
    visibility: view.visibility ?? 'PRIVATE',
    ownerName: view.owner?.name ?? '',
    mine: view.owner?.id === me || (view.visibility !== 'PRIVATE' && can('user:update')),
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

  const content = () => {
    const wanted = filter();
    return {
      search: choice.text || null,
      filter: wanted ? JSON.stringify(wanted) : null,
      orderBy: JSON.stringify(orderToGraph(choice.sort)),
      columns: [...choice.columns],
      density: preferences.compact ? ('COMPACT' as const) : ('ROOMY' as const),
      layout: JSON.stringify(now.value),
    };
  };
  async function save(about: ViewAbout): Promise<boolean> {
    const data = await act(
      (await changes()).CreateSavedViewDocument,
      { input: { list: entity.type, ...about, ...content() } },
      t('common.saved'),
    );
    const id = data?.createSavedView.savedView?.id;
    if (!id) return false;
    await refetch();
    void router.push({ query: { ...now.value, view: id } });
    return true;
  }
  async function update(view: ListView, about: ViewAbout | null): Promise<boolean> {
    const given = { id: view.key, expectedVersion: view.version, patch: about ?? content() };
    const data = await act((await changes()).UpdateSavedViewDocument, given, t('common.saved'));
    if (data) await refetch();
    return !!data;
  }
  async function remove(view: ListView): Promise<void> {
    if (
      !(await act(
        (await changes()).RemoveSavedViewDocument,
        { id: view.key, expectedVersion: view.version },
        t('views.removed'),
      ))
    )
      return;
    choose(all.value[0]!);
    await refetch();
  }
  async function setDefault(view: ListView | null): Promise<void> {
    const done = await act(
      (await changes()).SetListDefaultDocument,
      { list: entity.type, view: view?.key ?? null },
      t('views.defaultSet'),
    );
    if (done) await refetch();
  }

  return reactive({
    all,
    active,
    changed,
    defaultKey,
    canSave: can('view:create'),
    canShare: can('view:share'),
    canRemove: can('view:remove'),
    choose: (view: ListView) => choose(view),
    save,
    update,
    remove,
    setDefault,
  }) as ListViewsModel;
}
