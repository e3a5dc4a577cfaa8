import { onScopeDispose, watch } from 'vue';
import { useScreen, type ScreenDocument } from '../stores/screen';

/** Tells the shell which question this screen asks, for "this in GraphQL". */
export function useScreenDocument(document: () => Omit<ScreenDocument, 'id'> | null, active = true): void {
  if (!active) return;
  const screen = useScreen();
  const id = Symbol('screen');
  watch(document, (next) => (next ? screen.put({ id, ...next }) : screen.drop(id)), { immediate: true });
  onScopeDispose(() => screen.drop(id));
}
