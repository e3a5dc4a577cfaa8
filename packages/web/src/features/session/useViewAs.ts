import { useApolloClient } from '@vue/apollo-composable';
import { useAct } from '../../composables/useAct';
import { EndViewAsDocument, ViewAsDocument } from '../../gql/session';
import type { ViewerPartsFragment } from '../../gql/types';
import { adopt } from './viewer';

/** Looking through somebody else's eyes, and back. Nothing that one person saw stays for the other. */
export function useViewAs(): { viewAs: (userId: string) => Promise<boolean>; endViewAs: () => Promise<void> } {
  const { client } = useApolloClient();
  const { act } = useAct();
  async function become(viewer: ViewerPartsFragment | null | undefined): Promise<boolean> {
    if (!viewer) return false;
    await client.clearStore();
    adopt(viewer, false);
    return true;
  }
  return {
    viewAs: async (userId) => become((await act(ViewAsDocument, { userId }))?.viewAs.viewer),
    endViewAs: async () => void (await become((await act(EndViewAsDocument, {}))?.endViewAs.viewer)),
  };
}
