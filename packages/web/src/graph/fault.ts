import { ApolloError } from '@apollo/client/core';

/** A fault in plain words, with the number that finds it in the log. */
export interface Fault {
  code: string;
  message: string;
  requestId: string | null;
}

/** Reads what the client throws. The sentence is the server's, in the language that the request asked for. */
export function faultOf(error: unknown, offline: string): Fault {
  if (error instanceof ApolloError) {
    const first = error.graphQLErrors[0];
    const network = error.networkError as
      (Error & { result?: { errors?: { message: string; extensions?: Record<string, unknown> }[] } }) | null;
    const answer = first ?? network?.result?.errors?.[0];
    if (!answer) return { code: 'NETWORK', message: offline, requestId: null };
    const code = answer.extensions?.code;
    const requestId = typeof answer.extensions?.requestId === 'string' ? answer.extensions.requestId : null;
    return {
      code: String(code ?? 'INTERNAL'),
      message: answer.message,
      requestId,
    };
  }
  return { code: 'CLIENT', message: error instanceof Error ? error.message : String(error), requestId: null };
}
