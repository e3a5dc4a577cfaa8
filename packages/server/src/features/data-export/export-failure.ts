import { errorText, type Locale } from '@dossier/shared';
import { engineFailure } from '../../platform/db/engine-failure';
import { toHttpError } from '../../platform/http';

/** What is no fault of the question. */
const passing: ReadonlySet<string> = new Set(['BUSY', 'DATABASE_AWAY']);

/** Whether the same may do better in a minute. */
export const isPassing = (error: unknown): boolean => passing.has(toHttpError(error)?.code ?? '');

/** The sentence of what ended a job. What nobody expected is told without its insides. */
export function failureText(error: unknown, locale: Locale): string {
  const code = engineFailure(error);
  if (code) return errorText(code, locale);
  const known = toHttpError(error);
  return known ? errorText(known.code, locale, known.params) : errorText('INTERNAL', locale);
}
