import { onBeforeUnmount, onMounted, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { FormValues } from '../graph/form';

export interface Draft {
  /** When the kept draft was written; null when there is none. */
  savedAt: Ref<string | null>;
  restore: () => void;
  clear: () => void;
}

interface Kept {
  at: string;
  values: FormValues;
}

function read(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

/** Keeps what is being typed in this browser, so that a closed tab or an ended session loses nothing. */
export function useDraft(
  name: string,
  values: FormValues,
  dirty: ComputedRef<boolean>,
  secrets: ReadonlySet<string> = new Set(),
): Draft {
  const key = `dossier.draft.${name}`;
  const kept = read(key);
  const savedAt = ref<string | null>(kept?.at ?? null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = (): void => {
    if (!dirty.value) return;
    // what the archive keeps sealed does not lie in a browser
    const open = Object.fromEntries(Object.entries(values).filter(([field]) => !secrets.has(field)));
    localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), values: open }));
  };
  watch(values, () => {
    clearTimeout(timer);
    timer = setTimeout(write, 400);
  });
  const warn = (event: BeforeUnloadEvent): void => {
    if (dirty.value) event.preventDefault();
  };
  onMounted(() => window.addEventListener('beforeunload', warn));
  onBeforeUnmount(() => {
    clearTimeout(timer);
    window.removeEventListener('beforeunload', warn);
  });

  return {
    savedAt,
    restore: () => {
      if (kept) Object.assign(values, kept.values);
      savedAt.value = null;
    },
    clear: () => {
      clearTimeout(timer);
      localStorage.removeItem(key);
      savedAt.value = null;
    },
  };
}
