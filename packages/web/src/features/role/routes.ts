import { Key } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { roleEntity } from './role.entity';

/** Administrators write roles, security officers the guarded scopes in them. */
const scope = ['role:update', 'security:grant'] as const;
const page = () => import('./RolePage.vue');

export const feature: Feature = {
  name: 'role',
  entities: [roleEntity],
  routes: [
    {
      path: '/roles',
      component: () => import('./RoleListPage.vue'),
      meta: { title: 'org.roles', scope },
    },
    { path: '/roles/new', component: page, meta: { title: 'org.newRole', scope: 'role:create', parent: '/roles' } },
    {
      path: '/roles/:id',
      component: page,
      props: true,
      meta: { title: 'org.roles', scope, parent: '/roles' },
    },
  ],
  menu: [{ to: '/roles', text: 'org.roles', icon: Key, group: 'system', order: 7, scope }],
};
