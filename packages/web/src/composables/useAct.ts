import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useApolloClient } from '@vue/apollo-composable';
import { ref, type Ref } from 'vue';
import { faultOf } from '../graph/fault';
import type { UserError } from '../graph/form';
import { useText } from '../locales';
import { toast } from '../ui/feedback/messages';

interface Payload {
  userErrors: readonly UserError[];
}
/** The answer to a deed, or why there is none. */
export type Attempt<R> =
  { ok: true; data: R } | { ok: false; message: string; failed: boolean; faults?: readonly UserError[] };

type Deed<R, V> = (document: TypedDocumentNode<R, V>, variables: V) => Promise<Attempt<R>>;

/** Runs one deed and says nothing: the caller tells how it went. */
export function useAttempt(): <R, V extends Record<string, unknown>>(
  ...deed: Parameters<Deed<R, V>>
) => Promise<Attempt<R>> {
  const { client } = useApolloClient();
  const { t } = useText();

  return async <R, V extends Record<string, unknown>>(
    document: TypedDocumentNode<R, V>,
    variables: V,
  ): Promise<Attempt<R>> => {
    try {
      const { data } = await client.mutate<R, V>({ mutation: document, variables });
      const faults = Object.values(data ?? {}).flatMap((payload) => (payload as Payload | null)?.userErrors ?? []);
      if (faults.length > 0)
        return { ok: false, message: faults.map((fault) => fault.message).join('\n'), failed: false, faults };
      return data ? { ok: true, data } : { ok: false, message: t('error.title'), failed: true };
    } catch (error) {
      const fault = faultOf(error, t('error.offline'));
      const message = fault.requestId ? `${fault.message} (${fault.requestId})` : fault.message;
      return { ok: false, message, failed: true };
    }
  };
}

/** Runs one deed outside a form: what stands in its way is told as a note, success as well. */
export function useAct(): {
  busy: Ref<boolean>;
  act: <R, V extends Record<string, unknown>>(
    document: TypedDocumentNode<R, V>,
    variables: V,
    done?: string,
  ) => Promise<R | null>;
} {
  const attempt = useAttempt();
  const busy = ref(false);

  async function act<R, V extends Record<string, unknown>>(
    document: TypedDocumentNode<R, V>,
    variables: V,
    done?: string,
  ): Promise<R | null> {
    busy.value = true;
    const answer = await attempt(document, variables);
    busy.value = false;
    if (!answer.ok) {
      (answer.failed ? toast.error : toast.warning)(answer.message);
      return null;
    }
    if (done) toast.success(done);
    return answer.data;
  }
  return { busy, act };
}
