import { OfficeBuilding } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { customerEntity } from './customer.entity';

export const feature: Feature = {
  name: 'customer',
  entities: [customerEntity],
  pages: { Customer: (id) => `/customers/${id}` },
  routes: [
    {
      path: '/customers',
      component: () => import('./CustomerListPage.vue'),
      meta: { title: 'menu.customers', scope: 'customer:read', fixed: true },
    },
    {
      path: '/customers/new',
      component: () => import('./CustomerFormPage.vue'),
      meta: { title: 'customer.new', scope: 'customer:create', parent: '/customers' },
    },
    {
      path: '/customers/:id',
      component: () => import('./CustomerPage.vue'),
      props: true,
      meta: { title: 'menu.customers', scope: 'customer:read', parent: '/customers' },
    },
    {
      path: '/customers/:id/edit',
      component: () => import('./CustomerFormPage.vue'),
      props: true,
      meta: { title: 'customer.edit', scope: 'customer:update', parent: '/customers' },
    },
    {
      path: '/customers/:id/as-of/:day?',
      component: () => import('./CustomerPastPage.vue'),
      props: true,
      meta: { title: 'asOf.open', scope: 'customer:read', parent: '/customers' },
    },
    {
      path: '/customers/:id/card',
      component: () => import('./CustomerCardPage.vue'),
      props: true,
      meta: { title: 'customer.card', scope: 'customer:read', parent: '/customers' },
    },
  ],
  menu: [
    {
      to: '/customers',
      text: 'menu.customers',
      icon: OfficeBuilding,
      group: 'archive',
      order: 10,
      scope: 'customer:read',
    },
  ],
  create: [{ to: '/customers/new', text: 'customer.new', order: 10, scope: 'customer:create' }],
};
