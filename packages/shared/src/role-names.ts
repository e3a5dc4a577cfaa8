/** What the built-in roles are called. Apart from their rights: every page shows a name, few need the scopes. */
import { label } from './dictionary';

export const roleLabels = {
  ADMINISTRATOR: label('系统管理员', 'Administrator'),
  MANAGER: label('经理', 'Manager'),
  SALES: label('销售', 'Sales'),
  CREDIT_OFFICER: label('信贷员', 'Credit officer'),
  ANALYST: label('分析员', 'Analyst'),
  AUDITOR: label('审计员', 'Auditor'),
  SECURITY: label('安全员', 'Security officer'),
} as const;

/** A built-in role. */
export type RoleName = keyof typeof roleLabels;

export const isBuiltInRole = (code: string): code is RoleName => code in roleLabels;
