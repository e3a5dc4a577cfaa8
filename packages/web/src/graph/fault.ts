import { ApolloError } from '@apollo/client/core';
import { errorTexts, type ErrorCode, type Locale } from '@dossier/shared';

/** A fault in plain words, with the number that finds it in the log. */
export interface Fault {
  code: string;
  message: string;
  requestId: string | null;
}

const known = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorTexts, code);
const PLACEHOLDER = /\{\w+\}/;

/** Reads what the client throws. The sentence is ours when the code is known, so that it follows the language on screen. */
export function faultOf(error: unknown, locale: Locale, offline: string): Fault {
  if (error instanceof ApolloError) {
    const first = error.graphQLErrors[0];
    const network = error.networkError as
      (Error & { result?: { errors?: { message: string; extensions?: Record<string, unknown> }[] } }) | null;
    const answer = first ?? network?.result?.errors?.[0];
    if (!answer) return { code: 'NETWORK', message: offline, requestId: null };
    const code = answer.extensions?.code;
    const own = known(code) ? errorTexts[code][locale] : null;
    const requestId = typeof answer.extensions?.requestId === 'string' ? answer.extensions.requestId : null;
    return {
      code: String(code ?? 'INTERNAL'),
      message: own && !PLACEHOLDER.test(own) ? own : answer.message,
      requestId,
    };
  }
  return { code: 'CLIENT', message: error instanceof Error ? error.message : String(error), requestId: null };
}
