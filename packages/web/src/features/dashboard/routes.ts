import { Histogram } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { loadDashboardWords } from '../../locales';

export const feature: Feature = {
  name: 'dashboard',
  routes: [
    {
      path: '/dashboard',
      component: async () => {
        await loadDashboardWords();
        return import('./DashboardPage.vue');
      },
      meta: { title: 'menu.dashboard', scope: 'customer:read' },
    },
    {
      path: '/dashboard/:id',
      component: async () => {
        await loadDashboardWords();
        return import('./board/BoardPage.vue');
      },
      meta: { title: 'menu.board', scope: 'query:read', parent: '/dashboard' },
    },
  ],
  menu: [
    { to: '/dashboard', text: 'menu.dashboard', icon: Histogram, group: 'home', order: 2, scope: 'customer:read' },
  ],
};
