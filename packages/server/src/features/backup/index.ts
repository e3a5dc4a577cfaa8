export { BackupRun, backupRun } from './backup-run.entity';
export { BackupResolver } from './backup.resolver';
export { faultOf, performRun, type RunOptions } from './backup.run';
export { startBackupRunner, type RunProcess } from './backup.runner';
export { insertRun } from './backup.store';
export { backupsIn, prepareFolder, stampOf } from './backup-files';
export type { BackupParts, BackupServices } from './backup-services';
