/** Data dictionary of the role 角色: what its bearers may do, how far they see, and which fields are kept from them. */
import { defineFields, label, type RecordOf } from './dictionary';
import { fieldRightLabels, rangeLabels } from './rights';

const range = (zh: string, en: string) =>
  ({
    kind: 'enum',
    type: 'DataRange',
    values: rangeLabels,
    initial: 'OWN',
    section: 'range',
    label: label(zh, en),
  }) as const;

export const roleFields = defineFields({
  code: {
    kind: 'keyword',
    format: 'upper',
    max: 40,
    required: true,
    createOnly: true,
    label: label('角色编码', 'Code'),
    hint: label('英文大写，建立后不变，例如 REGION_LEAD', 'Capital letters, never changes, e.g. REGION_LEAD'),
  },
  name: { kind: 'text', max: 100, required: true, label: label('角色名称', 'Name') },
  description: { kind: 'text', max: 500, multiline: true, label: label('说明', 'Description') },
  builtIn: {
    kind: 'bool',
    access: 'system',
    initial: false,
    label: label('内置', 'Built in'),
    hint: label('内置角色不可修改，可复制后调整', 'Built-in roles are locked; copy one to change it.'),
  },
  scopes: {
    kind: 'list',
    max: 60,
    items: 200,
    section: 'scopes',
    label: label('功能权限', 'Scopes'),
    hint: label('资源:操作', 'As `resource:operation`.'),
  },
  customerRange: range('客户数据范围', 'Range of customers'),
  contactRange: range('联系人数据范围', 'Range of contacts'),
  contractRange: range('合同数据范围', 'Range of contracts'),
  assessmentRange: range('评估数据范围', 'Range of assessments'),
  fieldRights: {
    kind: 'objects',
    type: 'RoleFieldRight',
    items: 200,
    section: 'fields',
    label: label('字段权限', 'Field rights'),
    hint: label('未列出的字段可编辑', 'Fields that are not named may be edited.'),
    fields: {
      field: {
        kind: 'keyword',
        format: 'plain',
        max: 80,
        required: true,
        label: label('字段', 'Field'),
        hint: label('类型.字段，例如 Contact.mobile', '`Entity.field`, e.g. `Contact.mobile`.'),
      },
      right: {
        kind: 'enum',
        type: 'FieldRight',
        values: fieldRightLabels,
        required: true,
        label: label('权限', 'Right'),
      },
    },
  },
});

export type RoleRecord = RecordOf<typeof roleFields>;
