import type { Locale } from '@dossier/shared';
import { nextTick, reactive, ref, watch, type ComputedRef, type Ref } from 'vue';
import { overrideKey, type FormError, type UserError } from '../graph/form';
import { formErrorOf } from './record-form';

/** The faults of a form as they stand, and the reasons that cover some of them. */
export interface FormFaults {
  errors: Ref<FormError[]>;
  reasons: Record<string, string>;
  /** On leaving an item: its own faults appear or go; the rest of the form keeps quiet. */
  check: (name: string) => void;
  /** Before sending: all items are judged. Whether nothing stands in the way. */
  passes: (names: readonly string[]) => boolean;
  /** After sending: what the server does not take. Whether there is anything. */
  refuse: (userErrors: readonly UserError[]) => boolean;
  showFirst: () => Promise<void>;
}

const isAmong = (list: readonly FormError[], error: FormError): boolean =>
  list.some((entry) => overrideKey(entry) === overrideKey(error));

/** Gathers what the shared rules and the server say; what was covered with a reason stays. */
export function useFormFaults(judge: () => FormError[], locale: ComputedRef<Locale>): FormFaults {
  const errors = ref<FormError[]>([]);
  const reasons = reactive<Record<string, string>>({});
  const touched = new Set<string>();
  const covered = (error: FormError): boolean => error.overridable && !!reasons[overrideKey(error)]?.trim();

  function check(name: string): void {
    touched.add(name);
    const found = judge().filter((error) => touched.has(error.path[0] ?? ''));
    const others = errors.value.filter((error) => error.path[0] !== name && !isAmong(found, error));
    errors.value = [...others, ...found];
  }
  function passes(names: readonly string[]): boolean {
    names.forEach((name) => touched.add(name));
    const found = judge();
    const fromElsewhere = errors.value.filter((error) => covered(error) && !isAmong(found, error));
    errors.value = [...fromElsewhere, ...found];
    return errors.value.every(covered);
  }
  function refuse(userErrors: readonly UserError[]): boolean {
    const fresh = userErrors.map((error) => formErrorOf(error, locale.value));
    const kept = errors.value.filter((error) => covered(error) && !isAmong(fresh, error));
    errors.value = [...kept, ...fresh];
    return fresh.length > 0;
  }
  async function showFirst(): Promise<void> {
    await nextTick();
    const first = document.querySelector<HTMLElement>('.form-item.has-error');
    first?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    first?.querySelector<HTMLElement>('input, textarea, [tabindex="0"]')?.focus({ preventScroll: true });
  }
  // A sentence on screen follows the language.
  watch(locale, () => {
    const fresh = new Map(judge().map((error) => [overrideKey(error), error]));
    errors.value = errors.value.map((error) => fresh.get(overrideKey(error)) ?? error);
  });
  return { errors, reasons, check, passes, refuse, showFirst };
}
