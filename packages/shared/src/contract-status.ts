/**
 * The two status axes of a contract and the verbs that move along them, as data. Approval: draft → pending → approved,
 * rejected or withdrawn. Performance exists once approved: to sign → signed → performing → completed → archived, with
 * a way out to changes, early termination and voiding. Whether a contract is in force is computed from its dates.
 */
import type { ContractApprovalStatus, ContractPerformanceStatus } from './contract';
import { addDays } from './date';
import { label, type Label } from './dictionary';
import type { Scope } from './permissions';

/** Where a contract stands. */
export interface ContractState {
  approvalStatus: ContractApprovalStatus;
  performanceStatus: ContractPerformanceStatus | null;
  /** Where `resume` goes back to while a change is under way. */
  statusBeforeChange: ContractPerformanceStatus | null;
}

export type ContractVerb =
  | 'submit'
  | 'approve'
  | 'reject'
  | 'withdraw'
  | 'revise'
  | 'sign'
  | 'start'
  | 'change'
  | 'resume'
  | 'complete'
  | 'archive'
  | 'terminate'
  | 'void';

/** One verb: from where, to where, and what it asks of the caller. */
export type ContractTransition = { label: Label; reasonRequired: boolean; scope: Scope } & (
  | { axis: 'approval'; from: readonly ContractApprovalStatus[]; to: ContractApprovalStatus }
  | {
      axis: 'performance';
      from: readonly (ContractPerformanceStatus | null)[];
      /** `BEFORE_CHANGE` is the status the change began from. */
      to: ContractPerformanceStatus | 'BEFORE_CHANGE';
    }
);

const update = { reasonRequired: false, scope: 'contract:update' } as const;
const explained = { reasonRequired: true, scope: 'contract:update' } as const;

/** Every legal move of a contract. */
export const contractTransitions: Readonly<Record<ContractVerb, ContractTransition>> = {
  submit: { ...update, axis: 'approval', from: ['DRAFT'], to: 'PENDING', label: label('提交审批', 'Submit') },
  approve: {
    ...update,
    scope: 'contract:approve',
    axis: 'approval',
    from: ['PENDING'],
    to: 'APPROVED',
    label: label('通过', 'Approve'),
  },
  reject: {
    ...explained,
    scope: 'contract:approve',
    axis: 'approval',
    from: ['PENDING'],
    to: 'REJECTED',
    label: label('驳回', 'Reject'),
  },
  withdraw: { ...update, axis: 'approval', from: ['PENDING'], to: 'WITHDRAWN', label: label('撤回', 'Withdraw') },
  revise: { ...update, axis: 'approval', from: ['REJECTED', 'WITHDRAWN'], to: 'DRAFT', label: label('修订', 'Revise') },
  sign: { ...update, axis: 'performance', from: ['TO_SIGN'], to: 'SIGNED', label: label('签署', 'Sign') },
  start: { ...update, axis: 'performance', from: ['SIGNED'], to: 'PERFORMING', label: label('开始履行', 'Start') },
  change: {
    ...explained,
    axis: 'performance',
    from: ['TO_SIGN', 'SIGNED', 'PERFORMING'],
    to: 'CHANGING',
    label: label('发起变更', 'Change'),
  },
  resume: {
    ...update,
    axis: 'performance',
    from: ['CHANGING'],
    to: 'BEFORE_CHANGE',
    label: label('结束变更', 'Resume'),
  },
  complete: {
    ...update,
    axis: 'performance',
    from: ['PERFORMING'],
    to: 'COMPLETED',
    label: label('履行完毕', 'Complete'),
  },
  archive: { ...update, axis: 'performance', from: ['COMPLETED'], to: 'ARCHIVED', label: label('归档', 'Archive') },
  terminate: {
    ...explained,
    axis: 'performance',
    from: ['SIGNED', 'PERFORMING'],
    to: 'TERMINATED',
    label: label('终止', 'Terminate'),
  },
  void: { ...explained, axis: 'performance', from: [null, 'TO_SIGN'], to: 'VOIDED', label: label('作废', 'Void') },
};

export const contractVerbs = Object.keys(contractTransitions) as readonly ContractVerb[];

/** The state after a verb, or null when it is not legal now. */
export function nextStatus(state: ContractState, verb: ContractVerb): ContractState | null {
  const transition = contractTransitions[verb];
  if (transition.axis === 'approval') {
    // A voided contract has a performance status and cannot come back into approval.
    if (state.performanceStatus !== null || !transition.from.includes(state.approvalStatus)) return null;
    const performanceStatus = transition.to === 'APPROVED' ? 'TO_SIGN' : null;
    return { ...state, approvalStatus: transition.to, performanceStatus };
  }
  if (!transition.from.includes(state.performanceStatus)) return null;
  if (transition.to === 'BEFORE_CHANGE') {
    return { ...state, performanceStatus: state.statusBeforeChange ?? 'TO_SIGN', statusBeforeChange: null };
  }
  const statusBeforeChange = transition.to === 'CHANGING' ? state.performanceStatus : null;
  return { ...state, performanceStatus: transition.to, statusBeforeChange };
}

/** The verbs that are legal now, whoever asks. */
export const legalVerbs = (state: ContractState): ContractVerb[] =>
  contractVerbs.filter((verb) => nextStatus(state, verb));

/** Content is written in a draft and while a change is under way, at no other time. */
export const isContractEditable = (state: ContractState): boolean =>
  state.performanceStatus === 'CHANGING' || (state.approvalStatus === 'DRAFT' && state.performanceStatus === null);

/** Signed and not abandoned: counts as business done. */
export const isContractBinding = (state: Pick<ContractState, 'performanceStatus' | 'statusBeforeChange'>): boolean => {
  const binding: readonly (ContractPerformanceStatus | null)[] = [
    'SIGNED',
    'PERFORMING',
    'COMPLETED',
    'ARCHIVED',
    'TERMINATED',
  ];
  return binding.includes(state.performanceStatus === 'CHANGING' ? state.statusBeforeChange : state.performanceStatus);
};

/** What never took effect may go; everything else stays on file. */
export const isContractRemovable = ({
  approvalStatus,
  performanceStatus,
}: Pick<ContractState, 'approvalStatus' | 'performanceStatus'>): boolean =>
  performanceStatus === 'VOIDED' ||
  (performanceStatus === null && approvalStatus !== 'PENDING' && approvalStatus !== 'APPROVED');

export const contractTimeStates = {
  NOT_YET_EFFECTIVE: label('未生效', 'Not yet effective'),
  IN_FORCE: label('生效中', 'In force'),
  EXPIRING: label('即将到期', 'Expiring'),
  EXPIRED: label('已到期', 'Expired'),
} as const;
export type ContractTimeState = keyof typeof contractTimeStates;

/**
 * Where a contract stands in time; computed, never stored. The day of expiry still counts as in force, and "expiring"
 * begins `days` days before it. Null when it has neither date. Without an effective date it counts as begun.
 */
export function contractTimeState(
  effectiveOn: string | null,
  expiresOn: string | null,
  today: string,
  days = 30,
): ContractTimeState | null {
  if (effectiveOn === null && expiresOn === null) return null;
  if (effectiveOn !== null && today < effectiveOn) return 'NOT_YET_EFFECTIVE';
  if (expiresOn === null) return 'IN_FORCE';
  if (today > expiresOn) return 'EXPIRED';
  return expiresOn <= addDays(today, days) ? 'EXPIRING' : 'IN_FORCE';
}
