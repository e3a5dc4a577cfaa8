/** One value of one field: from what a caller gave to what the archive stores, or the faults in between. */
import { codeExample, codeSet, isCodeShape } from './codes';
import { isDate, isInstant } from './date';
import { decimalText, Exact } from './decimal';
import type {
  CodeField,
  DecimalField,
  EnumField,
  Field,
  IntField,
  KeywordField,
  Label,
  ListField,
  MoneyField,
  SecretField,
  TextField,
} from './dictionary';
import type { ErrorCode, ErrorParams } from './errors';
import { keywordWarning, normaliseKeyword } from './keyword';
import { defaultCurrency, fromMinor, isCurrency, maxMinor, toMinor } from './money';
import { normaliseSecret, secretWarning } from './secret';
import { fold, hasControlCharacter, textLength, trimText } from './text';
import { label } from './dictionary';

/** Told of each fault; `at` is relative to the field. */
export type Report = (code: ErrorCode, params?: ErrorParams, at?: readonly string[]) => void;
/** Readers return this after they reported. */
export const invalid = Symbol('invalid');
type Reader<F extends Field> = (field: F, value: unknown, report: Report) => unknown;

const expectedTypes: Readonly<Record<Field['kind'], Label>> = {
  text: label('文字', 'text'),
  keyword: label('文字', 'text'),
  enum: label('选项', 'an option'),
  code: label('代码', 'a code'),
  date: label('日期', 'a date'),
  instant: label('时间', 'an instant'),
  money: label('金额 {amount, currency}', 'money {amount, currency}'),
  decimal: label('数字', 'a number'),
  int: label('整数', 'a whole number'),
  bool: label('是或否（true/false）', 'true or false'),
  list: label('文字列表', 'a list of texts'),
  objects: label('对象列表', 'a list of objects'),
  secret: label('文字', 'text'),
  ref: label('记录的 id', 'the id of a record'),
};

/** Reports that a value is of the wrong type. */
export function wrongType(field: Field, report: Report): typeof invalid {
  report('WRONG_TYPE', { expected: expectedTypes[field.kind] });
  return invalid;
}

function fault(report: Report, code: ErrorCode, params: ErrorParams = {}): typeof invalid {
  report(code, params);
  return invalid;
}

/** Numbers are taken as the decimal they print as; a float that is longer than it looks is found by the places rule. */
const numeric = (value: unknown): string | null =>
  typeof value === 'string'
    ? trimText(value)
    : typeof value === 'number' && Number.isFinite(value)
      ? new Exact(value).toFixed()
      : null;

const text: Reader<TextField> = (field, value, report) => {
  if (typeof value !== 'string') return wrongType(field, report);
  const trimmed = trimText(value);
  if (hasControlCharacter(trimmed, field.multiline)) return fault(report, 'CONTROL_CHARACTER');
  const length = textLength(trimmed);
  return length > field.max ? fault(report, 'TOO_LONG', { max: field.max, length }) : trimmed;
};

const keyword: Reader<KeywordField> = (field, value, report) => {
  if (typeof value !== 'string') return wrongType(field, report);
  const given = trimText(value);
  if (hasControlCharacter(given)) return fault(report, 'CONTROL_CHARACTER');
  const result = normaliseKeyword(field.format, given);
  if (!result.ok) return fault(report, result.code, { value: given.slice(0, 60), ...result.params });
  const { length } = result.value;
  return length > field.max ? fault(report, 'TOO_LONG', { max: field.max, length }) : result.value;
};

/** What was given never goes into a fault: it would be shown, logged and kept. */
const secret: Reader<SecretField> = (field, value, report) => {
  if (typeof value !== 'string') return wrongType(field, report);
  const result = normaliseSecret(field.format, value);
  return result.ok ? result.value : fault(report, result.code);
};

const choice: Reader<EnumField> = (field, value, report) => {
  if (typeof value !== 'string') return wrongType(field, report);
  if (Object.hasOwn(field.values, value)) return value;
  const labels = Object.values(field.values);
  const options = label(labels.map((one) => one.zh).join('、'), Object.keys(field.values).join(', '));
  return fault(report, 'INVALID_OPTION', { value: value.slice(0, 60), options });
};

const code: Reader<CodeField> = (field, value, report) => {
  if (typeof value !== 'string') return wrongType(field, report);
  const flat = value.normalize('NFKC').trim().toUpperCase();
  const found = codeSet(field.set)?.find(flat) ?? flat;
  return isCodeShape(field.set, found) ? found : fault(report, 'INVALID_FORMAT', { example: codeExample(field.set) });
};

const date: Reader<Field> = (field, value, report) => {
  if (typeof value !== 'string') return wrongType(field, report);
  return isDate(value.trim()) ? value.trim() : fault(report, 'INVALID_DATE');
};

const instant: Reader<Field> = (field, value, report) => {
  if (typeof value !== 'string') return wrongType(field, report);
  const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(value.trim());
  const at = withZone && isDate(value.trim().slice(0, 10)) ? new Date(value.trim()) : null;
  const iso = at && !Number.isNaN(at.getTime()) ? at.toISOString() : '';
  return isInstant(iso) ? iso : fault(report, 'INVALID_INSTANT');
};

