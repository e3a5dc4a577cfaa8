import { User } from '@element-plus/icons-vue';
import { defineAsyncComponent } from 'vue';
import type { Feature } from '../../feature';
import { contactEntity } from './contact.entity';

export const feature: Feature = {
  name: 'contact',
  entities: [contactEntity],
  pages: { Contact: (id) => `/contacts?open=${id}` },
  routes: [
    {
      path: '/contacts',
      component: () => import('./ContactListPage.vue'),
      meta: { title: 'menu.contacts', scope: 'contact:read', fixed: true },
    },
    {
      path: '/contacts/new',
      component: () => import('./ContactFormPage.vue'),
      meta: { title: 'contact.new', scope: 'contact:create', parent: '/contacts' },
    },
    {
      path: '/contacts/:id/edit',
      component: () => import('./ContactFormPage.vue'),
      props: true,
      meta: { title: 'contact.edit', scope: 'contact:update', parent: '/contacts' },
    },
  ],
  menu: [{ to: '/contacts', text: 'menu.contacts', icon: User, group: 'archive', order: 20, scope: 'contact:read' }],
  create: [{ to: '/contacts/new', text: 'contact.new', order: 20, scope: 'contact:create' }],
  related: [
    {
      of: 'Customer',
      name: 'contacts',
      order: 10,
      scope: 'contact:read',
      component: defineAsyncComponent(() => import('./ContactsOfCustomer.vue')),
    },
  ],
};
