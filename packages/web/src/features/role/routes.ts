import { Key } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { roleEntity } from './role.entity';

const page = () => import('./RolePage.vue');

export const feature: Feature = {
  name: 'role',
  entities: [roleEntity],
  routes: [
    {
      path: '/roles',
      component: () => import('./RoleListPage.vue'),
      meta: { title: 'org.roles', scope: 'role:update' },
    },
    { path: '/roles/new', component: page, meta: { title: 'org.newRole', scope: 'role:create', parent: '/roles' } },
    {
      path: '/roles/:id',
      component: page,
      props: true,
      meta: { title: 'org.roles', scope: 'role:update', parent: '/roles' },
    },
  ],
  menu: [{ to: '/roles', text: 'org.roles', icon: Key, group: 'system', order: 7, scope: 'role:update' }],
};
