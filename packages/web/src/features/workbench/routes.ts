import { Connection } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { loadWorkbenchWords } from '../../locales';

export const feature: Feature = {
  name: 'workbench',
  routes: [
    {
      path: '/workbench',
      component: async () => {
        await loadWorkbenchWords();
        return import('./WorkbenchPage.vue');
      },
      meta: { title: 'menu.workbench', scope: 'query:read', fixed: true },
    },
  ],
  menu: [{ to: '/workbench', text: 'menu.workbench', icon: Connection, group: 'data', order: 5, scope: 'query:read' }],
};
