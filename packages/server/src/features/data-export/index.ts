export { ExportJob, exportJob } from './export-job.entity';
export { ExportResolver } from './export.resolver';
export { exportRoutes } from './export.route';
export { startExportRunner } from './export.runner';
export type { ExportServices } from './export-run';
