import { errorTexts, type ErrorCode, type Label } from '@dossier/shared';

/** What single sign-on says went wrong, by its code; null for a code we do not know. Apart: few sign-ins need the sentences. */
export const problemOf = (code: string): Label | null =>
  Object.hasOwn(errorTexts, code) ? errorTexts[code as ErrorCode] : null;
