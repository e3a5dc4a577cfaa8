import { errorText, type ErrorParams, type SheetErrorCode } from '@dossier/shared';

export type { SheetErrorCode };

/** A file that cannot be read, with a sentence in both languages that names the place and the cure. */
export class SheetError extends Error {
  readonly code: SheetErrorCode;
  readonly details: ErrorParams;
  readonly sentence: { zh: string; en: string };

  constructor(code: SheetErrorCode, details: ErrorParams = {}, cause?: unknown) {
    const sentence = { zh: errorText(code, 'zh', details), en: errorText(code, 'en', details) };
    super(sentence.en, cause === undefined ? undefined : { cause });
    this.name = 'SheetError';
    this.code = code;
    this.details = details;
    this.sentence = sentence;
  }
}
