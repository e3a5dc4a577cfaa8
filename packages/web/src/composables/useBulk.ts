import { useApolloClient } from '@vue/apollo-composable';
import { computed, onScopeDispose, reactive, shallowRef, type Ref } from 'vue';
import { listDocument } from '../graph/document';
import { valueAt, type Row } from '../graph/entity';
import type { BulkAction, BulkInput, BulkModel, BulkRun, Outcome } from '../graph/bulk';
import type { ListModel } from '../graph/list';
import { useText } from '../locales';
import { faultOf } from '../graph/fault';

/** A page of the graph; also what an export names one by one. */
const PAGE = 200;

/** Selection over the pages of a list, and deeds that go through it one record at a time. */
export function useBulk(list: ListModel, actions: Ref<readonly BulkAction[]>): BulkModel {
  const { client } = useApolloClient();
  const { t } = useText();
  const selected = reactive(new Map<string, Row>());
  const run = shallowRef<BulkRun | null>(null);
  let undos: { row: Row; undo: () => Promise<Outcome> }[] = [];

  const titleOf = (row: Row): string => String(valueAt(row, list.entity.title) ?? row.id);
  const note = (change: Partial<BulkRun>): void => {
    if (run.value) run.value = { ...run.value, ...change };
  };

  /** The records as they are now; one that has gone meanwhile is missing. */
  async function fresh(action: BulkAction, rows: readonly Row[]): Promise<Map<string, Row>> {
    const { data } = await client.query<Record<string, { nodes: Row[] }>>({
      query: listDocument(list.entity, [action.needs ?? {}]).node,
      variables: { filter: { id: { in: rows.map((row) => row.id) } }, first: PAGE },
      fetchPolicy: 'network-only',
    });
    return new Map((data[list.entity.plural]?.nodes ?? []).map((row) => [row.id, row]));
  }

  async function attempt(work: () => Promise<Outcome>): Promise<Outcome> {
    try {
      return await work();
    } catch (error) {
      return { ok: false, message: faultOf(error, t('error.offline')).message };
    }
  }

  /** One after the other, so that "stop" stops and a slow server is not flooded. */
  async function walk<T extends { row: Row }>(
    label: string,
    steps: readonly T[],
    work: (step: T) => Promise<Outcome>,
  ): Promise<void> {
    run.value = { label, total: steps.length, done: 0, failed: [], running: true, stopped: false, undoable: 0 };
    undos = [];
    for (const step of steps) {
      if (run.value.stopped) break;
      const outcome = await attempt(() => work(step));
      const { row } = step;
      if (outcome.ok) {
        if (outcome.undo) undos.push({ row, undo: outcome.undo });
        selected.delete(row.id);
        note({ done: run.value.done + 1, undoable: undos.length });
      } else {
        note({ failed: [...run.value.failed, { row, title: titleOf(row), message: outcome.message }] });
      }
    }
    note({ running: false });
    list.refetch();
  }

  async function start(action: BulkAction, input: BulkInput): Promise<void> {
    const steps = [...selected.values()].map((row) => ({ row }));
    let now = new Map<string, Row>();
    let at = 0;
    await walk(action.label, steps, async ({ row }) => {
      if (at % PAGE === 0)
        now = await fresh(
          action,
          steps.slice(at, at + PAGE).map((step) => step.row),
        );
      at += 1;
      const current = now.get(row.id);
      return current ? action.one({ ...row, ...current }, input) : { ok: false, message: t('record.missing') };
    });
  }

  async function undo(): Promise<void> {
    await walk(t('bulk.undoing'), undos, (step) => step.undo());
  }

  function select(rows: readonly Row[], on: boolean): void {
    if (run.value && !run.value.running) run.value = null;
    for (const row of rows) {
      if (on) selected.set(row.id, row);
      else selected.delete(row.id);
    }
  }

  /** The chosen records in the order and with the columns of the list. */
  const exportRows = (): void => list.exportRows?.([...selected.keys()].slice(0, PAGE));

  onScopeDispose(() => note({ stopped: true }));
  return reactive({
    actions,
    selected,
    run,
    select,
    clear: () => selected.clear(),
    start,
    stop: () => note({ stopped: true }),
    undo,
    dismiss: () => {
      run.value = null;
    },
    exportRows: computed(() => (list.exportRows ? exportRows : null)),
  }) as BulkModel;
}
