import { computed, reactive } from 'vue';
import type { FormState } from '../ui/form/form-state';
import type { RecordForm } from './record-form';

/** The state of a form as its view takes it: refs unwrapped, still live. */
export function useFormState(form: RecordForm): FormState {
  return reactive({
    rights: form.rights,
    helpers: form.helpers,
    values: form.values,
    errors: form.errors,
    reasons: form.reasons,
    saving: form.saving,
    failure: form.failure,
    dirty: form.dirty,
    draftAt: computed(() => form.draft.savedAt.value),
    mode: form.mode,
    check: form.check,
    submit: () => void form.submit(),
    restore: form.draft.restore,
    discard: form.draft.clear,
  }) as FormState;
}
