import type { GraphQLSchema } from 'graphql';
import { startDailyCheck } from '../features/audit-log/audit-check.service';
import { startBackupRunner } from '../features/backup';
import { startExportRunner } from '../features/data-export';
import { startScheduleRunner } from '../features/query-schedule/schedule.runner';
import { startImportRunner } from '../features/data-import';
import type { Config } from '../platform/config';
import type { App } from '../platform/context/context';
import { startKeeper } from '../platform/audit/keeper';
import { engineFailure } from '../platform/db/engine-failure';
import type { Log } from '../platform/log';
import { startReindex } from '../platform/search/reindex';
import { startReseal } from '../platform/secret/reseal';
import { runInProcess } from './backup-process';
import { backupServices } from './backup-services';
import type { ExportProcesses } from './export-processes';
import { exportServices } from './export-services';
import { importServices } from './import-services';
import { subscribers } from './subscribers';
import { startWorker } from './worker';

export interface BackgroundParts {
  app: App;
  schema: GraphQLSchema;
  config: Config;
  log: Log;
  exports: ExportProcesses;
}

/** Everything that goes on beside requests: events delivered, imports and exports worked off, backups made, a search index of an earlier format rebuilt. */
export function startBackground({ app, schema, config, log, exports }: BackgroundParts): { stop(): Promise<void> } {
  const workers = [
    startWorker(app, subscribers, reporter(log, 'an event was not delivered')),
    startImportRunner(importServices(app, config, reporter(log, 'an import stopped'))),
    startExportRunner(exportServices(app, schema, config, reporter(log, 'an export stopped')), exports.makeFile),
    startScheduleRunner(exportServices(app, schema, config, reporter(log, 'a scheduled query did not run'))),
    startKeeper(app, {
      anchorFiles: config.anchorFiles,
      anchorMinutes: config.anchorMinutes,
      onError: reporter(log, 'the operation log was not sealed'),
      onAnchor: ({ sequence, hash, at }) => log.info({ sequence, hash, at }, 'operation log anchored'),
    }),
    startDailyCheck(app, reporter(log, 'the operation log was not checked')),
    startBackupRunner(backupServices(app, config, reporter(log, 'a backup did not succeed')), runInProcess),
    startReindex(app, reporter(log, 'the search index was not rebuilt')),
    startReseal(app, reporter(log, 'sealed values were not brought to the new key')),
  ];
  return {
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

const quietMs = 60_000;

/** A database that is away fails every turn of every worker: that is said once a minute. */
function reporter(log: Log, message: string): (err: unknown) => void {
  let last = -Infinity;
  return (err) => {
    const failure = engineFailure(err);
    if (!failure) return log.error({ err }, message);
    if (performance.now() - last < quietMs) return;
    last = performance.now();
    log.warn({ code: failure }, message);
  };
}
