import { departmentFields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

/** A department of the tree. */
export const departmentEntity: Entity = {
  name: 'department',
  plural: 'departments',
  type: 'Department',
  label: { zh: '部门', en: 'Department' },
  fields: departmentFields,
  title: 'name',
  relations: {
    parent: { to: 'Department', many: false, label: { zh: '上级部门', en: 'Parent department' } },
    head: { to: 'User', many: false, label: { zh: '部门负责人', en: 'Head' } },
    children: { to: 'Department', many: true, label: { zh: '下级部门', en: 'Departments below' } },
    people: { to: 'User', many: true, label: { zh: '人员', en: 'People' } },
  },
  searchable: false,
};