const money: Reader<MoneyField> = (field, value, report) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrongType(field, report);
  const { amount, currency = defaultCurrency, ...rest } = value as Record<string, unknown>;
  for (const name of Object.keys(rest)) report('UNKNOWN_FIELD', { name }, [name]);
  const unit = typeof currency === 'string' ? currency.trim().toUpperCase() : currency === null ? defaultCurrency : '';
  if (!isCurrency(unit)) report('UNKNOWN_CURRENCY', { value: String(currency).slice(0, 20) }, ['currency']);
  const minor = minorUnits(field, amount, report);
  return minor === null || !isCurrency(unit) || Object.keys(rest).length > 0
    ? invalid
    : { amount: fromMinor(minor), currency: unit };
};

function minorUnits(field: MoneyField, amount: unknown, report: Report): bigint | null {
  const given = numeric(amount);
  const fail = (problem: ErrorCode, params: ErrorParams = {}): null => {
    report(problem, params);
    return null;
  };
  if (given === null || !/^[+-]?\d{1,40}(\.\d{0,40})?$/.test(given)) return fail('MONEY_FORMAT');
  const minor = toMinor(given);
  if (minor === null) return fail('MONEY_PLACES');
  if (minor > maxMinor || minor < -maxMinor) return fail('MONEY_TOO_LARGE');
  const floor = field.min === undefined ? null : toMinor(field.min);
  if (floor === null || minor >= floor) return minor;
  return floor === 0n ? fail('MONEY_NEGATIVE') : fail('TOO_SMALL', { min: field.min ?? '' });
}

const decimal: Reader<DecimalField> = (field, value, report) => {
  const given = numeric(value);
  if (given === null) return wrongType(field, report);
  if (!/^[+-]?\d{1,30}(\.\d{0,40})?$/.test(given)) return fault(report, 'INVALID_NUMBER');
  const canonical = decimalText(given, field.places);
  if (canonical === null) return fault(report, 'DECIMAL_PLACES', { places: field.places });
  return inRange(field, canonical, report) ? canonical : invalid;
};

const int: Reader<IntField> = (field, value, report) => {
  const given = numeric(value);
  if (given === null) return wrongType(field, report);
  if (!/^[+-]?\d{1,30}(\.\d{0,40})?$/.test(given)) return fault(report, 'INVALID_NUMBER');
  const whole = decimalText(given, 0);
  if (whole === null) return fault(report, 'NOT_INTEGER');
  // The graph's Int has 32 bits.
  const { min = -2147483648, max = 2147483647 } = field;
  return inRange({ min: String(min), max: String(max) }, whole, report) ? Number(whole) : invalid;
};

function inRange(range: { min?: string; max?: string }, value: string, report: Report): boolean {
  const { min, max } = range;
  if (min !== undefined && new Exact(value).lt(min)) return (report('TOO_SMALL', { min }), false);
  if (max !== undefined && new Exact(value).gt(max)) return (report('TOO_LARGE', { max }), false);
  return true;
}

const bool: Reader<Field> = (field, value, report) => (typeof value === 'boolean' ? value : wrongType(field, report));

const list: Reader<ListField> = (field, value, report) => {
  if (!Array.isArray(value)) return wrongType(field, report);
  const kept = new Map<string, string>();
  let failed = false;
  value.forEach((entry: unknown, index) => {
    const at: Report = (problem, params) => report(problem, params, [String(index)]);
    const read = text({ kind: 'text', label: field.label, max: field.max }, entry, at);
    if (read === invalid) failed = true;
    // Entries that read the same are one entry; empty ones are none.
    else if (read !== '' && !kept.has(fold(read as string))) kept.set(fold(read as string), read as string);
  });
  if (kept.size > field.items) return fault(report, 'TOO_MANY', { max: field.items, length: kept.size });
  return failed ? invalid : [...kept.values()];
};

const ref: Reader<Field> = (field, value, report) => {
  if (typeof value !== 'string') return wrongType(field, report);
  return /^[0-9A-Za-z_-]{1,60}$/.test(value.trim()) ? value.trim() : fault(report, 'INVALID_REFERENCE');
};

type Plain = Exclude<Field, { kind: 'objects' }>;
const readers: { [K in Plain['kind']]: Reader<Extract<Plain, { kind: K }>> } = {
  text,
  keyword,
  enum: choice,
  code,
  date,
  instant,
  money,
  decimal,
  int,
  bool,
  list,
  secret,
  ref,
};

/** Reads a value that is present. Objects are put together by the schema (`input.ts`). */
export const readPlain = (field: Plain, value: unknown, report: Report): unknown =>
  (readers[field.kind] as Reader<Plain>)(field, value, report);

/** A fault of a good value that a person may accept with a reason. */
export function valueWarning(field: Field, value: unknown): { code: ErrorCode; params: ErrorParams } | null {
  if (typeof value !== 'string') return null;
  if (field.kind === 'keyword') return keywordWarning(field.format, value);
  if (field.kind === 'secret') return secretWarning(field.format, value);
  const unknownCode = field.kind === 'code' && codeSet(field.set)?.has(value) === false;
  return unknownCode ? { code: 'UNKNOWN_CODE', params: { value } } : null;
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && trimText(value) === '');

/** Nothing was given: absent, null, only blanks, or money whose amount is left empty. */
export const isEmpty = (field: Field, value: unknown): boolean =>
  isBlank(value) ||
  (field.kind === 'money' && typeof value === 'object' && value !== null && 'amount' in value && isBlank(value.amount));
