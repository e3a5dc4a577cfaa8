import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import type { Shown } from '../../graph/result/shown';

/** A question that is open in the workbench. */
export interface Tab {
  id: string;
  /** Empty until it has a name. */
  title: string;
  text: string;
  /** JSON, as it is written. */
  variables: string;
  savedId: string | null;
  /** How the answer is shown; left out: as the saved query keeps it. */
  shown?: Shown | null;
}
/** A question that was asked. */
export interface Run {
  at: string;
  title: string;
  text: string;
  variables: string;
  status: number;
  milliseconds: number;
  rows: number;
}
export type Draft = Pick<Tab, 'title' | 'text' | 'variables'> & { savedId?: string | null };

/** A question to begin with; what it is called stands above it as a comment, which tells new tabs apart. */
export const newDraft = (name?: string): Draft => ({
  title: '',
  text: `${name ? `# ${name}\n` : ''}{\n  customers(first: 20) {\n    totalCount\n    nodes {\n      name\n      grade\n    }\n  }\n}\n`,
  variables: '{}',
});

const TABS = 'dossier.workbench.tabs';
const RUNS = 'dossier.workbench.runs';
const CLICKS = 'dossier.workbench.clicks';
const MOST_TABS = 20;
const MOST_RUNS = 50;
/** Longer documents are not worth a place in the browser's small store. */
const LONGEST = 40_000;

function stored<T>(key: string): T[] {
  try {
    const value = JSON.parse(localStorage.getItem(key) ?? '[]') as unknown;
    return Array.isArray(value) ? (value as T[]) : [];
  } catch {
    return [];
  }
}
function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // a full store loses the list of runs, not the work on screen
  }
}

/** What is open in the workbench and what was asked, kept in this browser. */
export const useWorkbenchTabs = defineStore('workbench', () => {
  const tabs = ref<Tab[]>(stored<Tab>(TABS));
  const activeId = ref<string | null>(tabs.value.at(-1)?.id ?? null);
  const runs = ref<Run[]>(stored<Run>(RUNS));
  /** Whether one puts questions together by clicks; what one did last is what one does next time. */
  const clicks = ref(stored<boolean>(CLICKS)[0] ?? false);
  const active = computed(() => tabs.value.find(({ id }) => id === activeId.value) ?? null);

  watch(
    tabs,
    (now) =>
      keep(
        TABS,
        now.filter(({ text }) => text.length < LONGEST),
      ),
    { deep: true },
  );
  watch(runs, (now) => keep(RUNS, now), { deep: true });
  watch(clicks, (now) => keep(CLICKS, [now]));

  /** Opens a question, or goes to the tab where it is open already. */
  function open({ title, text, variables, savedId = null }: Draft): void {
    const same = tabs.value.find((tab) =>
      savedId ? tab.savedId === savedId : tab.text === text && tab.variables === variables,
    );
    if (same) return void (activeId.value = same.id);
    const tab = { id: crypto.randomUUID?.() ?? String(Math.random()), title, text, variables, savedId };
    tabs.value = [...tabs.value, tab].slice(-MOST_TABS);
    activeId.value = tab.id;
  }
  function close(id: string): void {
    const at = tabs.value.findIndex((tab) => tab.id === id);
    tabs.value = tabs.value.filter((tab) => tab.id !== id);
    if (activeId.value === id) activeId.value = (tabs.value[at] ?? tabs.value.at(-1))?.id ?? null;
  }
  function note(run: Run): void {
    if (run.text.length < LONGEST) runs.value = [run, ...runs.value].slice(0, MOST_RUNS);
  }

  return { tabs, activeId, active, runs, clicks, open, close, note };
});
