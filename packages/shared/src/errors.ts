/**
 * Every fault the archive can answer: one code, one sentence in each language. A sentence says what is wrong and what
 * to do about it. `{name}` stands for a parameter.
 */
import type { Label } from './dictionary';
import { errorTexts, type ErrorCode, type SheetErrorCode } from './error-texts';

export { errorTexts, type ErrorCode, type SheetErrorCode };
export type Locale = 'zh' | 'en';
export type Severity = 'ERROR' | 'WARNING';
/** A parameter with two labels is shown in the reader's language. */
export type ErrorParams = Readonly<Record<string, string | number | Label>>;

/** One fault of one place of an input. */
export interface FieldError {
  code: ErrorCode;
  /** From the input's root: `['items', '0', 'unitPrice']`. */
  path: string[];
  severity: Severity;
  /** Accepted when sent again with an override `{code, path, reason}`. */
  overridable: boolean;
  params: ErrorParams;
}

/** Faults a person may accept with a reason: the real world breaks these rules now and then. */
export const overridableCodes: ReadonlySet<ErrorCode> = new Set([
  'CREDIT_CODE_CHECK_DIGIT',
  'LEGACY_NUMBER_CHECK_DIGIT',
  'CARD_CHECK_DIGIT',
  'IDENTITY_CHECK_DIGIT',
  'UNKNOWN_CODE',
  'DUPLICATE_NAME',
  'DUPLICATE_SIMILAR',
  'CONTRACT_AMOUNT_MISMATCH',
  'OWNS_CUSTOMERS',
  'CUSTOMER_HAS_CONTRACTS',
]);

/** A fault at a path; overridable codes become warnings. */
export function fieldError(code: ErrorCode, path: readonly string[], params: ErrorParams = {}): FieldError {
  const overridable = overridableCodes.has(code);
  return { code, path: [...path], severity: overridable ? 'WARNING' : 'ERROR', overridable, params };
}

/** The sentence of a fault in the reader's language. */
export function errorText(code: ErrorCode, locale: Locale, params: ErrorParams = {}): string {
  return errorTexts[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) return '';
    return typeof value === 'object' ? value[locale] : String(value);
  });
}

/** The sentence of a field error. */
export const fieldErrorText = (error: Pick<FieldError, 'code' | 'params'>, locale: Locale): string =>
  errorText(error.code, locale, error.params);
