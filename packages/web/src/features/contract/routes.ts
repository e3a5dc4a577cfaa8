import { Document } from '@element-plus/icons-vue';
import { defineAsyncComponent } from 'vue';
import type { Feature } from '../../feature';
import { contractEntity, contractItemEntity } from './contract.entity';

const form = () => import('./ContractFormPage.vue');

export const feature: Feature = {
  name: 'contract',
  entities: [contractEntity, contractItemEntity],
  pages: { Contract: (id) => `/contracts/${id}` },
  routes: [
    {
      path: '/contracts',
      component: () => import('./ContractListPage.vue'),
      meta: { title: 'menu.contracts', scope: 'contract:read', fixed: true },
    },
    {
      path: '/contracts/new',
      component: form,
      meta: { title: 'contract.new', scope: 'contract:create', parent: '/contracts' },
    },
    {
      path: '/contracts/:id',
      component: () => import('./ContractPage.vue'),
      props: true,
      meta: { title: 'menu.contracts', scope: 'contract:read', parent: '/contracts' },
    },
    {
      path: '/contracts/:id/edit',
      component: form,
      props: true,
      meta: { title: 'contract.edit', scope: 'contract:update', parent: '/contracts' },
    },
    {
      path: '/contracts/:from/renew',
      component: form,
      props: true,
      meta: { title: 'contract.renew', scope: 'contract:create', parent: '/contracts' },
    },
  ],
  menu: [
    { to: '/contracts', text: 'menu.contracts', icon: Document, group: 'archive', order: 30, scope: 'contract:read' },
  ],
  create: [{ to: '/contracts/new', text: 'contract.new', order: 30, scope: 'contract:create' }],
  related: [
    {
      of: 'Customer',
      name: 'contracts',
      order: 20,
      scope: 'contract:read',
      component: defineAsyncComponent(() => import('./ContractsOfCustomer.vue')),
    },
  ],
};
