/** What a fault is, without the sentences: a list that only names its rules goes without them. */
import type { Label } from './dictionary';
import type { ErrorCode } from './error-texts';

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
