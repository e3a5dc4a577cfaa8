import { useQuery } from '@vue/apollo-composable';
import { computed, ref, watch, type ComputedRef } from 'vue';
import { useCan } from '../../composables/useCan';
import { ExportJobsDocument } from '../../gql/data-export';
import type { ExportJobsQuery } from '../../gql/types';
import { i18n } from '../../locales';
import { toast } from '../../ui/feedback/messages';

export type ExportJob = ExportJobsQuery['exportJobs']['nodes'][number];

const BUSY_MS = 700;
const REST_MS = 60_000;

export const isOpen = ({ status }: Pick<ExportJob, 'status'>): boolean => status === 'QUEUED' || status === 'RUNNING';

/** Where the file of a job is fetched. */
export const fileOf = ({ id }: Pick<ExportJob, 'id'>): string => `/exports/jobs/${id}`;

/** The browser keeps the file as it comes in; the page stays. Where there is none, it says why. */
export async function download(job: Pick<ExportJob, 'id'>): Promise<void> {
  const why = await refusalOf(fileOf(job));
  if (why !== null) return toast.error(why);
  const link = document.createElement('a');
  link.href = fileOf(job);
  link.download = '';
  link.click();
}

/** Why a file is not to be had; null when it is. */
async function refusalOf(path: string): Promise<string | null> {
  const { locale, t } = i18n.global;
  const headers = { 'accept-language': locale.value === 'zh' ? 'zh-CN' : 'en' };
  try {
    if ((await fetch(path, { method: 'HEAD', headers })).ok) return null;
    // the words come with the answer proper, which is short when there is no file
    const { errors } = (await (await fetch(path, { headers })).json()) as { errors?: { message: string }[] };
    return errors?.[0]?.message ?? t('error.title');
  } catch {
    return t('error.offline');
  }
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
