import { randomBytes } from 'node:crypto';
import { errorText } from '@dossier/shared';
import { createContext } from '../../platform/context/context';
import { sweepFiles } from './export-files';
import { runExport, type ExportServices } from './export-run';
import { nextJobId, settleOld } from './export.store';

/** How soon a queued job is noticed. */
const PAUSE_MS = 500;
const SWEEP_MS = 60_000;
/** Exports at once: a long one does not hold up a short one, and what they read in turn is apart from the console's reads. */
const LANES = 2;

/** Ends what is over: expired files, jobs that killed their workers, parts that nobody writes. */
export async function sweep({ app, dataDir }: ExportServices): Promise<void> {
  await settleOld(app, (locale) => errorText('EXPORT_DIED', locale));
  await sweepFiles(dataDir, app.db.read);
}

/** Works the queue of exports off, and begins anew what a worker that died has left. */
export function startExportRunner(services: ExportServices): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const lanes = Array.from({ length: LANES }, (_, lane) => startLane(services, stopping.signal, lane === 0));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(lanes.map((lane) => lane.ended()));
    },
  };
}

function startLane(services: ExportServices, signal: AbortSignal, sweeps: boolean): { ended(): Promise<void> } {
  const worker = `${process.pid}-${randomBytes(6).toString('hex')}`;
  const ctx = createContext(services.app, { actor: null, requestId: 'export-runner' });
  let timer: NodeJS.Timeout | undefined;
  let swept = -Infinity;
  const turn = async (): Promise<void> => {
    try {
      if (sweeps && performance.now() - swept >= SWEEP_MS) {
        swept = performance.now();
        await sweep(services);
      }
      for (let id = await nextJobId(ctx); id && !signal.aborted; id = await nextJobId(ctx))
        await runExport(services, id, worker, { signal });
    } catch (error) {
      services.onError(error);
    }
    if (!signal.aborted) timer = setTimeout(() => (running = turn()), PAUSE_MS).unref();
  };
  let running = turn();
  return {
    async ended() {
      clearTimeout(timer);
      await running;
    },
  };
}
