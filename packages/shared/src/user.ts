/** Data dictionary of the user 用户: a person who works with the archive. Secrets are kept elsewhere. */
import { defineFields, label, type RecordOf } from './dictionary';
import { roleLabels } from './permissions';

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
  role: { kind: 'enum', type: 'RoleName', values: roleLabels, required: true, label: label('角色', 'Role') },
  active: {
    kind: 'bool',
    initial: true,
    label: label('启用', 'Active'),
    hint: label('停用后不能登录', 'An inactive user cannot sign in'),
  },
  locale: { kind: 'enum', type: 'UserLocale', values: userLocale, initial: 'ZH', label: label('语言', 'Language') },
  theme: { kind: 'enum', type: 'UserTheme', values: userTheme, initial: 'SYSTEM', label: label('主题', 'Theme') },
});

export type UserRecord = RecordOf<typeof userFields>;
