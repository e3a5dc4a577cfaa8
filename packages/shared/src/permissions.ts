/** What a person may do: scopes are `resource:operation`, and a role is a named set of them. */
import { label, type Label } from './dictionary';
import { roleLabels, type RoleName } from './role-names';
import { rangedResources, type FieldRight, type Range, type RangedResource } from './rights';

export const scopeLabels = {
  'customer:read': label('查看客户', 'See customers'),
  'customer:create': label('新建客户', 'Create customers'),
  'customer:update': label('修改客户', 'Change customers'),
  'customer:remove': label('删除客户', 'Remove customers'),
  'customer:restore': label('恢复客户', 'Restore customers'),
  'contact:read': label('查看联系人', 'See contacts'),
  'contact:create': label('新建联系人', 'Create contacts'),
  'contact:update': label('修改联系人', 'Change contacts'),
  'contact:remove': label('删除联系人', 'Remove contacts'),
  'contact:restore': label('恢复联系人', 'Restore contacts'),
  'bankAccount:read': label('查看银行账户（账号脱敏）', 'See bank accounts (numbers masked)'),
  'bankAccount:create': label('新建银行账户', 'Create bank accounts'),
  'bankAccount:update': label('修改银行账户', 'Change bank accounts'),
  'bankAccount:remove': label('删除银行账户', 'Remove bank accounts'),
  'bankAccount:restore': label('恢复银行账户', 'Restore bank accounts'),
  'secret:reveal': label('查看完整账号与证件号码', 'Reveal account and identity numbers'),
  'contract:read': label('查看合同', 'See contracts'),
  'contract:create': label('新建合同', 'Create contracts'),
  'contract:update': label('修改合同', 'Change contracts'),
  'contract:remove': label('删除合同', 'Remove contracts'),
  'contract:restore': label('恢复合同', 'Restore contracts'),
  'contract:approve': label('审批合同', 'Approve contracts'),
  'assessment:read': label('查看评估', 'See assessments'),
  'assessment:create': label('新建评估', 'Create assessments'),
  'assessment:remove': label('删除评估', 'Remove assessments'),
  'assessment:restore': label('恢复评估', 'Restore assessments'),
  'scorecard:read': label('查看评分卡', 'See scorecards'),
  'scorecard:create': label('新建评分卡', 'Create scorecards'),
  'scorecard:update': label('修改与发布评分卡', 'Change and publish scorecards'),
  'user:read': label('查看用户', 'See users'),
  'user:create': label('新建用户', 'Create users'),
  'user:update': label('修改用户', 'Change users'),
  'user:viewAs': label('以他人身份查看', 'View as another user'),
  'department:read': label('查看部门', 'See departments'),
  'department:create': label('新建部门', 'Create departments'),
  'department:update': label('修改部门', 'Change departments'),
  'department:remove': label('删除部门', 'Remove departments'),
  'role:read': label('查看角色', 'See roles'),
  'role:create': label('新建角色', 'Create roles'),
  'role:update': label('修改角色', 'Change roles'),
  'role:remove': label('删除角色', 'Remove roles'),
  'collaborator:create': label('添加协作人', 'Add collaborators'),
  'collaborator:update': label('修改协作人', 'Change collaborators'),
  'collaborator:remove': label('删除协作人', 'Remove collaborators'),
  'handover:read': label('查看交接单', 'See hand-overs'),
  'handover:create': label('交接客户', 'Hand customers over'),
  'view:read': label('使用已存视图', 'Use saved views'),
  'view:create': label('保存视图', 'Save views'),
  'view:update': label('修改自己的视图', 'Change own views'),
  'view:remove': label('删除自己的视图', 'Remove own views'),
  'view:share': label('共享视图', 'Share views'),
  'query:read': label('使用已存查询', 'Use saved queries'),
  'query:create': label('保存查询', 'Save queries'),
  'query:update': label('修改自己的查询', 'Change own queries'),
  'query:remove': label('删除自己的查询', 'Remove own queries'),
  'query:share': label('共享查询', 'Share queries'),
  'query:publish': label('发布查询供应用调用', 'Publish queries for applications'),
  'apiToken:read': label('查看自己的访问令牌', 'See own API tokens'),
  'apiToken:create': label('创建自己的访问令牌', 'Create own API tokens'),
  'apiToken:revoke': label('撤销自己的访问令牌', 'Revoke own API tokens'),
  'import:create': label('导入表格', 'Import sheets'),
  'import:read': label('查看导入记录', 'See imports'),
  'export:create': label('导出数据', 'Export data'),
  'backup:read': label('查看备份', 'See backups'),
  'backup:create': label('备份与演练', 'Make backups and drills'),
  'audit:read': label('查看操作日志', 'See the operation log'),
  'security:grant': label('授予受控权限与角色', 'Hand out guarded scopes and roles'),
} as const;

