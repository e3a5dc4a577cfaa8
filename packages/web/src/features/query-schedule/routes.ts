import { AlarmClock } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { loadScheduleWords } from '../../locales';

export const feature: Feature = {
  name: 'query-schedule',
  routes: [
    {
      path: '/schedules',
      component: async () => {
        await loadScheduleWords();
        return import('./SchedulePage.vue');
      },
      meta: { title: 'menu.schedules', scope: 'query:read', parent: '/export' },
    },
  ],
  menu: [
    { to: '/schedules', text: 'menu.schedules', icon: AlarmClock, group: 'data', order: 13, scope: 'export:create' },
  ],
};
