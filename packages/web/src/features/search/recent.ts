import { ref, type Ref } from 'vue';

/** A record looked at lately. */
export interface Recent {
  type: string;
  id: string;
  title: string;
}
const KEY = 'dossier.recent';
const LIMIT = 8;

function read(): Recent[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Recent[];
  } catch {
    return [];
  }
}
export const recent: Ref<Recent[]> = ref(read());

/** Puts a record on top of what was looked at lately. */
export function rememberRecent(entry: Recent): void {
  recent.value = [entry, ...recent.value.filter((other) => other.id !== entry.id)].slice(0, LIMIT);
  localStorage.setItem(KEY, JSON.stringify(recent.value));
}
