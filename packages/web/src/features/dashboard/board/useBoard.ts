import { useApolloClient, useQuery } from '@vue/apollo-composable';
import { computed, reactive, ref, watch } from 'vue';
import type { SavedVisibility } from '@dossier/shared';
import { useAct, useAttempt } from '../../../composables/useAct';
import { useUndo } from '../../../composables/useUndo';
import {
  CreateDashboardDocument,
  DashboardDocument,
  DashboardsDocument,
  RemoveDashboardDocument,
  RestoreDashboardDocument,
  TileQueriesDocument,
  UpdateDashboardDocument,
} from '../../../gql/board';
import { useText } from '../../../locales';
import { toast } from '../../../ui/feedback/messages';
import { moved, type Tile } from './tile';

/** What is edited of a board. */
export interface BoardDraft {
  name: string;
  description: string;
  visibility: SavedVisibility;
  tiles: Tile[];
}
const blank = (): BoardDraft => ({ name: '', description: '', visibility: 'PRIVATE', tiles: [] });

/** One own or shared board, and the copy that is edited. `new` is one that is not kept yet. */
export function useBoard(id: () => string) {
  const { client } = useApolloClient();
  const attempt = useAttempt();
  const undo = useUndo();
  const { act } = useAct();
  const { t } = useText();
  const isNew = computed(() => id() === 'new');
  const { result, error, refetch, loading } = useQuery(
    DashboardDocument,
    () => ({ id: id() }),
    () => ({
      enabled: !isNew.value,
      fetchPolicy: 'cache-and-network' as const,
    }),
  );
  const board = computed(() => (isNew.value ? null : (result.value?.dashboard ?? null)));
  const kept = computed<BoardDraft>(() => {
    const one = board.value;
    if (!one) return blank();
    const tiles = (one.tiles ?? []).map((tile): Tile => ({
      query: tile.query,
      title: tile.title ?? null,
      shape: tile.shape,
      category: tile.category ?? null,
      series: tile.series ?? null,
      measures: [...(tile.measures ?? [])],
      width: tile.width ?? 1,
      variables: tile.variables ?? null,
    }));
    return { name: one.name, description: one.description ?? '', visibility: one.visibility ?? 'PRIVATE', tiles };
  });
  const draft = reactive<BoardDraft>(blank());
  const editing = ref(false);
  const busy = ref(false);
  /** The board was kept by somebody else while it was edited. */
  const conflict = ref(false);
  /** The version that was seen when editing began. */
  let seen = 0;

  function edit(): void {
    Object.assign(draft, JSON.parse(JSON.stringify(kept.value)) as BoardDraft);
    seen = board.value?.version ?? 0;
    editing.value = true;
  }
  watch(id, () => (isNew.value ? edit() : (editing.value = false)), { immediate: true });
  const changed = computed(() => editing.value && JSON.stringify(draft) !== JSON.stringify(kept.value));

  const shown = computed(() => (editing.value ? draft : kept.value));
  // those of the kept board too: a conflict names its tiles
  const ids = computed(() =>
    [...new Set([...shown.value.tiles, ...kept.value.tiles].map(({ query }) => query))].sort(),
  );
  const { result: found } = useQuery(
    TileQueriesDocument,
    () => ({ ids: ids.value }),
    () => ({
      enabled: ids.value.length > 0,
      fetchPolicy: 'cache-and-network' as const,
      keepPreviousResult: true,
    }),
  );
  const queries = computed(() => new Map((found.value?.savedQueries.nodes ?? []).map((one) => [one.id, one])));
  const ready = computed(() => ids.value.length === 0 || !!found.value);

  /** The id under which it is kept now; null when it was refused. */
  async function save(): Promise<string | null> {
    busy.value = true;
    const input = { ...draft, name: draft.name.trim(), description: draft.description.trim() || null };
    const answer = isNew.value
      ? await attempt(CreateDashboardDocument, { input })
      : await attempt(UpdateDashboardDocument, { id: id(), expectedVersion: seen, patch: input });
    busy.value = false;
    if (!answer.ok) {
      if (answer.faults?.some(({ code }) => code === 'VERSION_CONFLICT')) await meet();
      else toast.error(answer.message);
      return null;
    }
    editing.value = false;
    toast.success(t('common.saved'));
    await client.refetchQueries({ include: [DashboardsDocument] });
    if ('createDashboard' in answer.data) return answer.data.createDashboard.dashboard?.id ?? null;
    await refetch();
    return id();
  }
  /** Somebody else kept the board meanwhile: theirs is read, so that both can be seen side by side. */
  async function meet(): Promise<void> {
    await refetch();
    conflict.value = true;
  }
  /** Goes on with what the other one kept, or with one's own as the newer one. */
  function settle(whose: 'theirs' | 'mine'): void {
    conflict.value = false;
    if (whose === 'theirs') edit();
    else seen = board.value?.version ?? seen;
  }
  async function remove(): Promise<boolean> {
    const one = board.value;
    if (!one || !(await act(RemoveDashboardDocument, { id: one.id, expectedVersion: one.version }))) return false;
    await client.refetchQueries({ include: [DashboardsDocument] });
    undo(RestoreDashboardDocument, one.id);
    return true;
  }
  function take(tile: Tile, at: number | null): void {
    draft.tiles = at === null ? [...draft.tiles, tile] : draft.tiles.map((one, i) => (i === at ? tile : one));
  }
  const move = (at: number, by: -1 | 1): void => void (draft.tiles = moved(draft.tiles, at, by));
  const drop = (at: number): void => void (draft.tiles = draft.tiles.filter((_, i) => i !== at));

  return {
    board,
    kept,
    conflict,
    settle,
    draft,
    shown,
    queries,
    ready,
    editing,
    changed,
    busy,
    error: computed(() => error.value ?? null),
    loaded: computed(() => isNew.value || !!result.value || !!error.value || !loading.value),
    refetch: () => void refetch(),
    edit,
    save,
    remove,
    take,
    move,
    drop,
  };
}
