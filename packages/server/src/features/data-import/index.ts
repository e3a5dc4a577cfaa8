export { ImportJob, importJob, ImportRow, importRow } from './import-job.entity';
export { isPassingImport } from './import-files';
export { ImportResolver } from './import.resolver';
export { runJob } from './import-run';
export type { ImportServices, RunOptions } from './import-services';
export { startImportRunner, workerName, type ImportRunner } from './import.runner';
export { startImport, type ImportOptions } from './import.service';
export { importRoutes, type ImportRouteOptions } from './import.routes';
export { importFromCommandLine, readOnDuplicate } from './import.command';
