import { errorTexts, type ErrorCode, type ErrorParams, type Label } from '@dossier/shared';
import { GraphQLError } from 'graphql';
import { engineFailure, engineFailureStatus } from '../db/engine-failure';
import { UserFault } from '../graphql/user-fault';

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
export const badRequest = (detail: string | Label): HttpError => new HttpError(400, 'BAD_REQUEST', { detail });

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  SESSION_EXPIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BUSY: 503,
};

/** The same refusals as in the graph, in the terms of HTTP; null when nobody foresaw the error. */
export function toHttpError(error: unknown): HttpError | null {
  if (error instanceof HttpError) return error;
  if (error instanceof UserFault && error.errors[0]) return withStatus(error.errors[0].code, error.errors[0].params);
  const failure = engineFailure(error);
  if (failure) return new HttpError(engineFailureStatus(failure), failure, {}, { 'retry-after': '5' });
  if (!(error instanceof GraphQLError)) return null;
  const { code, params } = error.extensions;
  return typeof code === 'string' && code in errorTexts
    ? withStatus(code as ErrorCode, (params ?? {}) as ErrorParams)
    : null;
}

const withStatus = (code: ErrorCode, params: ErrorParams): HttpError =>
  new HttpError(statuses[code] ?? 400, code, params);
