import { fieldErrorText, isInput, parseInput, type Field, type Fields, type Rule } from '@dossier/shared';
import { computed, reactive, ref, shallowRef, type ComputedRef } from 'vue';
import type { Row } from '../graph/entity';
import type { GraphFilter } from '../graph/filter';
import { overrideKey, overridesOf, patchOf, valuesOf, type ConflictField, type FormError } from '../graph/form';
import type { InlineEdit } from '../graph/inline';
import { faultOf } from '../graph/fault';
import { useLabels, useText } from '../locales';
import { toast } from '../ui/feedback/messages';
import { formErrorOf, type SaveResult, type Submission } from './record-form';
import { fieldRight, readableValues } from '../graph/field-rights';
import { today } from '../graph/today';

interface Options {
  /** Type in the graph, for the rights to its fields. */
  type: string;
  fields: Fields;
  rules?: readonly Rule[];
  row: () => Row | null;
  enabled: () => boolean;
  filters?: () => Readonly<Record<string, GraphFilter>>;
  save: (submission: Submission & { id: string }) => Promise<SaveResult>;
  /** Reads the record again, so that what follows from the change shows as well. */
  saved: () => Promise<void>;
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? null)) as T;

/** Changes one field of a record at a time, under the rules and with the version of a whole form. */
export function useInlineEdit(options: Options): InlineEdit {
  const { fields, rules = [] } = options;
  const { locale, text } = useLabels();
  const { t } = useText();
  const name = ref<string | null>(null);
  const value = shallowRef<unknown>(null);
  const errors = shallowRef<readonly FormError[]>([]);
  const reasons = reactive<Record<string, string>>({});
  const saving = ref(false);
  const conflict = shallowRef<readonly ConflictField[] | null>(null);
  let version = 0;

  const current: ComputedRef<Record<string, unknown>> = computed(() => {
    const row = options.row();
    return row ? valuesOf(fields, row) : {};
  });
  const patch = computed(() => (name.value ? patchOf([name.value], { [name.value]: value.value }, current.value) : {}));
  const covered = (error: FormError): boolean => error.overridable && !!reasons[overrideKey(error)]?.trim();

  function allowed(key: string, field: Field): boolean {
    if (fieldRight(options.type, key) !== 'EDIT') return false;
    return options.enabled() && isInput(field) && !field.createOnly && field.kind !== 'objects' && !!fields[key];
  }
  function close(): void {
    name.value = null;
    errors.value = [];
    for (const key of Object.keys(reasons)) delete reasons[key];
  }
  /** Another field may be begun with one still open: what was typed there is kept first. */
  async function begin(key: string): Promise<void> {
    if (name.value) await save();
    if (name.value) return;
    name.value = key;
    value.value = plain(current.value[key]);
    version = options.row()?.version ?? 0;
  }

  function judge(): FormError[] {
    const result = parseInput(fields, plain(patch.value), {
      mode: 'update',
      today: today(),
      rules,
      current: readableValues(options.type, current.value),
    });
    if (result.ok) return [];
    return result.errors.map((error) => ({ ...error, message: fieldErrorText(error, locale.value) }));
  }
  async function save(): Promise<void> {
    if (saving.value || !name.value) return;
    if (Object.keys(patch.value).length === 0) return close();
    const found = judge();
    const answered = errors.value.filter(
      (error) => covered(error) && !found.some((entry) => overrideKey(entry) === overrideKey(error)),
    );
    errors.value = [...answered, ...found];
    if (errors.value.every(covered)) await send(name.value);
  }
  async function send(key: string): Promise<void> {
    const id = options.row()?.id;
    if (!id) return;
    saving.value = true;
    try {
      const { userErrors } = await options.save({
        id,
        input: plain(patch.value),
        overrides: overridesOf(errors.value, reasons),
        expectedVersion: version,
        idempotencyKey: crypto.randomUUID(),
      });
      const clash = userErrors.find((error) => error.fields && error.currentVersion);
      if (clash) {
        version = clash.currentVersion ?? version;
        conflict.value = clash.fields ?? [];
      } else if (userErrors.length > 0) {
        errors.value = userErrors.map((error) => formErrorOf(error, locale.value));
      } else {
        await options.saved();
        close();
        toast.success(t('inline.saved', { field: text(fields[key]?.label) }));
      }
    } catch (error) {
      toast.error(faultOf(error, t('error.offline')).message);
    } finally {
      saving.value = false;
    }
  }
  /** Yours goes on top of the other's; or the other's stands and nothing is sent. */
  async function settle(choice: Readonly<Record<string, 'yours' | 'current'>>): Promise<void> {
    const key = name.value;
    conflict.value = null;
    if (!key) return;
    if (choice[key] === 'yours') return send(key);
    await options.saved();
    close();
  }

  return reactive({
    name,
    value,
    errors,
    reasons,
    saving,
    conflict,
    filters: computed(() => options.filters?.() ?? {}),
    allowed,
    begin,
    write: (given: unknown) => {
      value.value = given;
    },
    save,
    cancel: close,
    settle,
    postpone: () => {
      conflict.value = null;
    },
  }) as InlineEdit;
}
