import { useApolloClient, useQuery } from '@vue/apollo-composable';
import { computed, markRaw, reactive, watch } from 'vue';
import { canSort, type Column } from '../graph/column';
import { countDocument, listDocument } from '../graph/document';
import type { Entity, Row } from '../graph/entity';
import { allOf, groupToGraph, type GraphFilter, type Group } from '../graph/filter';
import type { ListChoice, ListModel, QuickFilter } from '../graph/list';
import { closedIn } from '../graph/field-rights';
import { nextSort, orderToGraph } from '../graph/order';
import { useLabels, useText } from '../locales';
import { useExporting } from '../stores/exporting';
import { toast } from '../ui/feedback/messages';
import { useCan } from './useCan';
import { useListViews } from './useListViews';
import { useListState, type ListDefaults } from './useListState';
import { useScreenDocument } from './useScreenDocument';

export interface EntityListOptions {
  /** Identity of the list: its columns and widths are remembered under it. */
  name: string;
  entity: Entity;
  columns: readonly Column[];
  defaults: ListDefaults;
  quick?: readonly QuickFilter[];
  /** A condition the reader cannot take away, such as "of this customer". */
  base?: () => GraphFilter | null;
  inUrl?: boolean;
  deleted?: boolean;
  /** Asked always, shown never: what row actions need. */
  always?: readonly Column['selection'][];
  title: () => string;
}

interface Answer {
  [plural: string]: { nodes?: Row[]; totalCount?: number };
}

const quickFilters = (choice: ListChoice, quick: readonly QuickFilter[]): GraphFilter[] =>
  quick.flatMap((filter) => {
    const values = choice.quick[filter.key] ?? [];
    return values.length > 0 ? [filter.toFilter(values)] : [];
  });

/** Variables leave the reactive world before they enter the client's cache. */
const plain = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));

/** Lists of logs stay in the console, but for the one whose scope says otherwise. */
const mayExport = ({ log, exportScope }: Entity, can: ReturnType<typeof useCan>): boolean =>
  exportScope ? can(exportScope) : !log && can('export:create');

