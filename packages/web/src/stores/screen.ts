import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

/** The question a screen asks, as its reader would write it. */
export interface ScreenDocument {
  id: symbol;
  title: string;
  text: string;
  variables: Record<string, unknown>;
}
export interface Crumb {
  label: string;
  to?: string;
}

/** What the current screen tells the shell: its question (the topmost wins) and the last breadcrumb. */
export const useScreen = defineStore('screen', () => {
  const documents = shallowRef<readonly ScreenDocument[]>([]);
  const crumb = ref<string | null>(null);
  const current = computed(() => documents.value.at(-1) ?? null);

  /** Adds or renews a screen's document without changing who is on top. */
  function put(document: ScreenDocument): void {
    const at = documents.value.findIndex((entry) => entry.id === document.id);
    documents.value = at < 0 ? [...documents.value, document] : documents.value.with(at, document);
  }

  /** The screen has gone. */
  function drop(id: symbol): void {
    documents.value = documents.value.filter((entry) => entry.id !== id);
  }

  return { documents, current, crumb, put, drop };
});
