import { HomeFilled } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';

export const feature: Feature = {
  name: 'home',
  routes: [{ path: '/', component: () => import('./HomePage.vue'), meta: { title: 'menu.home' } }],
  menu: [{ to: '/', text: 'menu.home', icon: HomeFilled, group: 'home', order: 1 }],
};
