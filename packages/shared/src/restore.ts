/** Which former values can be brought back, and why the others cannot. */
import { label, type Fields, type Label } from './dictionary';

const STEP = label(
  '由业务步骤设定，请在记录上执行相应操作',
  'It is set by a step of the work; take that step on the record',
);
const SYSTEM = label('由系统维护，随其他字段变化', 'The archive keeps it; it follows other fields');
const ONCE = label('建档后不再修改', 'It does not change once the record is made');

/** Fields that have a deed of their own. */
const steps: Readonly<Record<string, readonly string[]>> = {
  Customer: ['relationshipStage', 'blacklisted', 'blacklistReason', 'grade', 'firstDealOn', 'lastInteractionAt'],
  Contract: [
    'approvalStatus',
    'performanceStatus',
    'statusBeforeChange',
    'statusReason',
    'approvedById',
    'approvedAt',
    'completedOn',
    'terminatedOn',
  ],
};

/** Kinds of records whose former values nobody brings back by themselves. */
const closed: Readonly<Record<string, Label>> = {
  ContractItem: label('明细随合同的版本一起恢复', 'Lines come back with a version of their contract'),
  Assessment: label('评估完成后不再修改，请重新评估', 'An assessment does not change; assess the customer again'),
  Scorecard: label('评分卡按版本发布，请新建版本', 'Scorecards are published in versions; make a new one'),
};

/** The trail has masks of it alone. */
const SEALED = label(
  '该字段加密保存，记录中只有脱敏值，请重新填写',
  'It is kept sealed, and the trail has its mask alone; enter it anew',
);

/** Why a field cannot take back a former value; null when it can. */
export function whyNotRestorable(entity: string, fields: Fields, name: string): Label | null {
  if (closed[entity]) return closed[entity];
  const field = Object.hasOwn(fields, name) ? fields[name]! : null;
  if (!field) return SYSTEM;
  if (steps[entity]?.includes(name)) return STEP;
  if (field.access === 'system') return SYSTEM;
  if (field.kind === 'secret') return SEALED;
  return field.createOnly ? ONCE : null;
}
