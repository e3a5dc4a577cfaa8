import { onBeforeUnmount, onMounted, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { FormValues } from '../graph/form';
import { useSession } from '../stores/session';

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
  /** What may be kept. */
  open: readonly string[],
): Draft {
  // a browser may serve several people, and one may be allowed to see what another is not
  const key = `dossier.draft.${useSession().user?.id ?? ''}.${name}`;
  const kept = read(key);
  const savedAt = ref<string | null>(kept?.at ?? null);
  const pick = (given: FormValues): FormValues =>
    Object.fromEntries(Object.entries(given).filter(([field]) => open.includes(field)));
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = (): void => {
    if (!dirty.value) return;
    localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), values: pick(values) }));
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
      if (kept) Object.assign(values, pick(kept.values));
      savedAt.value = null;
    },
    clear: () => {
      clearTimeout(timer);
      localStorage.removeItem(key);
      savedAt.value = null;
    },
  };
}
