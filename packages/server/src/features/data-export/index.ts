export { ExportJob, exportJob } from './export-job.entity';
export { ExportResolver } from './export.resolver';
export { exportRoutes } from './export.route';
export { startExportRunner } from './export.runner';
export { failureText, type ExportServices } from './export-run';
export { sourceOf, startExport } from './export.service';
export type { DocumentQuestion } from './export-request';
