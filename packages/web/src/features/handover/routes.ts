import { Switch } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { handoverEntity } from './handover.entity';

export const feature: Feature = {
  name: 'handover',
  entities: [handoverEntity],
  pages: { Handover: (id) => `/handovers/${id}` },
  routes: [
    {
      path: '/handovers',
      component: () => import('./HandoverListPage.vue'),
      meta: { title: 'org.handovers', scope: 'handover:read', fixed: true },
    },
    {
      path: '/handovers/new',
      component: () => import('./HandoverFormPage.vue'),
      meta: { title: 'org.newHandover', scope: 'handover:create', parent: '/handovers' },
    },
    {
      path: '/handovers/:id',
      component: () => import('./HandoverPage.vue'),
      props: true,
      meta: { title: 'org.handoverList', scope: 'handover:read', parent: '/handovers' },
    },
  ],
  menu: [
    { to: '/handovers', text: 'org.handovers', icon: Switch, group: 'system', order: 8, scope: 'handover:create' },
  ],
};
