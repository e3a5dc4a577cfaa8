import { BackupError } from '../../platform/backup/backup-error';
import { sweepRestores } from '../../platform/backup/restore-files';
import type { BackupServices } from './backup-services';
import { endDeadRuns, failRun, insertSlot, lastGood, nextRunId } from './backup.store';
import { dueSlot, type Attempt } from './backup.schedule';

/** How soon a run that a person asked for begins. */
const PAUSE_MS = 1000;
const SCHEDULE_MS = 20_000;
/** A server that was off at the time of the schedule makes good for it, when it has settled. */
const SETTLED_MS = 10 * 60_000;
const DRILL_DAYS = 7;
const DAY_MS = 86_400_000;

/** Works one run off in a process of its own; resolves when it has ended, however. */
export type RunProcess = (runId: string, signal: AbortSignal) => Promise<void>;

/** Makes backups by the schedule and on request, one at a time, each in a process of its own. */
export function startBackupRunner(services: BackupServices, runProcess: RunProcess): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const began = services.app.clock.now().getTime();
  let timer: NodeJS.Timeout | undefined;
  let looked = -Infinity;
  const turn = async (): Promise<void> => {
    try {
      if (performance.now() - looked >= SCHEDULE_MS) {
        looked = performance.now();
        await endDeadRuns(services.app);
        await queueDue(services, began);
      }
      const id = await nextRunId(services.app);
      if (id) await workOff(services, runProcess, id, stopping.signal);
    } catch (error) {
      services.onError(error);
    }
    if (!stopping.signal.aborted) timer = setTimeout(() => (running = turn()), PAUSE_MS).unref();
  };
  let running = sweepRestores(services.database.file ?? services.dataDir, services.dataDir)
    .catch(services.onError)
    .then(turn);
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

async function workOff(
  { app, onError }: BackupServices,
  runProcess: RunProcess,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  await runProcess(id, signal);
  const [row] = await app.db.read.query<{ status: string; failure: string | null; kind: string }>(
    'SELECT status, failure, kind FROM backup_run WHERE id = ?',
    [id],
  );
  if (row?.status === 'DONE') return;
  // it could not even say how it ended
  if (row?.status === 'RUNNING' || row?.status === 'QUEUED') await failRun(app, id, 'CUT_OFF', '');
  onError(new BackupError((row?.failure as 'INTERNAL' | null) ?? 'CUT_OFF', row?.kind));
}

/** Puts what the schedule asks for into the queue: a backup a day, and once a week the proof that it can be restored. */
export async function queueDue(services: BackupServices, began: number): Promise<void> {
  const { app, config } = services;
  if (!config.at) return;
  const attempts = await app.db.read.query<Attempt>(
    'SELECT slot, status, finished_at FROM backup_run WHERE slot IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 20',
  );
  const slot = dueSlot(app.clock, config.at, attempts);
  const settled = app.clock.now().getTime() - began >= SETTLED_MS;
  if (slot && (settled || Date.parse(slot.slice(0, 24)) >= began))
    await insertSlot(app, { kind: 'BACKUP', cause: 'SCHEDULE', slot });
  await queueDrill(services, attempts);
}

async function queueDrill({ app }: BackupServices, attempts: readonly Attempt[]): Promise<void> {
  const made = attempts.find(({ slot, status }) => status === 'DONE' && !slot.startsWith('drill'));
  if (!made) return;
  const last = await lastGood(app.db.read, 'DRILL');
  if (last && app.clock.now().getTime() - Date.parse(last.finished_at) < DRILL_DAYS * DAY_MS) return;
  // the name of the slot is that of the backup it proves: one that fails is not tried again before the next one
  await insertSlot(app, { kind: 'DRILL', cause: 'SCHEDULE', slot: `drill ${made.slot}` });
}
