import type { FormError, FormValues } from '../../graph/form';
import type { FormRights } from '../../graph/form-rights';

/** What the form shows; the composable behind it holds the state. */
export interface FormState {
  rights: FormRights;
  helpers: readonly string[];
  values: FormValues;
  errors: readonly FormError[];
  reasons: Record<string, string>;
  saving: boolean;
  failure: unknown;
  dirty: boolean;
  draftAt: string | null;
  mode: 'create' | 'update';
  check: (name: string) => void;
  submit: () => void;
  restore: () => void;
  discard: () => void;
}
