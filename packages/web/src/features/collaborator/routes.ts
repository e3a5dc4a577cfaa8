import { defineAsyncComponent } from 'vue';
import type { Feature } from '../../feature';
import { collaboratorEntity } from './collaborator.entity';

export const feature: Feature = {
  name: 'collaborator',
  entities: [collaboratorEntity],
  routes: [],
  related: [
    {
      of: 'Customer',
      name: 'collaborators',
      order: 60,
      scope: 'customer:read',
      component: defineAsyncComponent(() => import('./CollaboratorsOfCustomer.vue')),
    },
  ],
};
