/** What the trail can say that was done. A writer cannot use a verb that has no words here. */
import type { ContractVerb } from './contract-status';
import { label, type Label } from './dictionary';

type General = 'CREATE' | 'UPDATE' | 'REMOVE' | 'RESTORE' | 'EXPORT';
type OfCustomers = 'CHANGE_STAGE' | 'BLACKLIST' | 'UNBLACKLIST' | 'GRADE';
type OfOthers = 'PUBLISH' | 'RETIRE' | 'REVOKE' | 'PREFERENCES';
export type AuditVerb = General | OfCustomers | OfOthers | Uppercase<ContractVerb>;

/** As they stand before the name of the thing: “新建了客户”, “created: customer”. */
export const auditVerbs: Readonly<Record<AuditVerb, Label>> = {
  CREATE: label('新建了', 'created: '),
  UPDATE: label('修改了', 'changed: '),
  REMOVE: label('删除了', 'removed: '),
  RESTORE: label('恢复了', 'restored: '),
  EXPORT: label('导出了', 'exported: '),
  CHANGE_STAGE: label('变更状态：', 'moved: '),
  BLACKLIST: label('列入黑名单：', 'blacklisted: '),
  UNBLACKLIST: label('移出黑名单：', 'took off the blacklist: '),
  GRADE: label('更新了等级：', 'graded: '),
  PUBLISH: label('发布', 'published: '),
  RETIRE: label('停用', 'retired: '),
  REVOKE: label('撤销', 'revoked: '),
  PREFERENCES: label('更改了偏好：', 'changed preferences: '),
  SUBMIT: label('提交审批', 'submitted: '),
  APPROVE: label('审批通过', 'approved: '),
  REJECT: label('驳回', 'rejected: '),
  WITHDRAW: label('撤回', 'withdrew: '),
  REVISE: label('修订', 'revised: '),
  SIGN: label('签署', 'signed: '),
  START: label('开始履行', 'started: '),
  CHANGE: label('发起变更', 'opened a change: '),
  RESUME: label('结束变更', 'closed the change: '),
  COMPLETE: label('履行完毕', 'completed: '),
  ARCHIVE: label('归档', 'archived: '),
  TERMINATE: label('终止', 'terminated: '),
  VOID: label('作废', 'voided: '),
};
