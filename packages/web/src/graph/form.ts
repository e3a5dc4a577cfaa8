import { isInput, type Field, type FieldError, type Fields } from '@dossier/shared';
import { relationName } from './entity';
import { plainDecimal } from './format';

/** What a form holds: input names to values, as the graph takes them. */
export type FormValues = Record<string, unknown>;

/** One fault beside a form item; the sentence is ready to read. */
export interface FormError {
  code: string;
  path: string[];
  message: string;
  severity: 'ERROR' | 'WARNING';
  overridable: boolean;
}

/** A fault as the graph answers it, with what some of them carry. */
export interface UserError {
  code: string;
  message: string;
  path: readonly string[] | null;
  severity: string;
  overridable: boolean;
  candidates?: readonly Candidate[] | null;
  fields?: readonly ConflictField[] | null;
  currentVersion?: number | null;
  count?: number | null;
}
export interface Candidate {
  /** Null: out of the reader's range. */
  id: string | null;
  name: string;
  unifiedSocialCreditCode?: string | null;
  ownerName?: string | null;
}
export interface ConflictField {
  field: string;
  original: unknown;
  current: unknown;
  yours: unknown;
}

/** The fields of a form, as the dictionary has them. */
export function formFields(fields: Fields, mode: 'create' | 'update', hide: readonly string[] = []): [string, Field][] {
  return Object.entries(fields).filter(
    ([name, field]) => isInput(field) && !hide.includes(name) && !(mode === 'update' && field.createOnly),
  );
}

const strip = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strip);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__typename')
      .map(([key, inner]) => [key, strip(inner)]),
  );
};

/** Decimals come with all their places; a form shows those that say something. */
function shown(field: Field, value: unknown): unknown {
  if (field.kind === 'decimal' && typeof value === 'string') return plainDecimal(value);
  if (field.kind !== 'objects' || !Array.isArray(value)) return value;
  return value.map((row: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(row).map(([key, inner]) => [key, field.fields[key] ? shown(field.fields[key], inner) : inner]),
    ),
  );
}

/** A record as the graph gave it, turned into what its form holds: references become ids. */
export function valuesOf(fields: Fields, record: Readonly<Record<string, unknown>>): FormValues {
  const entries = Object.entries(fields).map(([name, field]) => {
    if (field.kind !== 'ref') return [name, shown(field, strip(record[name] ?? null))] as const;
    const target = record[relationName(name)] as { id?: string } | null | undefined;
    return [name, target?.id ?? null] as const;
  });
  return Object.fromEntries(entries);
}

/** What a new record starts with. */
export function initialFormValues(fields: Fields, given: FormValues = {}): FormValues {
  const entries = Object.entries(fields).map(([name, field]) => [name, field.initial ?? null] as const);
  return { ...Object.fromEntries(entries), ...given };
}

const blank = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const same = (a: unknown, b: unknown): boolean => (blank(a) && blank(b)) || JSON.stringify(a) === JSON.stringify(b);

/** What has changed against the record as it was read. */
export function patchOf(names: readonly string[], values: FormValues, original: FormValues): FormValues {
  const changed = names.filter((name) => !same(values[name], original[name]));
  return Object.fromEntries(changed.map((name) => [name, values[name] ?? null]));
}

/** A new record's input: what was left empty is left out. */
export function inputOf(names: readonly string[], values: FormValues): FormValues {
  return Object.fromEntries(names.filter((name) => !blank(values[name])).map((name) => [name, values[name]]));
}

/** Errors by form item: `addresses` gathers `addresses.0.text`, told apart by the rest of the path. */
export function byField(errors: readonly FormError[]): Record<string, FormError[]> {
  const result: Record<string, FormError[]> = {};
  for (const error of errors) (result[error.path[0] ?? ''] ??= []).push(error);
  return result;
}

export const overrideKey = (error: Pick<FieldError, 'code' | 'path'> | FormError): string =>
  `${error.code}:${error.path.join('.')}`;

/** One accepted warning, as the graph takes it. */
export interface GivenOverride {
  code: string;
  path: string[];
  reason: string;
}

/** The reasons a person has given. */
export function overridesOf(errors: readonly FormError[], reasons: Readonly<Record<string, string>>): GivenOverride[] {
  return errors.flatMap((error) => {
    const reason = reasons[overrideKey(error)]?.trim();
    return error.overridable && reason ? [{ code: error.code, path: error.path, reason }] : [];
  });
}
