import { fieldErrorText, parseInput } from '@dossier/shared';
import { computed, reactive, ref, shallowRef } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import { formFields, initialFormValues, inputOf, overridesOf, patchOf } from '../graph/form';
import type { Candidate, ConflictField, FormError, FormValues } from '../graph/form';
import { fromCanonical } from '../graph/canonical';
import { readableValues } from '../graph/field-rights';
import { formRights } from '../graph/form-rights';
import { today } from '../graph/today';
import { useLabels, useText } from '../locales';
import { confirmAct } from '../ui/feedback/messages';
import { plain, type RecordForm, type RecordFormOptions, type SaveResult } from './record-form';
import { useAdministrators } from './useAdministrators';
import { useDraft } from './useDraft';
import { useFormFaults } from './useFormFaults';

/** One record in a form: local checks with the shared rules, the server's answer at the items, draft, conflict and leave guard. */
export function useRecordForm(options: RecordFormOptions): RecordForm {
  const { fields, mode, extra = [], rules = [] } = options;
  const { locale } = useLabels();
  const { t } = useText();
  const rights = formRights(options);
  const names = [
    ...formFields(fields, mode, options.hide)
      .map(([name]) => name)
      .filter((name) => !rights.absent.has(name) && !rights.closed.has(name)),
    ...extra,
  ];

  const values = reactive<FormValues>(initialFormValues(fields));
  const original = shallowRef<FormValues>(plain(values));
  const version = ref(0);
  const saving = ref(false);
  const failure = shallowRef<unknown>(null);
  const conflict = shallowRef<readonly ConflictField[] | null>(null);
  const candidates = shallowRef<readonly Candidate[]>([]);
  let key = crypto.randomUUID();
  let free = false;
  /** The version before the one that a conflict told of. */
  let behind = 0;

  const dirty = computed(() => Object.keys(patchOf(names, values, original.value)).length > 0);
  // what the archive keeps sealed, or from this person, does not lie in a browser
  const draft = useDraft(
    options.draftKey,
    values,
    dirty,
    names.filter((name) => fields[name]?.kind !== 'secret'),
  );

  function start(given: FormValues, at = 0): void {
    Object.assign(values, initialFormValues(fields), plain(given));
    original.value = plain(values);
    version.value = at;
    errors.value = [];
  }

  /** The shared rules over the form as it stands; items outside the dictionary are judged by the server. */
  function judge(): FormError[] {
    const own = names.filter((name) => !extra.includes(name));
    const input = mode === 'create' ? inputOf(own, values) : patchOf(own, values, original.value);
    const result = parseInput(fields, plain(input), {
      mode,
      today: today(),
      rules,
      current: mode === 'update' ? readableValues(options.type, original.value) : {},
    });
    const faults = [...(result.ok ? [] : result.errors), ...(options.alsoJudge?.(plain(values)) ?? [])];
    return faults.map((error) => ({ ...error, message: fieldErrorText(error, locale.value) }));
  }

  const faults = useFormFaults(judge, locale);
  const { errors, reasons } = faults;

  async function send(input: FormValues): Promise<void> {
    saving.value = true;
    failure.value = null;
    const given = overridesOf(errors.value, reasons);
    try {
      const result = await options.save({
        input: plain(input),
        overrides: given,
        expectedVersion: version.value,
        idempotencyKey: key,
      });
      await receive(result);
    } catch (error) {
      failure.value = error;
    } finally {
      saving.value = false;
    }
  }

  async function receive({ id, userErrors }: SaveResult): Promise<void> {
    // The key belongs to one content: after a refusal the next attempt is another.
    key = crypto.randomUUID();
    const clash = userErrors.find((error) => error.fields && error.currentVersion);
    candidates.value = userErrors.flatMap((error) => error.candidates ?? []);
    if (clash) {
      conflict.value = clash.fields ?? [];
      behind = version.value;
      version.value = clash.currentVersion ?? version.value;
      return;
    }
    if (faults.refuse(userErrors)) return faults.showFirst();
    if (!id) return;
    free = true;
    draft.clear();
    options.done(id);
  }

  async function submit(): Promise<void> {
    if (saving.value || rights.lacking.length > 0) return;
    if (!faults.passes(names)) return faults.showFirst();
    const input = mode === 'create' ? inputOf(names, values) : patchOf(names, values, original.value);
    if (mode === 'update' && Object.keys(input).length === 0) {
      free = true;
      draft.clear();
      return options.done('');
    }
    await send(input);
  }

  /** Each field of the conflict is decided: the other's value is taken over, or yours goes on top of it. */
  async function settle(choice: Readonly<Record<string, 'yours' | 'current'>>): Promise<void> {
    const theirs = (conflict.value ?? []).filter(({ field }) => choice[field] === 'current');
    try {
      for (const { field, current } of theirs) {
        const taken = (await options.beside?.[field]?.()) ?? {
          [field]: fromCanonical(fields[field] ?? null, current),
        };
        Object.assign(values, taken);
        original.value = { ...original.value, ...plain(taken) };
      }
    } catch (error) {
      failure.value = error;
      return putOff();
    }
    conflict.value = null;
    await submit();
  }

  /** What was not decided is not written over. (The dialog also closes once all is decided.) */
  function putOff(): void {
    if (!conflict.value) return;
    conflict.value = null;
    version.value = behind;
  }

  onBeforeRouteLeave(async () => free || !dirty.value || (await confirmAct(t('form.leaveText'), t('form.leave'))));

  return {
    rights,
    helpers: useAdministrators(rights.lacking.length > 0),
    values,
    errors,
    reasons,
    saving,
    failure,
    dirty,
    conflict,
    candidates,
    draft,
    mode,
    start,
    check: faults.check,
    submit,
    settle,
    putOff,
    leaveFreely: () => (free = true),
  };
}
