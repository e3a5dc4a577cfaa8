import { UserFilled } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { userEntity } from './user.entity';

export const feature: Feature = {
  name: 'user',
  entities: [userEntity],
  routes: [
    {
      path: '/users',
      component: () => import('./UserListPage.vue'),
      meta: { title: 'menu.users', scope: 'user:update', fixed: true },
    },
  ],
  menu: [{ to: '/users', text: 'menu.users', icon: UserFilled, group: 'system', order: 5, scope: 'user:update' }],
};
