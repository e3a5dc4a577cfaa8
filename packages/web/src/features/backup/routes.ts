import { Box } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { loadBackupWords } from '../../locales';

export const feature: Feature = {
  name: 'backup',
  routes: [
    {
      path: '/backups',
      component: async () => {
        await loadBackupWords();
        return import('./BackupPage.vue');
      },
      meta: { title: 'menu.backups', scope: 'backup:read' },
    },
  ],
  menu: [{ to: '/backups', text: 'menu.backups', icon: Box, group: 'system', order: 30, scope: 'backup:read' }],
};
