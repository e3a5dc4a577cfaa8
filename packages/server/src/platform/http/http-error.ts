import type { ErrorCode, ErrorParams } from '@dossier/shared';

/** An answer other than the one asked for, outside the graph. The sentence comes from the code, in the caller's language. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
    this.name = 'HttpError';
  }
}

/** 400 with a reason for developers. */
export const badRequest = (detail: string): HttpError => new HttpError(400, 'BAD_REQUEST', { detail });
