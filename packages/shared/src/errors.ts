/**
 * Every fault the archive can answer: one code, one sentence in each language. A sentence says what is wrong and what
 * to do about it. `{name}` stands for a parameter.
 */
import { errorTexts, type ErrorCode, type SheetErrorCode } from './error-texts';
import type { ErrorParams, FieldError, Locale } from './field-error';

export { errorTexts, type ErrorCode, type SheetErrorCode };
export * from './field-error';

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
