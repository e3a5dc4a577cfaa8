import { Setting } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';

export const feature: Feature = {
  name: 'settings',
  routes: [{ path: '/settings', component: () => import('./SettingsPage.vue'), meta: { title: 'menu.settings' } }],
  menu: [{ to: '/settings', text: 'menu.settings', icon: Setting, group: 'system', order: 10 }],
};
