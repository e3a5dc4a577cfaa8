/**
 * What callers give, judged by the dictionary: form, API and import run the same rules. All faults are found at once,
 * each with a code, a path and a cure; overridable ones pass when the caller sends a reason with them.
 */
import { z } from 'zod';
import { isInput, type Field, type Fields, type InputOf, type Label } from './dictionary';
import { errorText, fieldError, type ErrorCode, type ErrorParams, type FieldError, type Locale } from './errors';
import { applyOverrides, type Override } from './overrides';
import { invalid, isEmpty, readPlain, valueWarning, wrongType, type Report } from './values';

export type InputMode = 'create' | 'update';
/** A rule over several fields of a record. It runs on create, and on an update that touches one of `fields`. */
export interface Rule {
  fields: readonly string[];
  /** `record` is the record as it would be after the write. */
  check(record: Readonly<Record<string, unknown>>): readonly FieldError[];
}

export interface ParseOptions {
  mode: InputMode;
  /** The business day: what has happened cannot lie after it. */
  today: string;
  overrides?: readonly Override[];
  rules?: readonly Rule[];
  /** The record before an update: rules see it, and values that stay as they are do not warn again. */
  current?: Readonly<Record<string, unknown>>;
  /** Put before each path: `['items', '0']`. */
  path?: readonly string[];
}

export type ParseResult<S extends Fields> =
  | { ok: true; value: InputOf<S>; overridden: Override[] }
  /** `value`: what could be read, for checks that go on beside the faults. */
  | { ok: false; value: InputOf<S>; errors: FieldError[] };

type IssueSink = {
  addIssue(issue: { code: 'custom'; path: string[]; message: string; params: Record<string, unknown> }): void;
};

/** Faults travel through zod as custom issues that carry our code and parameters. */
const reporter =
  (field: Label, locale: Locale, sink: IssueSink): Report =>
  (code, params = {}, at = []) => {
    const all = { field, ...params };
    sink.addIssue({
      code: 'custom',
      path: [...at],
      message: errorText(code, locale, all),
      params: { error: code, params: all },
    });
  };

const schemas: Readonly<Record<Locale, WeakMap<Field, z.ZodType>>> = { zh: new WeakMap(), en: new WeakMap() };

/** The zod rule of one field. Blank means null; a required field refuses it, one with an initial value falls back to it. */
export function fieldSchema(field: Field, locale: Locale = 'zh'): z.ZodType {
  const known = schemas[locale].get(field);
  if (known) return known;
  const schema = z.unknown().transform((value, sink) => {
    const report = reporter(field.label, locale, sink);
    if (isEmpty(field, value)) return field.required ? (report('REQUIRED'), z.NEVER) : (field.initial ?? null);
    const read = field.kind === 'objects' ? readObjects(field, value, locale, report) : readPlain(field, value, report);
    if (field.required && Array.isArray(read) && read.length === 0) report('REQUIRED');
    return read === invalid ? z.NEVER : read;
  });
  schemas[locale].set(field, schema);
  return schema;
}

function readObjects(
  field: Extract<Field, { kind: 'objects' }>,
  value: unknown,
  locale: Locale,
  report: Report,
): unknown {
  if (!Array.isArray(value)) return wrongType(field, report);
  if (value.length > field.items) {
    report('TOO_MANY', { max: field.items, length: value.length });
    return invalid;
  }
  const found: FieldError[] = [];
  // Rows are stored whole, so that a reader finds null and never a missing key.
  const blank = Object.fromEntries(Object.keys(field.fields).map((name) => [name, null]));
  const rows = value.map((row, index) => ({
    ...blank,
    ...readRecord(field.fields, row, 'create', locale, [String(index)], found, field),
  }));
  for (const { code, params, path } of found) report(code, params, path);
  return found.length > 0 ? invalid : rows;
}

/** Reads each known field by its own schema, so that the good values survive the faults of the others. */
function readRecord(
  fields: Fields,
  input: unknown,
  mode: InputMode,
  locale: Locale,
  path: readonly string[],
  errors: FieldError[],
  owner?: Field,
): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    if (owner)
      wrongType(owner, (code, params) => errors.push(fieldError(code, path, { field: owner.label, ...params })));
    else errors.push(fieldError('BAD_REQUEST', path, { detail: 'input' }));
    return {};
  }
  const given = input as Record<string, unknown>;
  const value: Record<string, unknown> = {};
  for (const name of Object.keys(given)) {
    if (given[name] === undefined) continue;
    const problem = keyProblem(fields, name, mode);
    if (problem) errors.push(fieldError(problem, [...path, name], { name, ...(labelOf(fields, name) ?? {}) }));
  }
  for (const [name, field] of Object.entries(fields)) {
    const absent = given[name] === undefined;
    if (keyProblem(fields, name, mode)) {
      if (mode === 'create' && field.initial !== undefined) value[name] = field.initial;
    } else if (!absent || (mode === 'create' && (field.required || field.initial !== undefined))) {
      const result = fieldSchema(field, locale).safeParse(given[name]);
      if (result.success) value[name] = result.data;
      else errors.push(...result.error.issues.map((issue) => fromIssue(issue, [...path, name])));
    }
  }
  return value;
}

