/** Data dictionary of the department 部门: a tree; people belong to one, and ranges of roles are told by it. */
import { defineFields, label, type RecordOf } from './dictionary';

export const departmentFields = defineFields({
  name: { kind: 'text', max: 100, required: true, label: label('部门名称', 'Name') },
  code: { kind: 'keyword', format: 'upper', max: 40, required: true, label: label('部门编码', 'Code') },
  parentId: {
    kind: 'ref',
    target: 'Department',
    label: label('上级部门', 'Parent department'),
    hint: label('为空表示顶级部门', 'Empty for a department at the top'),
  },
  headId: {
    kind: 'ref',
    target: 'User',
    label: label('部门负责人', 'Head'),
    hint: label('可见本部门（按角色范围含下级）的客户', 'Counts as a member of the department for ranges'),
  },
});

export type DepartmentRecord = RecordOf<typeof departmentFields>;
