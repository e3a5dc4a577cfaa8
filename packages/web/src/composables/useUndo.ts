import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useApolloClient } from '@vue/apollo-composable';
import { useText } from '../locales';
import { toast } from '../ui/feedback/messages';
import { useAct } from './useAct';

/** Tells of a removal, with the way back for as long as the note stands. */
export function useUndo(): (restore: TypedDocumentNode<unknown, { id: string }>, id: string) => void {
  const { client } = useApolloClient();
  const { act } = useAct();
  const { t } = useText();

  return (restore, id) =>
    toast.undo(t('undo.removed'), t('undo.act'), async () => {
      if (await act(restore, { id }, t('undo.restored'))) await client.refetchQueries({ include: 'active' });
    });
}