/** A list of one entity: the document of the chosen columns, its rows, and the count beside it. */
export function useEntityList(options: EntityListOptions): ListModel {
  const { entity, inUrl = true, deleted = false, always = [] } = options;
  const { client } = useApolloClient();
  const can = useCan();
  const exporting = useExporting();
  const { t } = useText();
  const { text, joined } = useLabels();
  const orders = (path: string): boolean =>
    canSort(entity, path) || options.columns.some((column) => column.sort === path);
  const quick = (options.quick ?? []).filter((filter) => closedIn(entity, filter.toFilter(['-'])).length === 0);
  const choice = useListState({
    name: options.name,
    defaults: { ...options.defaults, sort: options.defaults.sort.filter(({ path }) => orders(path)) },
    quickKeys: quick.map((filter) => filter.key),
    inUrl,
    canSort: orders,
    onUnknownSort: (paths) => toast.warning(t('list.unknownSort', { paths: joined(paths) })),
  });

  const byKey = new Map(options.columns.map((column) => [column.key, column]));
  const columns = computed(() => {
    const chosen = choice.columns.map((key) => byKey.get(key)).filter((column): column is Column => !!column);
    return chosen.length > 0 ? chosen : options.columns.slice(0, 1);
  });
  // a link may come from somebody who sees more: what one may not ask is not asked, and said so
  watch(
    () => choice.where,
    (where) => {
      const closed = closedIn(entity, (where && groupToGraph(entity, where)) ?? {});
      if (closed.length === 0) return;
      choice.where = null;
      toast.warning(t('rights.noFilter', { fields: joined([...new Set(closed.map(text))]) }));
    },
    { immediate: true },
  );
  const filterWith = (where: Group | null): GraphFilter | undefined =>
    plain(allOf([options.base?.(), ...quickFilters(choice, quick), where && groupToGraph(entity, where)]));
  const filter = computed(() => filterWith(choice.where));
  const scope = computed(() => ({
    ...(filter.value ? { filter: filter.value } : {}),
    ...(entity.searchable && choice.text ? { search: choice.text } : {}),
    ...(deleted ? { deleted: true } : {}),
  }));
  const document = computed(() =>
    listDocument(entity, [...columns.value.map((column) => column.selection), ...always], { deleted }),
  );
  const variables = computed(() => ({
    ...scope.value,
    orderBy: orderToGraph(choice.sort),
    first: choice.size,
    offset: (choice.page - 1) * choice.size,
  }));

  const rowsQuery = useQuery<Answer>(() => document.value.node, variables, {
    keepPreviousResult: true,
    fetchPolicy: 'cache-and-network',
  });
  const countQuery = useQuery<Answer>(() => countDocument(entity, { deleted }).node, scope, {
    fetchPolicy: 'cache-and-network',
  });
  useScreenDocument(() => ({ title: options.title(), text: document.value.text, variables: variables.value }), inUrl);

  /** A narrower list starts at its first page. */
  function patch(change: Partial<ListChoice>): void {
    const narrows = 'text' in change || 'quick' in change || 'where' in change || 'size' in change || 'sort' in change;
    Object.assign(choice, narrows ? { page: 1 } : {}, change);
  }
  const sortBy = (path: string, keepOthers: boolean): void => patch({ sort: nextSort(choice.sort, path, keepOthers) });

  async function count(where: GraphFilter | undefined): Promise<number | null> {
    const asked = { ...scope.value, filter: where };
    const answer = await client.query<Answer>({
      query: countDocument(entity, { deleted }).node,
      variables: asked,
      fetchPolicy: 'network-only',
    });
    return answer.data[entity.plural]?.totalCount ?? null;
  }
  function refetch(): void {
    void rowsQuery.refetch();
    void countQuery.refetch();
  }

  /** All that match (or those named), in this order: which columns and in which form is asked in the dialog. */
  function exportRows(ids?: readonly string[]): void {
    const wanted = ids ? { id: { in: ids } } : filter.value;
    const named = (column: Column) => ({ key: column.key, label: text(column.label) });
    exporting.asked = {
      title: options.title(),
      rows: ids ? ids.length : total.value,
      list: {
        plural: entity.plural,
        columns: options.columns.map(named),
        chosen: columns.value.map(({ key }) => key),
        filter: wanted ? JSON.stringify(wanted) : null,
        orderBy: JSON.stringify(orderToGraph(choice.sort)),
        search: !ids && entity.searchable && choice.text ? choice.text : null,
      },
    };
  }

  const views =
    inUrl && !deleted && can('view:read')
      ? useListViews({
          entity,
          choice,
          defaults: options.defaults,
          quickKeys: quick.map((one) => one.key),
          filter: () => filter.value,
        })
      : null;

  // A page that has vanished (rows were removed, the filter is narrower) falls back to the last one there is.
  const total = computed(() => countQuery.result.value?.[entity.plural]?.totalCount ?? null);
  watch(total, (all) => {
    const last = Math.max(1, Math.ceil((all ?? 0) / choice.size));
    if (all !== null && choice.page > last) choice.page = last;
  });

  return reactive({
    name: options.name,
    entity: markRaw(entity),
    choice,
    allColumns: markRaw([...options.columns]),
    defaultColumns: options.defaults.columns,
    columns,
    quick: markRaw([...quick]),
    rows: computed(() => rowsQuery.result.value?.[entity.plural]?.nodes ?? []),
    total,
    loading: rowsQuery.loading,
    error: computed(() => rowsQuery.error.value ?? null),
    filtered: computed(
      () => !!choice.text || !!choice.where || Object.values(choice.quick).some((values) => values.length > 0),
    ),
    deleted,
    views,
    patch,
    sortBy,
    clear: () => patch({ text: '', quick: {}, where: null }),
    refetch,
    count,
    exportRows: !deleted && mayExport(entity, can) ? exportRows : null,
    filterWith,
  }) as ListModel;
}
