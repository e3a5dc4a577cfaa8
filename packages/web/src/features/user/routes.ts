import { UserFilled } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { userEntity } from './user.entity';

/** Administrators look after people, security officers after what roles they have. */
const scope = ['user:update', 'security:grant'] as const;

export const feature: Feature = {
  name: 'user',
  entities: [userEntity],
  routes: [
    {
      path: '/users',
      component: () => import('./UserListPage.vue'),
      meta: { title: 'menu.users', scope, fixed: true },
    },
  ],
  menu: [{ to: '/users', text: 'menu.users', icon: UserFilled, group: 'system', order: 5, scope }],
};
