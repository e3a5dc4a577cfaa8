import { randomBytes } from 'node:crypto';
import { errorText } from '@dossier/shared';
import { createContext } from '../../platform/context/context';
import { sweepFiles } from './export-files';
import type { MakeFile } from './export-make';
import { runExport, type ExportServices } from './export-run';
import { nextJobId, settleOld } from './export.store';

/** How soon a queued job is noticed. */
const PAUSE_MS = 500;
const SWEEP_MS = 60_000;
/** What stops every job, such as a process that does not start, is not tried twice a second. */
const FAILED_MS = 5000;
/** Exports at once: a long one does not hold up a short one, and what they read in turn is apart from the console's reads. */
const LANES = 2;

/** Ends what is over: expired files, jobs that killed their workers, parts that nobody writes. */
export async function sweep({ app, dataDir }: ExportServices): Promise<void> {
  await settleOld(app, (locale) => errorText('EXPORT_DIED', locale));
  await sweepFiles(dataDir, app.db.read);
}

/** Works the queue of exports off, and begins anew what a worker that died has left. */
export function startExportRunner(services: ExportServices, makeFile: MakeFile): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const taken = new Set<string>();
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    startLane({ services, makeFile, taken, signal: stopping.signal, sweeps: lane === 0 }),
  );
  return {
    async stop() {
      stopping.abort();
      await Promise.all(lanes.map((lane) => lane.ended()));
    },
  };
}

interface LaneParts {
  services: ExportServices;
  makeFile: MakeFile;
  /** Jobs of all lanes: none begins what another has. */
  taken: Set<string>;
  signal: AbortSignal;
  sweeps: boolean;
}

function startLane({ services, makeFile, taken, signal, sweeps }: LaneParts): { ended(): Promise<void> } {
  const worker = `${process.pid}-${randomBytes(6).toString('hex')}`;
  const ctx = createContext(services.app, { actor: null, requestId: 'export-runner' });
  let timer: NodeJS.Timeout | undefined;
  let swept = -Infinity;
  const work = async (id: string): Promise<void> => {
    taken.add(id);
    try {
      await runExport(services, id, worker, { makeFile, signal });
    } finally {
      taken.delete(id);
    }
  };
  const turn = async (): Promise<void> => {
    let pause = PAUSE_MS;
    try {
      if (sweeps && performance.now() - swept >= SWEEP_MS) {
        swept = performance.now();
        await sweep(services);
      }
      for (let id = await nextJobId(ctx, taken); id && !signal.aborted; id = await nextJobId(ctx, taken))
        await work(id);
    } catch (error) {
      pause = FAILED_MS;
      services.onError(error);
    }
    if (!signal.aborted) timer = setTimeout(() => (running = turn()), pause).unref();
  };
  let running = turn();
  return {
    async ended() {
      clearTimeout(timer);
      await running;
    },
  };
}
