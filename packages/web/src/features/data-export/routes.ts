import { Download } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { loadExportWords } from '../../locales';

export const feature: Feature = {
  name: 'data-export',
  routes: [
    {
      path: '/export',
      component: async () => {
        await loadExportWords();
        return import('./ExportPage.vue');
      },
      meta: { title: 'export.mine' },
    },
  ],
  menu: [{ to: '/export', text: 'menu.exports', icon: Download, group: 'data', order: 12, scope: 'export:create' }],
};
