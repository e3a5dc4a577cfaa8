import { loadBackupWords } from '../../locales';

/** Only the home page of those who may see backups shows it. */
export async function loadBackupNotice() {
  await loadBackupWords();
  return import('./BackupNotice.vue');
}
