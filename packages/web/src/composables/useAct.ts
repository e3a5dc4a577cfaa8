import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useApolloClient } from '@vue/apollo-composable';
import { ref, type Ref } from 'vue';
import { faultOf } from '../graph/fault';
import type { UserError } from '../graph/form';
import { useLabels, useText } from '../locales';
import { toast } from '../ui/feedback/messages';

interface Payload {
  userErrors: readonly UserError[];
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
  const { client } = useApolloClient();
  const { locale } = useLabels();
  const { t } = useText();
  const busy = ref(false);

  async function act<R, V extends Record<string, unknown>>(
    document: TypedDocumentNode<R, V>,
    variables: V,
    done?: string,
  ): Promise<R | null> {
    busy.value = true;
    try {
      const { data } = await client.mutate<R, V>({ mutation: document, variables });
      const faults = Object.values(data ?? {}).flatMap((payload) => (payload as Payload | null)?.userErrors ?? []);
      if (faults.length > 0) {
        toast.warning(faults.map((fault) => fault.message).join('\n'));
        return null;
      }
      if (done) toast.success(done);
      return data ?? null;
    } catch (error) {
      const fault = faultOf(error, locale.value, t('error.offline'));
      toast.error(fault.requestId ? `${fault.message} (${fault.requestId})` : fault.message);
      return null;
    } finally {
      busy.value = false;
    }
  }
  return { busy, act };
}
