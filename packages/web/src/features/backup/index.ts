/** Only the home page of those who may see backups shows it. */
export const loadBackupNotice = () => import('./BackupNotice.vue');
