export { ExportJob, exportJob } from './export-job.entity';
export { ExportResolver } from './export.resolver';
export { exportRoutes } from './export.route';
export { startExportRunner } from './export.runner';
export type { ExportServices } from './export-run';
export { runExport } from './export-run';
export { runJobHere, type RunJob } from './export.runner';
export { writeListHere, type ListFile, type WriteList } from './list-file';
