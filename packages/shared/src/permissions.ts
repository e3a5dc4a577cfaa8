/** What a person may do: scopes are `resource:operation`, and a role is a named set of them. */
import { label } from './dictionary';

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
  'apiToken:read': label('查看自己的访问令牌', 'See own API tokens'),
  'apiToken:create': label('创建自己的访问令牌', 'Create own API tokens'),
  'apiToken:revoke': label('撤销自己的访问令牌', 'Revoke own API tokens'),
  'import:create': label('导入表格', 'Import sheets'),
  'import:read': label('查看导入记录', 'See imports'),
  'export:create': label('导出数据', 'Export data'),
  'audit:read': label('查看操作日志', 'Read the audit trail'),
} as const;

export type Scope = keyof typeof scopeLabels;
export const scopes = Object.keys(scopeLabels) as readonly Scope[];

export const roleLabels = {
  ADMINISTRATOR: label('系统管理员', 'Administrator'),
  MANAGER: label('经理', 'Manager'),
  SALES: label('销售', 'Sales'),
  ANALYST: label('分析员', 'Analyst'),
  AUDITOR: label('审计员', 'Auditor'),
  SECURITY: label('安全员', 'Security officer'),
} as const;

export type RoleName = keyof typeof roleLabels;

/** Reading the archive; every role has it. Own API tokens carry no more than their owner's scopes. */
const reading: readonly Scope[] = [
  'customer:read',
  'contact:read',
  'bankAccount:read',
  'contract:read',
  'assessment:read',
  'scorecard:read',
  'user:read',
  'apiToken:read',
  'apiToken:create',
  'apiToken:revoke',
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
  'import:create',
  'import:read',
  'export:create',
];

/** The scopes of each built-in role. */
export const roleScopes: Readonly<Record<RoleName, readonly Scope[]>> = {
  // who looks after the system has no need to see whole account and identity numbers
  ADMINISTRATOR: scopes.filter((scope) => scope !== 'audit:read' && scope !== 'secret:reveal'),
  MANAGER: [...reading, ...writing, 'secret:reveal', 'contract:approve', 'scorecard:create', 'scorecard:update'],
  SALES: [...reading, ...writing],
  ANALYST: [...reading, 'export:create'],
  AUDITOR: [...reading, 'import:read'],
  // alone sees the operation log: who can do everything must not be the one who reads what was done
  SECURITY: ['audit:read', ...reading.filter((scope) => scope.endsWith(':read') && !scope.startsWith('apiToken'))],
};

/** The scopes of a role as a set. */
export const scopesOf = (role: RoleName): ReadonlySet<Scope> => new Set(roleScopes[role]);