const labelOf = (fields: Fields, name: string): { field: Label } | null =>
  Object.hasOwn(fields, name) ? { field: fields[name]!.label } : null;

function keyProblem(fields: Fields, name: string, mode: InputMode): ErrorCode | null {
  if (!Object.hasOwn(fields, name)) return 'UNKNOWN_FIELD';
  const field = fields[name]!;
  if (!isInput(field)) return 'READ_ONLY';
  return mode === 'update' && field.createOnly ? 'CREATE_ONLY' : null;
}

function fromIssue(issue: z.core.$ZodIssue, path: readonly string[]): FieldError {
  const carried = 'params' in issue ? (issue.params as { error: ErrorCode; params: ErrorParams }) : null;
  return fieldError(
    carried?.error ?? 'BAD_REQUEST',
    [...path, ...issue.path.map(String)],
    carried?.params ?? { detail: issue.message },
  );
}

/** The zod rule of a whole input, for forms: messages are sentences in the reader's language. */
export function inputSchema(
  fields: Fields,
  mode: InputMode,
  locale: Locale = 'zh',
): z.ZodType<Record<string, unknown>> {
  const open = Object.entries(fields).filter(([name]) => !keyProblem(fields, name, mode));
  const shape = open.map(([name, field]) => {
    const schema = fieldSchema(field, locale);
    return [name, mode === 'create' && field.required ? schema : schema.optional()] as const;
  });
  return z.strictObject(Object.fromEntries(shape));
}

/** Faults of good values that a person may accept; values that did not change are not asked about again. */
function warningsOf(
  fields: Fields,
  value: Readonly<Record<string, unknown>>,
  current: Readonly<Record<string, unknown>>,
  path: readonly string[],
): FieldError[] {
  return Object.entries(value).flatMap(([name, one]): FieldError[] => {
    const field = fields[name]!;
    if (field.kind === 'objects' && Array.isArray(one)) {
      const before = current[name] === undefined || current[name] === null ? '' : JSON.stringify(current[name]);
      if (JSON.stringify(one) === before) return [];
      return one.flatMap((row: Record<string, unknown>, index) =>
        warningsOf(field.fields, row, {}, [...path, name, String(index)]),
      );
    }
    if (current[name] === one) return [];
    const warning = valueWarning(field, one);
    return warning ? [fieldError(warning.code, [...path, name], { field: field.label, ...warning.params })] : [];
  });
}

/** Dates of what has happened that lie ahead; one that stays as it was is not asked about again. */
const datesAhead = (
  fields: Fields,
  value: Readonly<Record<string, unknown>>,
  { today, current = {}, path = [] }: ParseOptions,
): FieldError[] =>
  Object.entries(value).flatMap(([name, one]) => {
    const field = fields[name]!;
    if (field.kind !== 'date' || !field.past || typeof one !== 'string') return [];
    return one > today && one !== current[name]
      ? [fieldError('DATE_AHEAD', [...path, name], { field: field.label, today })]
      : [];
  });

/** Judges an input by its dictionary: the normalised value, or every fault at once. */
export function parseInput<S extends Fields>(fields: S, input: unknown, options: ParseOptions): ParseResult<S> {
  const { mode, overrides, rules = [], current = {}, path = [] } = options;
  const errors: FieldError[] = [];
  const value = readRecord(fields, input, mode, 'zh', path, errors);
  errors.push(...warningsOf(fields, value, current, path), ...datesAhead(fields, value, options));
  const record = { ...current, ...value };
  for (const rule of rules) {
    if (mode === 'update' && !rule.fields.some((name) => name in value)) continue;
    errors.push(...rule.check(record).map((error) => ({ ...error, path: [...path, ...error.path] })));
  }
  const judged = applyOverrides(errors, overrides);
  if (judged.errors.length > 0) return { ok: false, value: value as InputOf<S>, errors: judged.errors };
  return { ok: true, value: value as InputOf<S>, overridden: judged.overridden };
}
