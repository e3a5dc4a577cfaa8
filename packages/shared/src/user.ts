/** Data dictionary of the user 用户: a person who works with the archive. Secrets are kept elsewhere. */
import { defineFields, label, type RecordOf } from './dictionary';
import { fieldError } from './field-error';
import type { Rule } from './input';

const userLocale = { ZH: label('中文', 'Chinese'), EN: label('英文', 'English') } as const;
const userTheme = {
  SYSTEM: label('跟随系统', 'Follow the system'),
  LIGHT: label('浅色', 'Light'),
  DARK: label('深色', 'Dark'),
} as const;

const userKind = {
  PERSON: label('个人', 'Person'),
  SERVICE: label('服务账号', 'Service account'),
} as const;

export const userFields = defineFields({
  userName: {
    kind: 'keyword',
    format: 'plain',
    max: 60,
    required: true,
    createOnly: true,
    label: label('用户名', 'User name'),
    aliases: ['账号', '登录名'],
  },
  name: { kind: 'text', max: 100, required: true, label: label('姓名', 'Name') },
  kind: {
    kind: 'enum',
    type: 'UserKind',
    values: userKind,
    initial: 'PERSON',
    createOnly: true,
    label: label('账号类型', 'Kind of account'),
    hint: label(
      '服务账号供程序使用，只凭访问令牌，不能登录',
      'A service account is for programs: it has tokens only and cannot sign in',
    ),
  },
  roles: {
    kind: 'list',
    max: 40,
    items: 10,
    label: label('角色', 'Roles'),
    hint: label('角色编码；多个角色的权限合并', 'Codes of roles; the rights of several are united.'),
  },
  departmentId: { kind: 'ref', target: 'Department', label: label('部门', 'Department') },
  managerId: { kind: 'ref', target: 'User', label: label('直属上级', 'Manager') },
  active: {
    kind: 'bool',
    initial: true,
    label: label('启用', 'Active'),
    hint: label('停用后不能登录', 'An inactive user cannot sign in'),
  },
  locale: { kind: 'enum', type: 'UserLocale', values: userLocale, initial: 'ZH', label: label('语言', 'Language') },
  theme: { kind: 'enum', type: 'UserTheme', values: userTheme, initial: 'SYSTEM', label: label('外观', 'Theme') },
});

export type UserRecord = RecordOf<typeof userFields>;

/** A person has a role; without one they could sign in and see nothing. */
export const userRules: readonly Rule[] = [
  {
    fields: ['roles'],
    check: ({ roles }) =>
      Array.isArray(roles) && roles.length > 0
        ? []
        : [fieldError('REQUIRED', ['roles'], { field: userFields.roles.label })],
  },
];
