import { i18n, loadExportWords } from '../../locales';
import { toast } from '../../ui/feedback/messages';
import { download, type ExportJob } from './useExportJobs';

const KEY = 'dossier.exports.told';
/** As far back as a browser is told that has not looked before. */
const DAY_MS = 86_400_000;

/** What schedules have finished since `told`, oldest first. */
export const newlyScheduled = (jobs: readonly ExportJob[], told: string): ExportJob[] =>
  jobs
    .filter(({ dueAt, finishedAt, status }) => dueAt && (finishedAt ?? '') > told && status !== 'CANCELLED')
    .sort((a, b) => ((a.finishedAt ?? '') < (b.finishedAt ?? '') ? -1 : 1));

/** Tells of the files that schedules have made since this person looked last, in this browser. */
export async function tellScheduled(jobs: readonly ExportJob[], userId: string): Promise<void> {
  const key = `${KEY}.${userId}`;
  const told = localStorage.getItem(key) ?? new Date(Date.now() - DAY_MS).toISOString();
  const fresh = newlyScheduled(jobs, told);
  localStorage.setItem(key, fresh.at(-1)?.finishedAt ?? told);
  if (fresh.length === 0) return;
  await loadExportWords();
  const { t } = i18n.global;
  const ready = fresh.filter(({ status }) => status === 'DONE');
  const [one] = ready;
  if (one && ready.length === 1)
    toast.undo(t('export.scheduled', { title: one.title ?? '' }), t('export.download'), () => download(one));
  else if (one)
    toast.undo(t('export.scheduledMany', { count: ready.length }), t('export.show'), () => location.assign('/export'));
  for (const { status, title, failure } of fresh)
    if (status === 'FAILED') toast.error(`${t('export.failed', { title: title ?? '' })} ${failure ?? ''}`);
}
