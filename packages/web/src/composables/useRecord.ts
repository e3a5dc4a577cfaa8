import { useQuery } from '@vue/apollo-composable';
import { computed, type ComputedRef, type Ref } from 'vue';
import { recordDocument } from '../graph/document';
import type { Entity, Row } from '../graph/entity';
import { merge, recordSelection, type Selection } from '../graph/selection';
import { useScreenDocument } from './useScreenDocument';

export interface RecordModel {
  row: ComputedRef<Row | null>;
  loading: Ref<boolean>;
  error: ComputedRef<Error | null>;
  /** Asked and not there: removed, or not the reader's. */
  missing: ComputedRef<boolean>;
  refetch: () => Promise<void>;
}

/** One record with every field of its dictionary and whatever else the page shows. */
export function useRecord(
  entity: Entity,
  id: () => string | null,
  extra: Selection = {},
  title: () => string = () => '',
): RecordModel {
  const document = recordDocument(entity, merge(recordSelection(entity), extra));
  const variables = computed(() => ({ id: id() }));
  const { result, loading, error, refetch } = useQuery<Record<string, Row | null>>(
    document.node,
    () => variables.value,
    () => ({ enabled: id() !== null, fetchPolicy: 'cache-and-network' as const }),
  );
  const row = computed(() => (id() ? (result.value?.[entity.name] ?? null) : null));
  useScreenDocument(() => (id() ? { title: title(), text: document.text, variables: variables.value } : null));
  return {
    row,
    loading,
    error: computed(() => error.value ?? null),
    missing: computed(() => !loading.value && !error.value && !!result.value && result.value[entity.name] === null),
    refetch: async () => {
      await refetch();
    },
  };
}
