import { DataAnalysis } from '@element-plus/icons-vue';
import { defineAsyncComponent } from 'vue';
import type { Feature } from '../../feature';
import { assessmentEntity } from './assessment.entity';

export const feature: Feature = {
  name: 'assessment',
  entities: [assessmentEntity],
  pages: { Assessment: (id) => `/assessments?open=${id}` },
  routes: [
    {
      path: '/assessments',
      component: () => import('./AssessmentListPage.vue'),
      meta: { title: 'menu.assessments', scope: 'assessment:read', fixed: true },
    },
    {
      path: '/assessments/new',
      component: () => import('./AssessmentFormPage.vue'),
      meta: { title: 'assessment.new', scope: 'assessment:create', parent: '/assessments' },
    },
  ],
  menu: [
    {
      to: '/assessments',
      text: 'menu.assessments',
      icon: DataAnalysis,
      group: 'evaluation',
      order: 10,
      scope: 'assessment:read',
    },
  ],
  create: [{ to: '/assessments/new', text: 'assessment.new', order: 40, scope: 'assessment:create' }],
  related: [
    {
      of: 'Customer',
      name: 'assessments',
      order: 30,
      scope: 'assessment:read',
      component: defineAsyncComponent(() => import('./AssessmentsOfCustomer.vue')),
    },
  ],
};
