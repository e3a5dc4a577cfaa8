import { randomBytes } from 'node:crypto';
import { createContext } from '../../platform/context/context';
import { runJob } from './import-run';
import type { ImportServices } from './import-services';
import { sweepFiles } from './import-files';
import { nextJobId } from './import.store';

/** How soon a queued job is noticed. */
const PAUSE_MS = 1000;

export interface ImportRunner {
  /** Waits for the chunk at hand; the job goes on in the next process that starts. */
  stop(): Promise<void>;
}

/** A name that no other worker has, for the lease of a job. */
export const workerName = (): string => `${process.pid}-${randomBytes(6).toString('hex')}`;

/** Works the queue of imports off, one at a time, and takes over what a worker that died has left. */
export function startImportRunner(services: ImportServices): ImportRunner {
  const worker = workerName();
  const ctx = createContext(services.app, { actor: null, requestId: 'import-runner' });
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const turn = async (): Promise<void> => {
    try {
      for (let id = await nextJobId(ctx); id && !stopping.signal.aborted; id = await nextJobId(ctx)) {
        await runJob(services, id, worker, { signal: stopping.signal });
      }
    } catch (error) {
      services.onError(error);
    }
    if (!stopping.signal.aborted) timer = setTimeout(() => (running = turn()), PAUSE_MS).unref();
  };
  let running = sweepFiles(services.dataDir, ctx.connection, ctx.clock.now().getTime())
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
