import { watch, type ComputedRef } from 'vue';
import { useRouter } from 'vue-router';
import { useText } from '../../locales';
import { useSession } from '../../stores/session';
import { toast } from '../../ui/feedback/messages';
import { download, type ExportJob } from './useExportJobs';

const KEY = 'dossier.exports.told';

/** What schedules have finished since `told`, oldest first. */
export const newlyScheduled = (jobs: readonly ExportJob[], told: string): ExportJob[] =>
  jobs
    .filter(({ dueAt, finishedAt, status }) => dueAt && (finishedAt ?? '') > told && status !== 'CANCELLED')
    .sort((a, b) => ((a.finishedAt ?? '') < (b.finishedAt ?? '') ? -1 : 1));

/** Tells of the files that schedules have made since this person looked last, in this browser. */
export function useScheduledNotice(jobs: ComputedRef<readonly ExportJob[]>): void {
  const router = useRouter();
  const session = useSession();
  const { t } = useText();
  const key = `${KEY}.${session.user?.id ?? ''}`;
  let told = localStorage.getItem(key);

  function tell(now: readonly ExportJob[]): void {
    const fresh = newlyScheduled(now, (told ??= new Date().toISOString()));
    told = fresh.at(-1)?.finishedAt ?? told;
    localStorage.setItem(key, told);
    const ready = fresh.filter(({ status }) => status === 'DONE');
    const [one] = ready;
    if (one && ready.length === 1)
      toast.undo(t('export.scheduled', { title: one.title ?? '' }), t('export.download'), () => download(one));
    else if (one)
      toast.undo(
        t('export.scheduledMany', { count: ready.length }),
        t('export.show'),
        () => void router.push('/export'),
      );
    for (const { status, title, failure } of fresh)
      if (status === 'FAILED') toast.error(`${t('export.failed', { title: title ?? '' })} ${failure ?? ''}`);
  }
  watch(jobs, tell, { immediate: true });
}
