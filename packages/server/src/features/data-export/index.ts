export { ExportJob, exportJob } from './export-job.entity';
export { ExportResolver } from './export.resolver';
export { exportRoutes } from './export.route';
export { startExportRunner } from './export.runner';
export { failureText, runExport, type ExportServices } from './export-run';
export { runJobHere, type RunJob } from './export.runner';
export { sourceOf, startExport } from './export.service';
export type { DocumentQuestion } from './export-request';
export { writeListHere, type ListFile, type WriteList } from './list-file';
