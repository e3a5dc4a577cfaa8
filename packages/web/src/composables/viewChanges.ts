import type { useApolloClient } from '@vue/apollo-composable';
import {
  CreateSavedViewDocument,
  RemoveSavedViewDocument,
  RestoreSavedViewRevisionDocument,
  SavedViewRevisionsDocument,
  SetListDefaultDocument,
  UpdateSavedViewDocument,
} from '../gql/saved-view-changes';
import type { SavedViewInput } from '../gql/types';
import type { ListView, ListViewsModel, ViewAbout } from '../graph/views';
import { i18n } from '../locales';
import type { useAct, useAttempt } from './useAct';

/** What a view keeps of a list. */
export type ViewContent = Pick<SavedViewInput, 'search' | 'filter' | 'orderBy' | 'columns' | 'density' | 'layout'>;

interface Options {
  list: string;
  act: ReturnType<typeof useAct>['act'];
  attempt: ReturnType<typeof useAttempt>;
  client: ReturnType<typeof useApolloClient>['client'];
  /** The list as it stands. */
  content: () => ViewContent;
  refetch: () => Promise<unknown>;
  created: (id: string) => void;
  removed: () => void;
  restored: (id: string) => void;
}
export type ViewChanges = Pick<ListViewsModel, 'save' | 'update' | 'remove' | 'setDefault' | 'versions' | 'restore'>;

/** Keeping, changing and bringing back views. It is rare: this file and its documents come with the first change. */
export function viewChanges({ list, act, attempt, client, content, refetch, ...then }: Options): ViewChanges {
  const { t } = i18n.global;
  const given = ({ key, version }: ListView) => ({ id: key, expectedVersion: version });

  return {
    async save(about: ViewAbout) {
      const input = { list, ...about, ...content() };
      const data = await act(CreateSavedViewDocument, { input }, t('common.saved'));
      const id = data?.createSavedView.savedView?.id;
      if (!id) return false;
      await refetch();
      then.created(id);
      return true;
    },
    async update(view, about) {
      const data = await act(UpdateSavedViewDocument, { ...given(view), patch: about ?? content() }, t('common.saved'));
      if (data) await refetch();
      return !!data;
    },
    async remove(view) {
      if (!(await act(RemoveSavedViewDocument, given(view), t('views.removed')))) return;
      then.removed();
      await refetch();
    },
    async setDefault(view) {
      if (await act(SetListDefaultDocument, { list, view: view?.key ?? null }, t('views.defaultSet'))) await refetch();
    },
    async versions(view, after) {
      const { data } = await client.query({
        query: SavedViewRevisionsDocument,
        variables: { id: view.key, after },
        fetchPolicy: 'network-only',
      });
      const { nodes, pageInfo } = data.savedRevisions;
      const versions = nodes.map(({ number, savedAt, savedBy, content: kept }) => ({
        number: number ?? 0,
        at: savedAt ?? '',
        by: savedBy?.name ?? '',
        content: kept ?? '{}',
      }));
      return { versions, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
    },
    async restore(view, revision) {
      const answer = await attempt(RestoreSavedViewRevisionDocument, { ...given(view), revision });
      // after a conflict too: what somebody else made of the view is to be seen
      await refetch();
      if (!answer.ok) return answer.message;
      then.restored(view.key);
      return '';
    },
  };
}
