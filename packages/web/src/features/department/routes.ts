import { OfficeBuilding } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { departmentEntity } from './department.entity';

export const feature: Feature = {
  name: 'department',
  entities: [departmentEntity],
  routes: [
    {
      path: '/departments',
      component: () => import('./DepartmentPage.vue'),
      meta: { title: 'org.departments', scope: 'department:update' },
    },
  ],
  menu: [
    {
      to: '/departments',
      text: 'org.departments',
      icon: OfficeBuilding,
      group: 'system',
      order: 6,
      scope: 'department:update',
    },
  ],
};
