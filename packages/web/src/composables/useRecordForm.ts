import {
  errorText,
  errorTexts,
  fieldErrorText,
  parseInput,
  type ErrorCode,
  type FieldError,
  type Fields,
  type Locale,
  type Rule,
} from '@dossier/shared';
import { computed, nextTick, reactive, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import {
  formFields,
  initialFormValues,
  inputOf,
  overrideKey,
  overridesOf,
  patchOf,
  type Candidate,
  type ConflictField,
  type FormError,
  type FormValues,
  type GivenOverride,
  type UserError,
} from '../graph/form';
import { fromCanonical } from '../graph/canonical';
import { readableValues } from '../graph/field-rights';
import { formRights, type FormRights } from '../graph/form-rights';
import { today } from '../graph/today';
import { useLabels, useText } from '../locales';
import { confirmAct } from '../ui/feedback/messages';
import { useAdministrators } from './useAdministrators';
import { useDraft, type Draft } from './useDraft';

/** What saving came to: the id of the record, or what stands in its way. */
export interface SaveResult {
  id: string | null;
  userErrors: readonly UserError[];
}
export interface Submission {
  /** The whole input of a new record, or what has changed of an old one. */
  input: FormValues;
  overrides: GivenOverride[];
  expectedVersion: number;
  idempotencyKey: string;
}
export interface RecordFormOptions {
  /** Type in the graph, for the rights to its fields; without it the form keeps nothing back. */
  type?: string;
  fields: Fields;
  mode: 'create' | 'update';
  /** Names the draft in this browser. */
  draftKey: string;
  hide?: readonly string[];
  rules?: readonly Rule[];
  /** What the form carries beside its fields, such as the items of a contract. */
  extra?: readonly string[];
  /** Faults of what it carries beside its fields. */
  alsoJudge?: (values: FormValues) => readonly FieldError[];
  save: (submission: Submission) => Promise<SaveResult>;
  done: (id: string) => void;
}

export interface RecordForm {
  rights: FormRights;
  /** Whom to ask for what is lacking. */
  helpers: Ref<readonly string[]>;
  values: FormValues;
  errors: Ref<FormError[]>;
  reasons: Record<string, string>;
  saving: Ref<boolean>;
  failure: Ref<unknown>;
  dirty: ComputedRef<boolean>;
  conflict: Ref<readonly ConflictField[] | null>;
  candidates: Ref<readonly Candidate[]>;
  draft: Draft;
  mode: 'create' | 'update';
  start: (values: FormValues, version?: number) => void;
  check: (name: string) => void;
  submit: () => Promise<void>;
  settle: (choice: Readonly<Record<string, 'yours' | 'current'>>) => Promise<void>;
  leaveFreely: () => void;
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? null)) as T;

/** A refusal of the server as a form shows it; where the sentence needs no details it is ours, in the language on screen. */
export function formErrorOf(error: UserError, locale: Locale): FormError {
  const known = Object.hasOwn(errorTexts, error.code) && !/\{\w+\}/.test(errorTexts[error.code as ErrorCode][locale]);
  return {
    code: error.code,
    path: [...(error.path ?? [])],
    message: known ? errorText(error.code as ErrorCode, locale) : error.message,
    severity: error.severity === 'WARNING' ? 'WARNING' : 'ERROR',
    overridable: error.overridable,
  };
}

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
  const errors = ref<FormError[]>([]);
  const reasons = reactive<Record<string, string>>({});
  const saving = ref(false);
  const failure = shallowRef<unknown>(null);
  const conflict = shallowRef<readonly ConflictField[] | null>(null);
  const candidates = shallowRef<readonly Candidate[]>([]);
  const touched = new Set<string>();
  let key = crypto.randomUUID();
  let free = false;

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

  /** On leaving an item: its own faults appear or go; the rest of the form keeps quiet. */
  function check(name: string): void {
    touched.add(name);
    const found = judge().filter((error) => touched.has(error.path[0] ?? ''));
    const others = errors.value.filter(
      (error) => error.path[0] !== name && !found.some((entry) => overrideKey(entry) === overrideKey(error)),
    );
    errors.value = [...others, ...found];
  }

  const covered = (error: FormError): boolean => error.overridable && !!reasons[overrideKey(error)]?.trim();

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
      version.value = clash.currentVersion ?? version.value;
      return;
    }
    const kept = errors.value.filter(covered);
    const fresh = userErrors.map((error) => formErrorOf(error, locale.value));
    errors.value = [
      ...kept.filter((error) => !fresh.some((entry) => overrideKey(entry) === overrideKey(error))),
      ...fresh,
    ];
    if (fresh.length > 0) return showFirst();
    if (!id) return;
    free = true;
    draft.clear();
    options.done(id);
  }

  async function submit(): Promise<void> {
    if (saving.value || rights.lacking.length > 0) return;
    names.forEach((name) => touched.add(name));
    const found = judge();
    const fromElsewhere = errors.value.filter(
      (error) => covered(error) && !found.some((entry) => overrideKey(entry) === overrideKey(error)),
    );
    errors.value = [...fromElsewhere, ...found];
    if (errors.value.some((error) => !covered(error))) return showFirst();
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
    for (const entry of conflict.value ?? []) {
      if (choice[entry.field] !== 'current') continue;
      const theirs = fromCanonical(fields[entry.field] ?? null, entry.current);
      values[entry.field] = theirs;
      original.value = { ...original.value, [entry.field]: plain(theirs) };
    }
    conflict.value = null;
    await submit();
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
    check,
    submit,
    settle,
    leaveFreely: () => (free = true),
  };
}
