import { ref, shallowRef, type Ref } from 'vue';
import { useText } from '../../locales';
import { toast } from '../../ui/feedback/messages';
import { post } from './client';
import { tablesOf } from '../../graph/result/table';
import { useWorkbenchTabs, type Tab } from './tabs';

export interface Answer {
  /** The document that it answers. */
  text: string;
  variables: Readonly<Record<string, unknown>>;
  status: number;
  milliseconds: number;
  body: {
    data?: unknown;
    errors?: { message: string; locations?: { line: number; column: number }[]; extensions?: { code?: string } }[];
  };
}

/** The variables of a tab; null and a note when they cannot be read. */
export function useVariables(): (tab: Pick<Tab, 'variables'>) => Record<string, unknown> | null {
  const { t } = useText();
  return ({ variables }) => {
    try {
      return JSON.parse(variables.trim() || '{}') as Record<string, unknown>;
    } catch (error) {
      toast.warning(t('graphql.badVariables', { detail: error instanceof Error ? error.message : '' }));
      return null;
    }
  };
}

/** Runs what is open; each tab keeps its last answer while the page is open. */
export function useRun(): {
  running: Ref<boolean>;
  answers: Ref<ReadonlyMap<string, Answer>>;
  run: (tab: Tab) => Promise<void>;
} {
  const { t } = useText();
  const store = useWorkbenchTabs();
  const read = useVariables();
  const running = ref(false);
  const answers = shallowRef<ReadonlyMap<string, Answer>>(new Map());

  async function run(tab: Tab): Promise<void> {
    const variables = read(tab);
    if (!variables || running.value) return;
    running.value = true;
    try {
      const { status, milliseconds, body } = await post(tab.text, variables);
      const answer = { text: tab.text, variables, status, milliseconds, body: JSON.parse(body) as Answer['body'] };
      answers.value = new Map(answers.value).set(tab.id, answer);
      const rows = tablesOf(answer.body.data ?? null)[0]?.rows.length ?? 0;
      const { title, text } = tab;
      store.note({ at: new Date().toISOString(), title, text, variables: tab.variables, status, milliseconds, rows });
    } catch {
      toast.error(t('error.offline'));
    } finally {
      running.value = false;
    }
  }
  return { running, answers, run };
}
