import { Delete } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';

export const feature: Feature = {
  name: 'recycle-bin',
  routes: [
    {
      path: '/recycle-bin',
      component: () => import('./RecycleBinPage.vue'),
      meta: { title: 'menu.recycleBin', scope: 'customer:restore', fixed: true },
    },
  ],
  menu: [
    { to: '/recycle-bin', text: 'menu.recycleBin', icon: Delete, group: 'data', order: 30, scope: 'customer:restore' },
  ],
};
