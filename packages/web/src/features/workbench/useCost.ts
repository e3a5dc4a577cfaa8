import { parse } from 'graphql';
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { useLabels } from '../../locales';
import { askCost, type Cost } from './client';

const PAUSE_MS = 700;

/** The cost of what is being written, asked when the writer pauses and never shown for another text. */
export function useCost(source: () => { text: string; variables: string } | null): {
  cost: Ref<Cost | null>;
  fault: Ref<string>;
} {
  const { locale } = useLabels();
  const cost = ref<Cost | null>(null);
  const fault = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  async function ask(text: string, variables: string, mine: number): Promise<void> {
    try {
      parse(text);
      const answer = await askCost(text, JSON.parse(variables.trim() || '{}'), locale.value);
      if (mine !== turn) return;
      cost.value = answer.cost;
      fault.value = answer.fault;
    } catch {
      // a text that is half written has no cost yet; the editor says what is wrong with it
    }
  }
  watch(
    source,
    (now) => {
      clearTimeout(timer);
      const mine = ++turn;
      cost.value = null;
      fault.value = '';
      if (now?.text.trim()) timer = setTimeout(() => void ask(now.text, now.variables, mine), PAUSE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return { cost, fault };
}
