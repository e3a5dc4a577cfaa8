import { departmentFields } from '@dossier/shared';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';

/** A department; departments form a tree. */
export const department: EntityDeclaration = {
  name: 'Department',
  plural: 'departments',
  table: 'department',
  prefix: 'dep',
  label: { zh: '部门', en: 'Department' },
  description: 'A department; departments form a tree.',
  fields: departmentFields,
  readScope: 'department:read',
  rows: () => null,
  inverses: { parentId: 'children', headId: 'headedDepartments' },
  pinyinSorted: ['name'],
  keys: [{ column: 'live_code', fields: ['code'], code: 'DUPLICATE_DEPARTMENT_CODE', key: ({ code }) => String(code) }],
  order: [{ code: { direction: 'ASC' } }],
};

export const Department = entityType(department);
export const DepartmentInput = inputType('DepartmentInput', departmentFields, 'create', 'A new department.');
export const DepartmentPatch = inputType(
  'DepartmentPatch',
  departmentFields,
  'update',
  'Changes of a department; null empties a field.',
);
