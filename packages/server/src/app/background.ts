import { startImportRunner } from '../features/data-import';
import type { Config } from '../platform/config';
import type { App } from '../platform/context/context';
import type { Log } from '../platform/log';
import { importServices } from './import-services';
import { subscribers } from './subscribers';
import { startWorker } from './worker';

/** Everything that goes on beside requests: events delivered, imports worked off. */
export function startBackground(app: App, config: Config, log: Log): { stop(): Promise<void> } {
  const workers = [
    startWorker(app, subscribers, (err) => log.error({ err }, 'an event was not delivered')),
    startImportRunner(importServices(app, config, (err) => log.error({ err }, 'an import stopped'))),
  ];
  return {
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}
