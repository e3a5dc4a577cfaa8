import { useQuery } from '@vue/apollo-composable';
import { computed, ref, watch, type ComputedRef } from 'vue';
import { useCan } from '../../composables/useCan';
import { ExportJobsDocument } from '../../gql/data-export';
import type { ExportJobsQuery } from '../../gql/types';

export type ExportJob = ExportJobsQuery['exportJobs']['nodes'][number];

const BUSY_MS = 700;
const REST_MS = 60_000;

export const isOpen = ({ status }: Pick<ExportJob, 'status'>): boolean => status === 'QUEUED' || status === 'RUNNING';

/** Where the file of a job is fetched. */
export const fileOf = ({ id }: Pick<ExportJob, 'id'>): string => `/exports/jobs/${id}`;

/** The browser keeps the file as it comes in; the page stays. */
export function download(job: Pick<ExportJob, 'id'>): void {
  const link = document.createElement('a');
  link.href = fileOf(job);
  link.download = '';
  link.click();
}

/** Own exports, asked often while one is under way. */
export function useExportJobs(): {
  jobs: ComputedRef<readonly ExportJob[]>;
  loaded: ComputedRef<boolean>;
  /** Schedules that the archive has stopped. */
  stopped: ComputedRef<number>;
  error: ComputedRef<Error | null>;
  refetch: () => void;
} {
  const can = useCan();
  const polling = ref(REST_MS);
  const { result, error, refetch } = useQuery(
    ExportJobsDocument,
    () => ({ schedules: can('query:read') }),
    () => ({
      fetchPolicy: 'cache-and-network' as const,
      pollInterval: polling.value,
    }),
  );
  const jobs = computed(() => result.value?.exportJobs.nodes ?? []);
  watch(
    () => jobs.value.some(isOpen),
    (busy) => (polling.value = busy ? BUSY_MS : REST_MS),
    { immediate: true },
  );
  return {
    jobs,
    loaded: computed(() => !!result.value),
    stopped: computed(() => result.value?.querySchedules?.totalCount ?? 0),
    error: computed(() => error.value ?? null),
    refetch: () => void refetch(),
  };
}
