import { onScopeDispose } from 'vue';

/** Runs the last call after a pause, as for keystrokes. */
export function useDebounced<A extends unknown[]>(run: (...args: A) => void, delay = 250): (...args: A) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => clearTimeout(timer));
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), delay);
  };
}
