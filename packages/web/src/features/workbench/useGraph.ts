import { useQuery } from '@vue/apollo-composable';
import type { GraphQLSchema } from 'graphql';
import { computed, onMounted, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { GraphWordsDocument } from '../../gql/workbench';
import { loadSchema } from './client';
import { labelsOf, type LabelOf } from './schema-index';

/** The schema and its words in both languages. */
export function useGraph(): { schema: ShallowRef<GraphQLSchema | null>; label: ComputedRef<LabelOf> } {
  const schema = shallowRef<GraphQLSchema | null>(null);
  const { result } = useQuery(GraphWordsDocument, {}, { fetchPolicy: 'cache-first' });
  onMounted(async () => (schema.value = await loadSchema()));
  return { schema, label: computed(() => labelsOf(result.value?.entityInfo ?? [], schema.value)) };
}
