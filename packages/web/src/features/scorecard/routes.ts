import { SetUp } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { scorecardEntity } from './scorecard.entity';

const form = () => import('./ScorecardFormPage.vue');

export const feature: Feature = {
  name: 'scorecard',
  entities: [scorecardEntity],
  pages: { Scorecard: (id) => `/scorecards/${id}` },
  routes: [
    {
      path: '/scorecards',
      component: () => import('./ScorecardListPage.vue'),
      meta: { title: 'menu.scorecards', scope: 'scorecard:read', fixed: true },
    },
    {
      path: '/scorecards/new',
      component: form,
      meta: { title: 'scorecard.new', scope: 'scorecard:create', parent: '/scorecards' },
    },
    {
      path: '/scorecards/:id',
      component: () => import('./ScorecardPage.vue'),
      props: true,
      meta: { title: 'menu.scorecards', scope: 'scorecard:read', parent: '/scorecards' },
    },
    {
      path: '/scorecards/:id/edit',
      component: form,
      props: true,
      meta: { title: 'scorecard.edit', scope: 'scorecard:update', parent: '/scorecards' },
    },
  ],
  menu: [
    {
      to: '/scorecards',
      text: 'menu.scorecards',
      icon: SetUp,
      group: 'evaluation',
      order: 20,
      scope: 'scorecard:read',
    },
  ],
};
