/** Accepting a warning: the caller sends it back with a reason, which is kept with the fact. */
import type { ErrorCode } from './error-texts';
import { fieldError, type FieldError } from './field-error';
import { hasControlCharacter, textLength, trimText } from './text';

/** A person's word that a warning is to be accepted. */
export interface Override {
  code: string;
  path: readonly string[];
  reason: string;
}

const samePath = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((part, i) => part === b[i]);

/** Splits faults into those an override with a reason covers and those that stay. */
export function applyOverrides(
  errors: readonly FieldError[],
  overrides: readonly Override[] = [],
): { errors: FieldError[]; overridden: Override[] } {
  const overridden: Override[] = [];
  const left: FieldError[] = [];
  for (const error of errors) {
    const index = overrides.findIndex(
      (one) => error.overridable && one.code === error.code && samePath(one.path, error.path),
    );
    const reason = index < 0 ? null : trimText(overrides[index]!.reason);
    if (reason === null) left.push(error);
    else if (reason === '' || textLength(reason) > 500 || hasControlCharacter(reason, true)) {
      left.push(fieldError('REASON_REQUIRED', ['overrides', String(index), 'reason']), error);
    } else overridden.push({ code: error.code, path: [...error.path], reason });
  }
  return { errors: left, overridden };
}

/** The reason given for a fault at a path, or null when none was needed. */
export const overrideReason = (
  overridden: readonly Override[],
  code: ErrorCode,
  path: readonly string[],
): string | null => overridden.find((one) => one.code === code && samePath(one.path, path))?.reason ?? null;
