/** What the trail can say that was done. A writer cannot use a verb that has no words here. */
import type { ContractVerb } from './contract-status';
import { label, type Label } from './dictionary';

type OfCustomers = 'HAND_OVER' | 'CHANGE_STAGE' | 'BLACKLIST' | 'UNBLACKLIST' | 'GRADE';
type General = 'CREATE' | 'UPDATE' | 'REMOVE' | 'RESTORE' | 'RESTORE_VALUE' | 'RESTORE_VERSION';
type OfOthers = 'PUBLISH' | 'RETIRE' | 'REVOKE' | 'PREFERENCES';
/** What was done without changing a record, or was not let through. */
export type TraceVerb =
  | 'SIGN_IN'
  | 'SIGN_IN_FAILED'
  | 'SIGN_OUT'
  | 'SESSION_END'
  | 'PASSWORD'
  | 'SECOND_FACTOR'
  | 'IDENTITY'
  | 'REVEAL'
  | 'REVEAL_ALARM'
  | 'VIEW_AS'
  | 'EXPORT'
  | 'IMPORT'
  | 'REFUSED'
  | 'SETTINGS'
  | 'BACKUP'
  | 'RESTORE_BACKUP'
  | 'VERIFY_BACKUP'
  | 'ROTATE_KEY'
  | 'VERIFY_LOG'
  | 'RESET_LOG';
export type AuditVerb = General | OfCustomers | OfOthers | Uppercase<ContractVerb> | TraceVerb;

/** As they stand before the name of the thing: “新建了客户”, “created customer”. */
export const auditVerbs: Readonly<Record<AuditVerb, Label>> = {
  CREATE: label('新建了', 'created '),
  UPDATE: label('修改了', 'changed '),
  REMOVE: label('删除了', 'removed '),
  RESTORE: label('恢复了', 'restored '),
  HAND_OVER: label('交接了', 'handed over '),
  RESTORE_VALUE: label('恢复原值：', 'brought back a value of '),
  RESTORE_VERSION: label('恢复到旧版本：', 'brought back a version of '),
  CHANGE_STAGE: label('变更状态：', 'moved '),
  BLACKLIST: label('列入黑名单：', 'blacklisted '),
  UNBLACKLIST: label('移出黑名单：', 'took off the blacklist: '),
  GRADE: label('更新了等级：', 'graded '),
  PUBLISH: label('发布', 'published '),
  RETIRE: label('停用', 'retired '),
  REVOKE: label('撤销', 'revoked '),
  PREFERENCES: label('更改了偏好：', 'changed preferences: '),
  SUBMIT: label('提交审批', 'submitted '),
  APPROVE: label('审批通过', 'approved '),
  REJECT: label('驳回', 'rejected '),
  WITHDRAW: label('撤回', 'withdrew '),
  REVISE: label('修订', 'revised '),
  SIGN: label('签署', 'signed '),
  START: label('开始履行', 'started '),
  CHANGE: label('发起变更', 'opened a change of '),
  RESUME: label('结束变更', 'closed the change of '),
  COMPLETE: label('履行完毕', 'completed '),
  ARCHIVE: label('归档', 'archived '),
  TERMINATE: label('终止', 'terminated '),
  VOID: label('作废', 'voided '),
  SIGN_IN: label('登录', 'signed in: '),
  SIGN_IN_FAILED: label('登录失败', 'failed to sign in: '),
  SIGN_OUT: label('退出登录', 'signed out: '),
  SESSION_END: label('结束会话：', 'ended the sessions of '),
  PASSWORD: label('更换了密码：', 'changed the password of '),
  SECOND_FACTOR: label('更改了两步验证：', 'changed the two-step sign-in of '),
  IDENTITY: label('更改了单点登录的关联：', 'changed the single sign-on link of '),
  REVEAL: label('查看敏感信息：', 'revealed '),
  REVEAL_ALARM: label('短时间内大量查看敏感信息：', 'revealed many values in a short time: '),
  VIEW_AS: label('以他人身份查看：', 'viewed as: '),
  EXPORT: label('导出了', 'exported '),
  IMPORT: label('提交导入：', 'imported: '),
  REFUSED: label('被拒绝', 'was refused: '),
  SETTINGS: label('更改了设置：', 'changed settings: '),
  BACKUP: label('备份了', 'backed up: '),
  RESTORE_BACKUP: label('从备份恢复了', 'restored from a backup: '),
  VERIFY_BACKUP: label('校验了备份：', 'verified the backup: '),
  ROTATE_KEY: label('轮换了密钥：', 'rotated the key: '),
  VERIFY_LOG: label('校验了操作日志', 'verified the log: '),
  RESET_LOG: label('重置了操作日志', 'reset the log: '),
};

/** Traces that are no change of a record; only the security officer reads them. */
export const traceVerbs: readonly TraceVerb[] = [
  'SIGN_IN',
  'SIGN_IN_FAILED',
  'SIGN_OUT',
  'SESSION_END',
  'PASSWORD',
  'SECOND_FACTOR',
  'IDENTITY',
  'REVEAL',
  'REVEAL_ALARM',
  'VIEW_AS',
  'EXPORT',
  'IMPORT',
  'REFUSED',
  'SETTINGS',
  'BACKUP',
  'RESTORE_BACKUP',
  'VERIFY_BACKUP',
  'ROTATE_KEY',
  'VERIFY_LOG',
  'RESET_LOG',
];

/** How it ended. */
export const auditOutcomes = {
  OK: label('成功', 'Done'),
  FAILED: label('失败', 'Failed'),
  REFUSED: label('拒绝', 'Refused'),
} as const;
export type AuditOutcome = keyof typeof auditOutcomes;