export type Scope = keyof typeof scopeLabels;
export const scopes = Object.keys(scopeLabels) as readonly Scope[];
export const isScope = (text: string): text is Scope => text in scopeLabels;

const ownTokens: readonly Scope[] = ['apiToken:read', 'apiToken:create', 'apiToken:revoke'];
/** What people keep for themselves; it shows nothing that they may not read. */
const ownSaved: readonly Scope[] = [
  'view:read',
  'view:create',
  'view:update',
  'view:remove',
  'query:read',
  'query:create',
  'query:update',
  'query:remove',
];
const sharing: readonly Scope[] = ['view:share', 'query:share'];
/** Who works here: needed to read the names on any record. */
const house: readonly Scope[] = ['user:read', 'department:read', 'role:read'];

/** Reading the archive. Own API tokens carry no more than their owner's scopes. */
const reading: readonly Scope[] = [
  'customer:read',
  'contact:read',
  'bankAccount:read',
  'contract:read',
  'assessment:read',
  'scorecard:read',
  ...house,
  ...ownTokens,
  ...ownSaved,
];

const writing: readonly Scope[] = [
  'customer:create',
  'customer:update',
  'customer:remove',
  'customer:restore',
  'contact:create',
  'contact:update',
  'contact:remove',
  'contact:restore',
  'bankAccount:create',
  'bankAccount:update',
  'bankAccount:remove',
  'bankAccount:restore',
  'contract:create',
  'contract:update',
  'contract:remove',
  'contract:restore',
  'assessment:create',
  'assessment:remove',
  'assessment:restore',
  'collaborator:create',
  'collaborator:update',
  'collaborator:remove',
  'import:create',
  'import:read',
  'export:create',
  'handover:read',
];

/** What a role gives. */
export interface RoleRights {
  scopes: readonly Scope[];
  ranges: Readonly<Record<RangedResource, Range>>;
  fieldRights: readonly { field: string; right: FieldRight }[];
}
export interface BuiltInRole extends RoleRights {
  label: Label;
  description: Label;
}

const sees = (range: Range): Record<RangedResource, Range> =>
  Object.fromEntries(rangedResources.map((resource) => [resource, range])) as Record<RangedResource, Range>;
const builtIn = (name: RoleName, description: Label, range: Range, scopes: readonly Scope[]): BuiltInRole => ({
  label: roleLabels[name],
  description,
  scopes,
  ranges: sees(range),
  fieldRights: [],
});

/**
 * The security officer alone sees the operation log and hands out what is guarded: who can do everything must not be the one who reads
 * what was done (ADR 19). Whole account and identity numbers are for those whose work needs them, not for those who look after the system.
 */
const everything = scopes.filter((scope) => !['audit:read', 'security:grant', 'secret:reveal'].includes(scope));

/** The built-in roles: they are what this page says; their rows in the archive are copies for lists. */
export const builtInRoles: Readonly<Record<RoleName, BuiltInRole>> = {
  ADMINISTRATOR: builtIn('ADMINISTRATOR', label('全部功能与数据', 'Everything'), 'ALL', everything),
  MANAGER: builtIn(
    'MANAGER',
    label('管理本部门及下级部门的客户，审批合同，交接客户', 'Leads a department: its customers, approvals, hand-overs'),
    'DEPARTMENT_TREE',
    [
      ...reading,
      ...writing,
      'secret:reveal',
      'contract:approve',
      'scorecard:create',
      'scorecard:update',
      'handover:create',
      ...sharing,
    ],
  ),
  SALES: builtIn('SALES', label('维护自己的客户', 'Keeps their own customers'), 'OWN', [...reading, ...writing]),
  CREDIT_OFFICER: builtIn(
    'CREDIT_OFFICER',
    label('查看全部客户与合同，编写信用评估', 'Reads all customers and contracts, writes assessments'),
    'ALL',
    [...reading, 'secret:reveal', 'assessment:create', 'assessment:remove', 'assessment:restore', 'export:create'],
  ),
  ANALYST: builtIn('ANALYST', label('查看与导出全部数据', 'Reads and exports everything'), 'ALL', [
    ...reading,
    ...sharing,
    'query:publish',
    'export:create',
  ]),
  AUDITOR: builtIn('AUDITOR', label('只读查看全部数据', 'Reads everything, changes nothing'), 'ALL', [
    ...reading,
    'import:read',
    'handover:read',
  ]),
  SECURITY: builtIn(
    'SECURITY',
    label(
      '查看操作日志，授予受控权限，不看业务数据',
      'Reads the operation log, hands out guarded scopes, sees no business data',
    ),
    'OWN',
    [
      'audit:read',
      'security:grant',
      ...reading.filter((scope) => scope.endsWith(':read') && !ownTokens.includes(scope)),
    ],
  ),
};
