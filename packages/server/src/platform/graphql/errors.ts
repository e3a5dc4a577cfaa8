import type { ErrorCode } from '@dossier/shared';
import { GraphQLError } from 'graphql';

/**
 * A request that cannot be answered as asked (top-level error): bad argument, no right, limit passed. `params` fill the sentence
 * of the code in the caller's language; they name places (fields, limits), never rejected values.
 */
export class RequestError extends GraphQLError {
  constructor(code: ErrorCode, params: Record<string, unknown> = {}) {
    super(code, { extensions: { code, params } });
    this.name = 'RequestError';
  }
}
