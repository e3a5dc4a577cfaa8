import { useApolloClient } from '@vue/apollo-composable';
import { ref, shallowRef, watch } from 'vue';
import { useDebounced } from '../../composables/useDebounced';
import { SearchAllDocument } from '../../gql/search';
import { faultOf } from '../../graph/fault';
import { useText } from '../../locales';

/** A record that was found. */
export interface Hit {
  type: string;
  id: string;
  title: string;
  detail: string | null;
}

/** Asks the archive for the words as they are typed; `at`: the hit that Enter would open. */
export function useSearch() {
  const { client } = useApolloClient();
  const { t } = useText();
  const words = ref('');
  const hits = shallowRef<Hit[]>([]);
  const at = ref(0);
  const loading = ref(false);
  const answered = ref('');
  const problem = ref('');

  const ask = useDebounced(async (value: string) => {
    loading.value = true;
    problem.value = '';
    try {
      const { data } = await client.query({
        query: SearchAllDocument,
        variables: { text: value, first: 6 },
        fetchPolicy: 'network-only',
      });
      if (words.value.trim() !== value) return;
      hits.value = data.searchAll.flatMap((group) =>
        group.hits.map((hit) => ({ type: group.entity, id: hit.id, title: hit.title, detail: hit.detail })),
      );
      answered.value = value;
      at.value = 0;
    } catch (error) {
      problem.value = faultOf(error, t('error.offline')).message;
    } finally {
      loading.value = false;
    }
  }, 180);
  watch(words, (value) => {
    if (value.trim()) ask(value.trim());
    else hits.value = [];
  });
  return { words, hits, answered, loading, problem, at };
}
