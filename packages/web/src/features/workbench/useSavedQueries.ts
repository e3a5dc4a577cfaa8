import { useQuery } from '@vue/apollo-composable';
import { computed, type ComputedRef } from 'vue';
import type { SavedQueriesQuery } from '../../gql/types';
import { SavedQueriesDocument } from '../../gql/workbench';

export type SavedQuery = NonNullable<SavedQueriesQuery['savedQueries']>['nodes'][number];

/** The queries that the reader keeps or that were shared with them. */
export function useSavedQueries(): {
  queries: ComputedRef<readonly SavedQuery[]>;
  loading: ComputedRef<boolean>;
  refetch: () => Promise<unknown>;
} {
  const { result, loading, refetch } = useQuery(SavedQueriesDocument, {}, { fetchPolicy: 'cache-and-network' });
  return {
    queries: computed(() => result.value?.savedQueries.nodes ?? []),
    loading: computed(() => loading.value),
    refetch: async () => refetch(),
  };
}

/** The defaults of a query's parameters as variables. */
export function variablesOf(query: SavedQuery): string {
  const given = (query.parameters ?? []).flatMap(({ name, defaultValue }) => {
    try {
      return defaultValue ? [[name, JSON.parse(defaultValue) as unknown]] : [];
    } catch {
      return [];
    }
  });
  return given.length > 0 ? JSON.stringify(Object.fromEntries(given), null, 2) : '{}';
}
