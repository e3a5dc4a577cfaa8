import { useQuery } from '@vue/apollo-composable';
import { computed, ref, watch, type ComputedRef } from 'vue';
import { QuerySchedulesDocument } from '../../gql/query-schedule';
import type { QuerySchedulesQuery, SchedulableQueriesQuery } from '../../gql/types';

export type Schedule = QuerySchedulesQuery['querySchedules']['nodes'][number];
export type ScheduledRun = Schedule['exports']['nodes'][number];
export type SchedulableQuery = SchedulableQueriesQuery['savedQueries']['nodes'][number];

const BUSY_MS = 1000;
const REST_MS = 30_000;
const isOpen = ({ status }: ScheduledRun): boolean => status === 'QUEUED' || status === 'RUNNING';

/** Own schedules with their last runs, asked often while one is under way. */
export function useSchedules(): {
  schedules: ComputedRef<readonly Schedule[]>;
  loaded: ComputedRef<boolean>;
  error: ComputedRef<Error | null>;
  refetch: () => void;
} {
  const polling = ref(REST_MS);
  const { result, error, refetch } = useQuery(QuerySchedulesDocument, null, () => ({
    fetchPolicy: 'cache-and-network' as const,
    pollInterval: polling.value,
  }));
  const schedules = computed(() => result.value?.querySchedules.nodes ?? []);
  watch(
    () => schedules.value.some(({ exports }) => exports.nodes.some(isOpen)),
    (busy) => (polling.value = busy ? BUSY_MS : REST_MS),
    { immediate: true },
  );
  return {
    schedules,
    loaded: computed(() => !!result.value),
    error: computed(() => error.value ?? null),
    refetch: () => void refetch(),
  };
}
