import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { GivenOverride, UserError } from '../graph/form';
import { askReason, toast } from '../ui/feedback/messages';
import { useAttempt } from './useAct';

type Overridable = { overrides?: GivenOverride[] | null };

/** The overrides of faults that a person may all accept; null when one of them may not. */
export function acceptable(faults: readonly UserError[] | undefined, reason: string): GivenOverride[] | null {
  if (!faults?.length || !faults.every((fault) => fault.overridable)) return null;
  return faults.map(({ code, path }) => ({ code, path: [...(path ?? [])], reason }));
}

/** Runs a deed outside a form; what it warns of is shown, and goes ahead once a person says why. */
export function useInsist(): <R, V extends Record<string, unknown> & Overridable>(
  document: TypedDocumentNode<R, V>,
  variables: V,
  words: { title: string; verb: string },
) => Promise<R | null> {
  const attempt = useAttempt();

  return async (document, variables, { title, verb }) => {
    let answer = await attempt(document, variables);
    if (!answer.ok && acceptable(answer.faults, '')) {
      const reason = await askReason(title, verb, { about: answer.message });
      if (reason === null) return null;
      answer = await attempt(document, { ...variables, overrides: acceptable(answer.faults, reason) });
    }
    if (answer.ok) return answer.data;
    (answer.failed ? toast.error : toast.warning)(answer.message);
    return null;
  };
}
